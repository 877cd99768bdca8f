package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
)

var sessionParts = lint.Rule{
	Name:     "session-parts",
	Summary:  "the inputs or properties of a Session document do not suit its sessionType",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A Standard_Stream session has inputs, the preferences, and no properties. The other
types say under properties what to run on each platform, or to which port to connect;
without that there is nothing to do.

Minutes such as idleSessionTimeout and ports are text and need quotes.`,
		Bad: `schemaVersion: '1.0'
sessionType: InteractiveCommands
inputs:
  idleSessionTimeout: '20'
`,
		Good: `schemaVersion: '1.0'
sessionType: InteractiveCommands
properties:
  linux:
    commands: top
`,
	},
	Check: checkSessionParts,
}

func checkSessionParts(p *lint.Pass) {
	doc := p.Doc
	if doc.Kind != document.Session || !doc.SessionType.IsString() {
		return
	}
	checkSessionMinutes(p)
	checkSessionBucket(p)
	_, hasProperties := schemas.SessionProperties(doc.SessionType.Text)
	properties, _ := doc.Root.Entry("properties")
	if e, right := swappedPart(doc); right != "" {
		p.Report(lint.Finding{
			Node: e.Key, Severity: new(lint.Error), Suggestion: right, Fix: write(e.Key, right),
			Message: fmt.Sprintf("what stands here are the %s of a session of type %q, not its %s", right, doc.SessionType.Text, e.Key.Text),
		})
		return
	}
	switch {
	case doc.SessionType.Text == "Standard_Stream" && doc.Inputs == nil:
		if !slices.Contains(misspeltKeys(p)[doc.Root], "inputs") {
			p.Report(lint.Finding{
				Node: doc.SessionType, Severity: new(lint.Error),
				Message: `a session of type "Standard_Stream" needs the key "inputs"`,
			})
		}
	case doc.SessionType.Text == "Standard_Stream" && doc.Properties != nil:
		p.Reportf(properties.Key, "properties have no effect in a session of type %q", doc.SessionType.Text)
	case hasProperties && doc.Properties == nil:
		if !slices.Contains(misspeltKeys(p)[doc.Root], "properties") {
			p.Reportf(doc.SessionType, "a session of type %q needs the key %q", doc.SessionType.Text, "properties")
		}
	case hasProperties:
		checkSessionCommands(p)
		checkSessionPorts(p)
	}
}

// swappedPart is the entry of a Session document's inputs or properties of which
// all keys are those of the other one, which is not there, and the name of that;
// empty when nothing is swapped.
func swappedPart(doc *document.Document) (part document.Entry, right string) {
	if doc.Kind != document.Session || !doc.SessionType.IsString() || (doc.Inputs == nil) == (doc.Properties == nil) {
		return part, ""
	}
	schema, hasProperties := schemas.SessionProperties(doc.SessionType.Text)
	right, wrong := "properties", "inputs"
	if !hasProperties {
		var err error
		if schema, err = schemas.Get(schemas.SessionInputs); err != nil {
			panic(err) // the schemas are in this program
		}
		right, wrong = "inputs", "properties"
	}
	part, ok := doc.Root.Entry(wrong)
	if !ok || len(part.Value.Entries) == 0 {
		return part, ""
	}
	keys := schema.Keys(nil)
	for _, e := range part.Value.Entries {
		if !slices.Contains(keys, e.Key.Text) {
			return part, ""
		}
	}
	return part, right
}

// checkSessionMinutes wants quotes round numbers that are text.
func checkSessionMinutes(p *lint.Pass) {
	for _, v := range p.Violations() {
		if !v.Tolerated || v.Kind != schemas.WrongType || v.Node.Kind != document.Int || !slices.Equal(v.Expected, []string{"string"}) {
			continue
		}
		quoted := "'" + v.Node.Text + "'"
		if p.Doc.Root.Flow {
			quoted = `"` + v.Node.Text + `"`
		}
		start, end := v.Node.Offsets()
		p.Report(lint.Finding{
			Node: v.Node, Message: fmt.Sprintf("%s is text and needs quotes", partOf(v)), Suggestion: quoted,
			Fix: &lint.Fix{Title: "write " + quoted, Edits: []document.Edit{{Start: start, End: end, Text: quoted}}},
		})
	}
}

// checkSessionBucket wants the name of a bucket, not the ARN or the URL that people
// copy. No name of a bucket has a colon or a slash.
func checkSessionBucket(p *lint.Pass) {
	n := p.Doc.Inputs.Get("s3BucketName")
	if !n.IsString() || len(n.References()) > 0 || !strings.ContainsAny(n.Text, ":/") {
		return
	}
	p.Reportf(n, "%q is not the name of a bucket; s3BucketName takes the name alone, and s3KeyPrefix a folder in it", n.Text)
}

// checkSessionCommands looks at what is run on each platform.
func checkSessionCommands(p *lint.Pass) {
	for _, platform := range p.Doc.Properties.Entries {
		commands := platform.Value.Get("commands")
		switch {
		case commands == nil:
		case commands.IsString() && strings.TrimSpace(commands.Text) == "":
			p.Reportf(commands, "there are no commands for %s, so a session fails there", platform.Key.Text)
		case commands.Kind == document.List:
			start, _ := commands.Offsets()
			p.Report(lint.Finding{
				Node: commands, Span: p.Doc.Source.Span(start, start+1),
				Message: "the commands of a session are one text, which the agent expects here, and no list",
			})
		}
	}
}

// checkSessionPorts wants ports to be numbers of ports.
func checkSessionPorts(p *lint.Pass) {
	for _, key := range []string{"portNumber", "localPortNumber"} {
		n := p.Doc.Properties.Get(key)
		if !n.IsString() || n.Text == "" || len(n.References()) > 0 {
			continue
		}
		if port, err := strconv.ParseUint(n.Text, 10, 16); err != nil || port == 0 && key == "portNumber" {
			p.Reportf(n, "%q is not a port: those are from 1 to 65535", n.Text)
		}
	}
}
