package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
)

// TestWishesComeTrue asks that each step of the published runbooks that calls an
// API gets an answer from which its selectors read something, of the type that
// they want, and which is what it waits for or asserts.
func TestWishesComeTrue(t *testing.T) {
	t.Parallel()
	wishes, missed := 0, 0
	for name, doc := range documenttest.Runbooks(t) {
		for step := range doc.AllSteps() {
			n, misses := missedWishes(t, step)
			wishes += n
			missed += len(misses)
			for _, miss := range misses {
				t.Logf("%s: %s: %s", name, step.Name.Text, miss)
			}
		}
	}
	t.Logf("%d wishes, %d did not come true", wishes, missed)
	// What is left are mistakes of the runbooks: members that AWS does not send.
	if wishes == 0 || missed*50 > wishes {
		t.Errorf("%d of %d wishes did not come true", missed, wishes)
	}
}

// missedWishes are the wishes of a step that its answer does not grant.
func missedWishes(t *testing.T, step *document.Step) (n int, misses []string) {
	t.Helper()
	if step.Inputs == nil {
		return 0, nil
	}
	inputs, ok := step.Inputs.Value().(*value.Object)
	if !ok {
		return 0, nil
	}
	hopes := stepWishes(step, inputs)
	if len(hopes) == 0 {
		return 0, nil
	}
	s := synth.New(synth.Config{Clock: clock.NewVirtual(time.Unix(0, 0)), Seed: 1})
	s.Expect(hopes)
	parameters := value.New()
	for name, v := range inputs.All() {
		parameters.Set(name, v)
	}
	answer, err := s.Call(context.Background(), cloud.Request{Service: hopes[0].Service, Operation: hopes[0].Operation, Input: parameters})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range hopes {
		// The engine adds ResponseMetadata, and resolves references.
		if strings.Contains(w.Path.Text(), "ResponseMetadata") || strings.Contains(strings.Join(w.Values, ""), "{{") {
			continue
		}
		n++
		if why := missedWish(w, answer.Output); why != "" {
			misses = append(misses, w.Path.Text()+": "+why)
		}
	}
	return n, misses
}

// missedWish says why an answer does not grant a wish; empty when it does.
func missedWish(w synth.Wish, answer *value.Object) string {
	v, err := w.Path.Select(answer)
	if err != nil {
		return err.Error()
	}
	if list, ok := v.([]any); ok && len(list) == 0 {
		if slices.Contains(w.Values, "[]") {
			return ""
		}
		return "the list is empty"
	}
	if len(w.Values) > 0 {
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for _, item := range list {
			text := emulate.Wire(item)[0]
			if !slices.ContainsFunc(w.Values, func(desired string) bool { return strings.EqualFold(desired, text) }) {
				return "is " + text + ", not one of " + strings.Join(w.Values, ", ")
			}
		}
	}
	if declared, ok := emulate.ParseType(w.Type); ok {
		if converted, err := emulate.Convert(v, declared); err != nil || converted.Absent {
			return "is no " + w.Type
		}
	}
	return ""
}
