// Package effect knows which calls of AWS APIs change something.
//
//	change := effect.Of(op, input)
//	if change.Changes {
//		return fmt.Errorf("%s %s", op.Name(), change.Why)
//	}
//
// An operation changes nothing when its model says so, or else when its name
// begins with a verb that AWS keeps for reading, as in DescribeInstances. What
// the name gets wrong is in effects.json, with a reason: verbs of reading that
// hand out credentials or take a task from a queue, and other verbs that only
// look. What nothing is known of counts as a change.
//
// What is made of that, and who may change what, is not decided here.
package effect

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

//go:embed effects.json
var embedded []byte

// Effect is what a call does to an account.
type Effect struct {
	// Changes is true for a call that changes something or hands out a right.
	Changes bool
	// Why says what the operation does, where its name is not enough to tell.
	Why string
}

// facts are what the file says.
type facts struct {
	Source string
	// DryRuns are parameters that make a call change nothing. The operation may
	// be all of a service: "ec2:*".
	DryRuns    []struct{ Operation, Member, Value string }
	Exceptions []struct {
		Effect, Why string
		Operations  []string
	}
	byOperation map[string]Effect
}

var known = sync.OnceValue(func() *facts {
	f := &facts{byOperation: map[string]Effect{}}
	if err := json.Unmarshal(embedded, f); err != nil {
		panic(fmt.Errorf("embedded effects.json: %w", err)) // a test reads it
	}
	for _, e := range f.Exceptions {
		for _, name := range e.Operations {
			f.byOperation[name] = Effect{Changes: e.Effect == "change", Why: e.Why}
		}
	}
	return f
})

// Of tells what a call of an operation with an input does. A nil input is an
// empty one.
func Of(op awsapi.Operation, input *value.Object) Effect {
	e := ofOperation(op)
	if e.Changes && isDryRun(op, input) {
		return Effect{Why: "only tries whether it would be allowed"}
	}
	return e
}

func ofOperation(op awsapi.Operation) Effect {
	if e, ok := known().byOperation[op.Service().Name()+":"+op.Name()]; ok {
		return e
	}
	return Effect{Changes: !op.ReadOnly()}
}

func isDryRun(op awsapi.Operation, input *value.Object) bool {
	service := op.Service().Name()
	for _, d := range known().DryRuns {
		if d.Operation != service+":*" && d.Operation != service+":"+op.Name() {
			continue
		}
		v, ok := input.Get(d.Member)
		if ok && op.Input().Member(d.Member).Exists() && strings.EqualFold(fmt.Sprint(v), d.Value) {
			return true
		}
	}
	return false
}
