package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var eventNotPassed = lint.Rule{
	Name:     "event-not-passed",
	Summary:  "a script reads what its InputPayload does not have",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The handler's first argument is the InputPayload. events['Name'] raises a KeyError
when the InputPayload has no Name, and the step fails; events.get('Name') gives
None. Only what is read for certain is reported: not what stands inside an if, or
is tested for before.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      InputPayload:
        InstanceIds: ['i-0123456789abcdef0']
      Script: |
        def main(events, context):
          return {'Count': len(events['instanceIds'])}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      InputPayload:
        InstanceIds: ['i-0123456789abcdef0']
      Script: |
        def main(events, context):
          return {'Count': len(events['InstanceIds'])}
`,
	},
	Check: checkEventNotPassed,
}

func checkEventNotPassed(p *lint.Pass) {
	for _, s := range p.Scripts() {
		read := s.Python()
		if read == nil || len(read.Reads) == 0 {
			continue
		}
		passed, ok := passedEvents(s.Payload)
		if !ok || s.Payload == nil && slices.Contains(misspeltKeys(p)[s.Step.Inputs], "InputPayload") {
			continue
		}
		var reported []string
		for _, r := range read.Reads {
			if !slices.Contains(passed, r.Key) && !slices.Contains(reported, r.Key) {
				reported = append(reported, r.Key)
				reportEvent(p, s, r, passed)
			}
		}
	}
}

// passedEvents are the keys of an InputPayload. It is not ok when they are only
// known at run time.
func passedEvents(payload *document.Node) (keys []string, ok bool) {
	if payload == nil {
		return nil, true
	}
	if payload.Kind != document.Map {
		return nil, false
	}
	for _, e := range payload.Entries {
		if len(document.References(e.Key.Text)) > 0 {
			return nil, false
		}
		keys = append(keys, e.Key.Text)
	}
	return keys, true
}

func reportEvent(p *lint.Pass, s *lint.Script, r lint.PythonRead, passed []string) {
	text := s.Text.Text
	start, end := r.Offset, r.Offset
	if at := strings.Index(text[start:], r.Key); at >= 0 {
		start += at
		end = start + len(r.Key)
	}
	f := lint.Finding{
		Node: s.Text, Span: s.Text.SpanAt(start, end),
		Message: fmt.Sprintf("the script reads %q, which the InputPayload does not have", r.Key),
	}
	if s.Payload == nil {
		f.Message = fmt.Sprintf("the script reads %q, and the step has no InputPayload", r.Key)
	}
	if meant, ok := nearest.Of(r.Key, slices.Values(passed)); ok {
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
	}
	p.Report(f)
}
