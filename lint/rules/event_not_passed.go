package rules

import (
	"fmt"
	"iter"
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
	ReadsScripts: true,
	Check:        checkEventNotPassed,
}

func checkEventNotPassed(p *lint.Pass) {
	for _, s := range p.Scripts() {
		read := s.Python()
		if read == nil || len(read.Reads) == 0 || misplacedPayload(p, s) {
			continue
		}
		passed, ok := passedEvents(s.Payload)
		if !ok {
			continue
		}
		var missing []string
		for _, r := range read.Reads {
			if slices.Contains(passed, r.Key) || slices.Contains(missing, r.Key) {
				continue
			}
			meant, ok := nearest.Of(r.Key, unread(s, passed))
			if !ok && !r.Certain {
				continue // it may be right to pass it in other steps only
			}
			missing = append(missing, r.Key)
			if s.Payload != nil || len(missing) == 1 {
				p.Report(eventFinding(s, r, meant))
			}
		}
	}
}

// misplacedPayload tells whether the step has an InputPayload under a wrong name
// or at a wrong place, which is another rule's finding.
func misplacedPayload(p *lint.Pass, s *lint.Script) bool {
	return s.Payload == nil &&
		(s.Step.Node.Get("InputPayload") != nil || slices.Contains(misspeltKeys(p)[s.Step.Inputs], "InputPayload"))
}

// unread are the keys that are passed and occur nowhere in the script: one of
// them may be a key that is missing, not spelt right.
func unread(s *lint.Script, passed []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, key := range passed {
			if !strings.Contains(s.Text.Text, key) && !yield(key) {
				return
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

func eventFinding(s *lint.Script, r lint.PythonRead, meant string) lint.Finding {
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
	if e, ok := s.Payload.Entry(meant); ok {
		f.Message += fmt.Sprintf("; it has %q", meant)
		f.Related = []lint.Related{{Span: e.Key.Span(), Message: "and nothing reads this"}}
	}
	return f
}
