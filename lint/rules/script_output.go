package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var scriptOutput = lint.Rule{
	Name:     "script-output",
	Summary:  "a selector asks for what the script does not return",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `What the handler returns is found under Payload: when it returns {"State": ...}, the
selector is $.Payload.State. A selector that finds nothing leaves its output unset.

What a script returns is only judged when all that it returns are maps whose keys
are written out.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events, context):
          return {'State': 'ok'}
    outputs:
      - Name: State
        Selector: $.State
        Type: String
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events, context):
          return {'State': 'ok'}
    outputs:
      - Name: State
        Selector: $.Payload.State
        Type: String
`,
	},
	ReadsScripts: true,
	Check:        checkScriptOutput,
}

func checkScriptOutput(p *lint.Pass) {
	for _, s := range p.Scripts() {
		for _, o := range s.Step.Outputs {
			if !o.Selector.IsString() || len(o.Selector.References()) > 0 {
				continue
			}
			path, err := selector.Compile(o.Selector.Text)
			if err == nil && !checkScriptSelector(p, s, o.Selector, path.Segments()) {
				break
			}
		}
	}
}

// checkScriptSelector is false when it reports a script that returns nothing at
// all, of which the other outputs are but further consequences.
func checkScriptSelector(p *lint.Pass, s *lint.Script, n *document.Node, segments []selector.Segment) bool {
	name, ok := onlyName(segments, 0)
	switch {
	case !ok || name == schemas.OutputPayload:
	case name != "Payload":
		p.Report(besidePayload(n, segments[0]))
	default:
		return checkReturned(p, s, n, segments)
	}
	return true
}

// onlyName is the key that a segment selects, if it selects one.
func onlyName(segments []selector.Segment, i int) (string, bool) {
	if i >= len(segments) || segments[i].Kind != selector.Child || len(segments[i].Names) != 1 || len(segments[i].NameSpans) != 1 {
		return "", false
	}
	return segments[i].Names[0], true
}

func besidePayload(n *document.Node, first selector.Segment) lint.Finding {
	at := first.NameSpans[0]
	name := first.Names[0]
	f := lint.Finding{Node: n, Span: n.SpanAt(at.Start, at.End)}
	if nearest.Slip(name, "Payload") {
		f.Message = fmt.Sprintf("the result of a script is under %q, not %q", "Payload", name)
		f.Suggestion = "Payload"
		f.Fix = &lint.Fix{Title: "write Payload", Edits: []document.Edit{lint.ReplacePart(n, at.Start, at.End, "Payload")}}
		return f
	}
	f.Message = fmt.Sprintf("%q is under Payload, as everything that a script returns", name)
	if at.Start == 0 || n.Text[at.Start-1] == '.' {
		f.Suggestion = n.Text[:at.Start] + "Payload." + n.Text[at.Start:]
		f.Fix = &lint.Fix{Title: "write " + f.Suggestion, Edits: []document.Edit{lint.ReplacePart(n, at.Start, at.Start, "Payload.")}}
	}
	return f
}

func checkReturned(p *lint.Pass, s *lint.Script, n *document.Node, segments []selector.Segment) bool {
	name, ok := onlyName(segments, 1)
	if !ok {
		return true
	}
	read := s.Python()
	if read == nil || read.Returned == nil || slices.Contains(*read.Returned, name) {
		return true
	}
	at := segments[1].NameSpans[0]
	f := lint.Finding{
		Node: n, Span: n.SpanAt(at.Start, at.End),
		Message: fmt.Sprintf("handler %q returns no %q", s.HandlerName(), name),
	}
	keys := *read.Returned
	meant, ok := nearest.Of(name, slices.Values(keys))
	switch {
	case ok:
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
		if only, ok := nearest.Certain(name, slices.Values(keys)); ok {
			f.Fix = &lint.Fix{Title: "write " + only, Edits: []document.Edit{lint.ReplacePart(n, at.Start, at.End, only)}}
		}
	case len(keys) > 0 && len(keys) <= mostChoices:
		f.Message += "; it returns " + strings.Join(keys, ", ")
	case len(keys) == 0:
		f.Message += "; it returns nothing that has keys"
	}
	if function, ok := read.Function(s.HandlerName()); ok {
		f.Related = []lint.Related{{Span: s.Text.SpanAt(function.Offset, function.Offset+len("def")), Message: "the handler is here"}}
	}
	p.Report(f)
	return len(keys) > 0
}
