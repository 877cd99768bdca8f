package rules

import (
	"fmt"
	"strconv"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/isotime"
)

var longSleep = lint.Rule{
	Name:     "long-sleep",
	Summary:  "aws:sleep is to wait for longer than it can",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `aws:sleep waits for at most 604,799 seconds, one second less than seven days. M before
the T of a duration is months: P5M is five months, PT5M five minutes.

A timeoutSeconds that is over before the Duration is a warning.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs: {Duration: P5M}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    inputs: {Duration: PT5M}
`,
	},
	Check: checkLongSleep,
}

func checkLongSleep(p *lint.Pass) {
	if !isAutomation(p.Doc) {
		return
	}
	for step := range p.Doc.AllSteps() {
		if !step.Is("aws:sleep") {
			continue
		}
		n := step.Inputs.Get("Duration")
		if !n.IsString() {
			continue
		}
		duration, ok := isotime.ParseDuration(n.Text)
		if !ok {
			continue
		}
		limit := time.Duration(schemas.AllLimits().SleepSeconds) * time.Second
		timeout, set := seconds(step.TimeoutSeconds)
		switch {
		case duration > limit:
			reportLongSleep(p, n, limit)
		case set && duration > timeout:
			p.Report(lint.Finding{
				Node: step.TimeoutSeconds, Severity: new(lint.Warning),
				Message: fmt.Sprintf("step %q times out before its Duration %s is over", nameOf(step), n.Text),
				Related: []lint.Related{{Span: n.Span(), Message: "the Duration"}},
			})
		}
	}
}

func reportLongSleep(p *lint.Pass, n *document.Node, limit time.Duration) {
	f := lint.Finding{
		Node:    n,
		Message: fmt.Sprintf("%s is longer than the %d seconds that aws:sleep can wait", n.Text, int(limit.Seconds())),
	}
	// Months are as good as never meant.
	if meant := meantDuration(n.Text); meant != "" && meant != n.Text {
		if shorter, ok := isotime.ParseDuration(meant); ok && shorter <= limit {
			f.Message += fmt.Sprintf("; did you mean %q?", meant)
			f.Suggestion = meant
		}
	}
	p.Report(f)
}

// seconds is a number of seconds that may be written as text. It is false for
// what is no number or depends on the run.
func seconds(n *document.Node) (time.Duration, bool) {
	if !n.IsScalar() {
		return 0, false
	}
	i, err := strconv.ParseInt(n.Text, 10, 64)
	if err != nil || i < 0 || i > int64(isotime.Longest/time.Second) {
		return 0, false
	}
	return time.Duration(i) * time.Second, true
}
