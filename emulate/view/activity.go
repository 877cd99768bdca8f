package view

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// activity is what is shown of a step while it runs.
type activity struct {
	attempt, of int
	// calls counts those since the attempt began, last is the last one.
	calls int
	last  string
	// waits is what it waits for: a time, or people.
	waits string
}

// advance is told each event of a run that is not over yet.
func (t *Text) advance(event emulate.Event) {
	switch e := event.(type) {
	case emulate.AttemptStarted:
		b := t.block(e.Step)
		b.activity = activity{attempt: e.Attempt, of: e.Of, waits: t.waits(t.actions[e.Step], e.Inputs)}
	case emulate.APICalled:
		b := t.block(e.Step)
		b.activity.calls++
		b.activity.last = e.Request.Service + " " + e.Request.Operation
	case emulate.StepWaiting:
		t.block(e.Step).activity.waits = waiting(e.Question)
	case emulate.StepDecided:
		t.block(e.Step).activity.waits = ""
	}
}

// waits says what a step waits for, if its inputs tell.
func (t *Text) waits(action string, inputs *value.Object) string {
	input := func(name string) string {
		v, ok := inputs.Get(name)
		if !ok {
			return ""
		}
		return t.value(v)
	}
	switch action {
	case "aws:sleep":
		if duration := input("Duration"); duration != "" {
			return "sleeps for " + duration
		}
		return "sleeps until " + input("Timestamp")
	case "aws:waitForAwsResourceProperty":
		return "waits until " + input("PropertySelector") + " is one of " + input("DesiredValues")
	}
	return ""
}

// ended is how many of the document's steps have begun and do not run.
func (t *Text) ended() int {
	n := len(t.names) - len(t.pending())
	for _, b := range t.steps {
		if slices.Contains(t.names, b.name) {
			n--
		}
	}
	return n
}

// running are the lines about the steps that run now, those of runs that they have
// started behind them, each no wider than so many cells.
func (t *Text) running(now time.Time, width int) []string {
	var lines []string
	for _, b := range t.steps {
		parts := []string{Printable(b.label), Printable(t.actions[b.name]), Duration(now.Sub(b.started))}
		if b.rounds > 0 {
			parts = append(parts, fmt.Sprintf("iteration %d", b.rounds))
		}
		if b.activity.of > 1 {
			parts = append(parts, fmt.Sprintf("attempt %d of %d", b.activity.attempt, b.activity.of))
		}
		if b.activity.waits != "" {
			parts = append(parts, b.activity.waits)
		}
		switch {
		case b.activity.calls == 1:
			parts = append(parts, b.activity.last)
		case b.activity.calls > 1:
			parts = append(parts, fmt.Sprintf("%s, %d calls", b.activity.last, b.activity.calls))
		}
		lines = append(lines, cut(strings.ReplaceAll(strings.Join(parts, "  "), "\n", " "), width))
		if b.child != nil {
			lines = append(lines, b.child.running(now, width)...)
		}
	}
	return lines
}
