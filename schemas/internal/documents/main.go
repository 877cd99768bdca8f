// Command documents writes the tables of the documents that AWS publishes, from
// a folder with their contents:
//
//	go run ./internal/documents -from $SSMKIT_TESTDATA/corpus/aws-owned -as-of 2026-08 -out facts
//
// The name of a file is that of its document. The tables tell the parameters of
// each, and whether one must be given.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	from := flag.String("from", "", "folder of the documents")
	asOf := flag.String("as-of", "", "month when they were collected, as 2026-08")
	out := flag.String("out", "facts", "folder of the tables")
	flag.Parse()
	if err := generate(*from, *asOf, *out); err != nil {
		fmt.Fprintln(os.Stderr, "documents:", err)
		os.Exit(1)
	}
}

type published struct {
	Name       string      `json:"name"`
	Parameters []parameter `json:"parameters"`
}

type parameter struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Required bool   `json:"required,omitempty"`
}

// byHand are documents that the folder may lack, from AWS's guide.
var byHand = []published{
	{"AWS-RunPowerShellScript", []parameter{
		{"commands", "StringList", true}, {"workingDirectory", "String", false}, {"executionTimeout", "String", false},
	}},
	{"AWS-UpdateSSMAgent", []parameter{{"version", "String", false}, {"allowDowngrade", "String", false}}},
}

func generate(from, asOf, out string) error {
	paths, err := filepath.Glob(filepath.Join(from, "*.json"))
	if err != nil || len(paths) == 0 {
		return fmt.Errorf("no documents in %q: %v", from, err)
	}
	commands, runbooks := slices.Clone(byHand), []published{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var c content
		if json.Unmarshal(text, &c) != nil {
			continue // templates of other kinds, of which some are no maps
		}
		p := published{strings.TrimSuffix(filepath.Base(path), ".json"), c.parameters()}
		switch {
		case c.SchemaVersion == "0.3":
			runbooks = append(runbooks, p)
		case c.MainSteps != nil || c.RuntimeConfig != nil:
			commands = slices.DeleteFunc(commands, func(other published) bool { return other.Name == p.Name })
			commands = append(commands, p)
		}
	}
	if err := write(filepath.Join(out, "command-documents.json"), asOf, commands); err != nil {
		return err
	}
	return write(filepath.Join(out, "runbooks.json"), asOf, runbooks)
}

// content is what the tables need of a document.
type content struct {
	SchemaVersion            string
	MainSteps, RuntimeConfig any
	Parameters               map[string]struct {
		Type    string
		Default any
	}
}

// parameters are those of a document, by name. A default of null is none.
func (c content) parameters() []parameter {
	list := []parameter{}
	for _, name := range slices.Sorted(maps.Keys(c.Parameters)) {
		p := c.Parameters[name]
		list = append(list, parameter{name, p.Type, p.Default == nil})
	}
	return list
}

// write writes one document a line, so that a new month gives a readable diff.
func write(path, asOf string, documents []published) error {
	slices.SortFunc(documents, func(a, b published) int { return cmp.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"x-ssm-source\": [\"contents of AWS-owned documents\", \"AWS's guide\"],\n  \"x-ssm-as-of\": %q,\n  \"documents\": [\n", asOf)
	for i, d := range documents {
		line, err := json.Marshal(d)
		if err != nil {
			return err
		}
		b.WriteString("    ")
		b.Write(line)
		if i < len(documents)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("  ]\n}\n")
	return os.WriteFile(path, b.Bytes(), 0o644)
}
