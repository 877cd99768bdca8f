package mutation_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/fill"
	"github.com/ssmkit/ssmkit/emulate/script"
)

// refusals are what the emulator has against a document when it runs it, with
// values and answers that are made up: that it does not begin, that a step cannot
// take its inputs or give its outputs, that there is no such action. What it
// refuses of a mutant and not of its good document, the linter must have reported.
// A refusal is true when a reference of the step was not resolved.
func refusals(doc *document.Document) map[string]bool {
	found, literal := map[string]bool{}, map[string]bool{}
	clock := clock.NewVirtual(time.Unix(1_772_366_400, 0))
	account := world.New(world.Config{Clock: clock, Seed: 1, Open: true})
	invented := synth.New(synth.Config{Clock: clock, Seed: 1, Region: cloud.DefaultRegion, Account: cloud.DefaultAccount})
	args := emulate.Arguments{}
	for _, v := range fill.Missing(doc, args, fill.Config{Seed: 1, Region: cloud.DefaultRegion, Account: cloud.DefaultAccount}) {
		args[v.Name] = v.Texts
	}
	engine := emulate.New(emulate.Config{
		Cloud: cloud.Chain{account, invented}, Clock: clock, Actions: actions.All(), Seed: 1,
		Region: cloud.DefaultRegion, Account: cloud.DefaultAccount,
		Decide: func(_ context.Context, q emulate.Question) (emulate.Decision, error) { return q.Choices[0], nil },
		Send: func(context.Context, emulate.Post) (emulate.Posted, error) {
			return emulate.Posted{Code: 200, Body: "{}"}, nil
		},
		Scripts: silentScripts{},
		Observe: func(event emulate.Event) {
			switch e := event.(type) {
			case emulate.ReferenceUnresolved:
				literal[e.Step] = true
			case emulate.AttemptFailed:
				if stage := e.Failure.Stage; stage == emulate.InputValidation || stage == emulate.PostVerification {
					found[withoutValues(e.Failure.Cause)] = literal[e.Step]
				}
			}
		},
	})
	_, err := engine.Run(context.Background(), doc, args)
	var broken *emulate.DocumentError
	var unknown *emulate.NotEmulatedError
	switch {
	case errors.As(err, &broken), errors.As(err, &unknown):
		found[withoutValues(err.Error())] = false
	}
	return found
}

// withoutValues leaves out of a message what another value would change.
func withoutValues(message string) string {
	return made.ReplaceAllString(message, "")
}

var made = regexp.MustCompile(`[0-9a-f-]*[0-9][0-9a-f-]*`)

// silentScripts says of each script that it returned nothing.
type silentScripts struct{}

func (silentScripts) Run(context.Context, script.Program) (script.Result, error) {
	return script.Result{}, nil
}

// unreported is what the emulator has against a mutant alone.
func unreported(good, mutant *document.Document) []string {
	known := refusals(good)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(refusals(mutant))), func(message string) bool {
		_, ok := known[message]
		return ok
	})
}

// TestPublishedRunbooksAreNotRefused asks that the emulator refuses nothing of the
// published runbooks in which the linter finds no error: all their steps that run
// can take their inputs and give their outputs.
func TestPublishedRunbooksAreNotRefused(t *testing.T) {
	t.Parallel()
	if os.Getenv("SSMKIT_TESTDATA") == "" {
		t.Skip("SSMKIT_TESTDATA is not set: published runbooks are not looked at")
	}
	runbooks := 0
	for _, g := range goodDocuments(t, newLinter(t)) {
		if !isRunbook(g.doc) || !strings.HasPrefix(g.name, "corpus/") {
			continue
		}
		runbooks++
		for message, literal := range refusals(g.doc) {
			// Scripts do not run here, so what they would give is not there; and AWS
			// has actions of its own.
			if !literal && !strings.HasSuffix(message, "is not emulated") {
				t.Errorf("%s: %s", g.name, message)
			}
		}
	}
	if runbooks < 200 {
		t.Errorf("found %d runbooks", runbooks)
	}
}

// TestOwnDocumentsAreNotRefused asks the same of the good documents that the rules
// are shown with. What a made-up value is to blame for is listed.
func TestOwnDocumentsAreNotRefused(t *testing.T) {
	t.Parallel()
	excused := map[string]string{
		"api-parameter-type": "the value that is filled in for Filters is a list of tags",
		"reference-type":     "the value that is filled in for Filters is a list of tags",
		"approval-count":     "the number that is filled in is higher than that of the approvers",
		"bad-ignore":         "the finding is ignored",
		"unused-ignore":      "the finding is ignored",
		"unknown-service":    "the name of the service is filled in",
		"unknown-value":      "the state is filled in",
		"unknown-action":     "AWS keeps the action for itself",
		"selector-type":      "the Selector finds texts among the maps of this answer",
		"duplicate-output":   "the moment is more than seven days after the run",
		"two-sleeps":         "the moment is more than seven days after the run",
		"zero-timeout":       "the moment is more than seven days after the run",
		"long-sleep":         "the moment is more than seven days after the run",
		"malformed-time":     "the moment is more than seven days after the run",
	}
	for _, g := range goodDocuments(t, newLinter(t)) {
		rule := filepath.Base(filepath.Dir(g.name))
		if !isRunbook(g.doc) || strings.HasPrefix(g.name, "corpus/") {
			continue
		}
		found := refusals(g.doc)
		if excused[rule] != "" && len(found) > 0 {
			delete(excused, rule)
			continue
		}
		for _, message := range slices.Sorted(maps.Keys(found)) {
			t.Errorf("%s: %s", g.name, message)
		}
	}
	for rule := range excused {
		t.Errorf("%s is excused but not refused", rule)
	}
}
