package lint

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
)

// Pass is what a rule gets for one document: the document, facts about it that
// are computed once for all rules, and a place to report to. It is for one
// goroutine; rules of one document run one after the other.
type Pass struct {
	Doc *document.Document
	// Config is the linter's, which the pass must not change.
	Config Config

	rule        *Rule
	facts       *facts
	diagnostics []Diagnostic
}

// Finding is what a rule reports. Only Node and Message are needed.
type Finding struct {
	// Node is what must change, or what lacks something: its place in the
	// document is the finding's path, and its span the finding's, unless Span is
	// given. It is nil for what concerns a file without content.
	Node *document.Node
	// Span is the exact text, when it is not the whole node.
	Span document.Span
	// Severity replaces the rule's own; nil keeps it.
	Severity *Severity
	// Message follows the wording of package lint's diagnostics: lower case, no
	// full stop, the user's own text in double quotes.
	Message    string
	Suggestion string
	Related    []Related
	Fix        *Fix
}

// Report adds a finding.
func (p *Pass) Report(f Finding) {
	d := Diagnostic{
		Rule: p.rule.Name, Severity: p.rule.Severity, Message: f.Message,
		Source: p.Doc.Source, Span: f.Span, Path: p.Doc.Path(f.Node),
		Suggestion: f.Suggestion, Related: f.Related, Fix: f.Fix,
	}
	if f.Severity != nil {
		d.Severity = *f.Severity
	}
	switch {
	case f.Span != document.Span{}:
	case f.Node != nil:
		d.Span = f.Node.Span()
	default:
		d.Span = p.Doc.Source.Span(0, 0)
	}
	p.diagnostics = append(p.diagnostics, d)
}

// Reportf adds a finding that is no more than a place and a message.
func (p *Pass) Reportf(n *document.Node, format string, args ...any) {
	p.Report(Finding{Node: n, Message: fmt.Sprintf(format, args...)})
}
