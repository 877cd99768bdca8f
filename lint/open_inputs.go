package lint

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// openInputs finds the inputs that neither an action knows nor the API behind
// it, where the action takes most parameters of an API beside its own inputs: a
// schema cannot name those.
func (s *structure) openInputs(inputs *document.Node, part string, anchor *document.Node) {
	action, ok := schemas.Action(part)
	if !ok || action.Open != schemas.SomeOfAPI || len(action.OpenOperations) == 0 {
		return
	}
	var unknown []document.Entry
	for _, e := range inputs.Entries {
		if _, own := action.Input(e.Key.Text); !own {
			unknown = append(unknown, e)
		}
	}
	if len(unknown) == 0 {
		return
	}
	var keys []string
	taken := map[string]bool{}
	for _, in := range action.Inputs {
		keys = append(keys, in.Name)
	}
	for _, name := range action.OpenOperations {
		service, api, _ := strings.Cut(name, ":")
		operation, err := awsapi.Lookup(service, api)
		if err != nil {
			return // the index lacks the operation, so nothing can be said
		}
		for m := range operation.Input().Members() {
			taken[m.Name()] = true
			keys = append(keys, m.Name())
		}
	}
	for _, e := range unknown {
		if !taken[e.Key.Text] {
			s.found = append(s.found, Violation{
				Violation: schemas.Violation{Kind: schemas.UnknownProperty, Property: e.Key.Text},
				Node:      inputs, Entry: e, Part: part, Anchor: anchor, Keys: keys,
				Uncertain: !action.CheckedAtCreation,
			})
		}
	}
}
