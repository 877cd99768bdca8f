package schemas

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"sync"
)

//go:generate go run ./internal/documents -from $SSMKIT_TESTDATA/corpus/aws-owned -as-of 2026-08 -out facts

// A PublishedDocument is a document that AWS publishes for everybody to run.
type PublishedDocument struct {
	Name       string
	Parameters []PublishedParameter // sorted by name
}

// A PublishedParameter is a parameter of a published document.
type PublishedParameter struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Required bool   `json:"required"` // it has no default
}

// Parameter returns the parameter with the name.
func (d *PublishedDocument) Parameter(name string) (PublishedParameter, bool) {
	for _, p := range d.Parameters {
		if p.Name == name {
			return p, true
		}
	}
	return PublishedParameter{}, false
}

type publishedTable struct {
	asOf string
	// byName holds a function for each document that reads its parameters once:
	// of hundreds, a run asks for few.
	byName map[string]func() *PublishedDocument
}

func readPublished(file string) publishedTable {
	var f struct {
		AsOf      string `json:"x-ssm-as-of"`
		Documents []struct {
			Name       string
			Parameters json.RawMessage
		}
	}
	mustDecode(file, &f)
	t := publishedTable{f.AsOf, make(map[string]func() *PublishedDocument, len(f.Documents))}
	for _, d := range f.Documents {
		t.byName[d.Name] = sync.OnceValue(func() *PublishedDocument {
			read := &PublishedDocument{Name: d.Name}
			if err := json.Unmarshal(d.Parameters, &read.Parameters); err != nil {
				panic(fmt.Errorf("embedded %s: parameters of %s: %w", file, d.Name, err)) // a test reads all
			}
			return read
		})
	}
	return t
}

var (
	commandDocuments = sync.OnceValue(func() publishedTable { return readPublished("facts/command-documents.json") })
	runbooks         = sync.OnceValue(func() publishedTable { return readPublished("facts/runbooks.json") })
)

func published(kind DocumentKind) publishedTable {
	switch kind {
	case KindCommand:
		return commandDocuments()
	case KindAutomation:
		return runbooks()
	}
	return publishedTable{}
}

// Published returns what is known about a document of AWS of the kind, which is
// Command or Automation, by its name in exactly this spelling. It is false for
// many that AWS publishes all the same: the tables hold about half of them.
func Published(kind DocumentKind, name string) (*PublishedDocument, bool) {
	read, ok := published(kind).byName[name]
	if !ok {
		return nil, false
	}
	return read(), true
}

// PublishedNames returns the names of the documents of the kind that are known,
// in no certain order.
func PublishedNames(kind DocumentKind) iter.Seq[string] { return maps.Keys(published(kind).byName) }

// PublishedAsOf returns the month when the facts about published documents of
// the kind were collected, as "2026-08".
func PublishedAsOf(kind DocumentKind) string { return published(kind).asOf }
