package emulate

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas"
)

// isLoop tells the steps that hold others. The engine runs them itself, since
// control flow is its business.
func isLoop(s *document.Step) bool { return s.Is("aws:loop") }

// repetition says how often a loop goes round.
type repetition struct {
	// values are what the loop is for, one iteration each; nil for a loop with a
	// LoopCondition.
	values []any
	// condition is looked at after each iteration, nil for a loop with Iterators.
	condition *document.Node
	most      int
}

// loop runs a step that holds others: for each of its Iterators, or until its
// LoopCondition is false. Its own onFailure is for what is wrong with the loop
// itself; what the steps inside say about their failures counts for the loop,
// too.
func (r *run) loop(ctx context.Context, s *document.Step) (outcome, error) {
	name := s.Name.Text
	until := r.until
	defer func() { r.until = until }()
	limit := timeout(s)
	if limit > 0 {
		r.until = earlier(until, r.config.Clock.Now().Add(limit))
	}
	inputs, err := r.loopInputs(s)
	r.emit(AttemptStarted{At: r.config.Clock.Now(), Step: name, Attempt: 1, Of: 1, Inputs: inputs})
	var rounds repetition
	if err == nil {
		rounds, err = newRepetition(s, inputs)
	}
	if err != nil {
		return failed(err)
	}
	for n := 1; n <= rounds.most; n++ {
		r.iteration(s, n, rounds)
		end, err := r.list(ctx, s.Steps[0])
		switch {
		case err != nil:
			return outcome{}, err
		case end.to != nil:
			return outcome{status: Exited, left: end.to}, nil
		case end.by != nil:
			return r.endedInside(*end.by, limit, until), nil
		case r.cancelled:
			return outcome{status: Cancelled, ends: true}, nil
		case rounds.condition == nil:
			continue
		}
		again, err := r.loopCondition(s, rounds.condition)
		if err != nil {
			return failed(err)
		}
		if !again {
			break
		}
	}
	return outcome{status: Success}, nil
}

// endedInside is the outcome of a loop in which a step has ended the run. When
// it was for the loop's own timeoutSeconds, it is the loop that timed out.
func (r *run) endedInside(by outcome, limit time.Duration, until time.Time) outcome {
	now := r.config.Clock.Now()
	if limit > 0 && by.status == TimedOut && by.ends && (until.IsZero() || now.Before(until)) {
		return outcome{status: TimedOut, failure: &Failure{
			Stage: Invocation, Type: ActionFailure, Doing: Executing, Status: TimedOut,
		}}
	}
	by.ends = true
	return by
}

// failed makes an outcome of a *Failure; any other error stays one.
func failed(err error) (outcome, error) {
	failure, ok := err.(*Failure)
	if !ok {
		return outcome{}, err
	}
	out := outcome{status: Failed, failure: failure}
	if failure.Status != "" {
		out.status = failure.Status
	}
	return out, nil
}

// loopInputs resolves the inputs of a loop. The condition stays as it is written,
// for it is resolved after each iteration; the steps are no values.
func (r *run) loopInputs(s *document.Step) (*value.Object, error) {
	inputs := value.New()
	if s.Inputs == nil {
		return inputs, nil
	}
	resolver := r.stepResolver(s.Name.Text)
	for _, e := range s.Inputs.Entries {
		switch e.Key.Text {
		case "Steps":
			continue
		case "LoopCondition":
			inputs.Set(e.Key.Text, e.Value.Value())
			continue
		}
		v, err := resolver.resolve(e.Value)
		if err != nil {
			return inputs, Invalid("%s", Sentence(err.Error()))
		}
		inputs.Set(e.Key.Text, v)
	}
	return inputs, nil
}

func newRepetition(s *document.Step, inputs *value.Object) (repetition, error) {
	if len(s.Steps) == 0 {
		return repetition{}, Invalid("Missing required input: Steps")
	}
	limit := schemas.AllLimits().LoopIterations
	rounds := repetition{most: limit, condition: s.Inputs.Get("LoopCondition")}
	iterators, forEach := inputs.Get("Iterators")
	switch {
	case forEach && rounds.condition != nil:
		return repetition{}, Invalid("Iterators and LoopCondition must not both be given")
	case !forEach && rounds.condition == nil:
		return repetition{}, Invalid("Missing required input: Iterators or LoopCondition")
	}
	if given, ok := inputs.Get("MaxIterations"); ok {
		converted, err := Convert(given, Integer)
		n, _ := converted.Value.(json.Number)
		most, notNumber := strconv.Atoi(string(n))
		if err != nil || notNumber != nil || most < 1 || most > limit {
			return repetition{}, Invalid("MaxIterations is %s, expected a number from 1 to %d", render(given), limit)
		}
		rounds.most = most
	}
	if !forEach {
		return rounds, nil
	}
	list, ok := iterators.([]any)
	if !ok {
		return repetition{}, Invalid("Input Iterators is a %s, not a list", TypeOf(iterators))
	}
	if len(list) > limit {
		return repetition{}, Invalid("Iterators has %d elements, a loop takes at most %d", len(list), limit)
	}
	var err error
	if rounds.values, err = iteratorValues(list, inputs); err != nil {
		return repetition{}, err
	}
	rounds.most = min(rounds.most, len(list))
	return rounds, nil
}

// iteratorValues makes the elements of Iterators what IteratorDataType says.
func iteratorValues(list []any, inputs *value.Object) ([]any, error) {
	to := String
	if given, ok := inputs.Get("IteratorDataType"); ok {
		switch to = Type(render(given)); to {
		case Boolean, Integer, String, StringMap:
		default:
			return nil, Invalid("IteratorDataType is %s, expected Boolean, Integer, String or StringMap", render(given))
		}
	}
	values := make([]any, len(list))
	for i, item := range list {
		if text, ok := item.(string); ok && to == StringMap {
			// A StringList holds maps as their JSON.
			if decoded, err := value.Decode([]byte(text)); err == nil {
				item = decoded
			}
		}
		converted, err := Convert(item, to)
		if err != nil {
			return nil, Invalid("Element %d of Iterators: %v", i+1, err)
		}
		values[i] = converted.Value
	}
	return values, nil
}

// iteration begins to go through the body. What its steps gave the last time does
// not count any more.
func (r *run) iteration(s *document.Step, n int, rounds repetition) {
	for inner := range s.Body() {
		delete(r.scope.outputs, inner.Name.Text)
		delete(r.scope.fates, inner.Name.Text)
	}
	at := &Iteration{Loop: s.Name.Text, Number: n}
	outputs := map[string]any{"CurrentIteration": json.Number(strconv.Itoa(n))}
	if rounds.values != nil {
		at.Value = rounds.values[n-1]
		outputs["CurrentIteratorValue"] = at.Value
	}
	r.scope.outputs[s.Name.Text] = outputs
	r.iterations[s] = at
	r.emit(IterationStarted{At: r.config.Clock.Now(), Iteration: *at})
}

// loopCondition tells whether a loop goes round once more.
func (r *run) loopCondition(s *document.Step, condition *document.Node) (bool, error) {
	v, err := r.stepResolver(s.Name.Text).resolve(condition)
	if err != nil {
		return false, Invalid("%s", Sentence(err.Error()))
	}
	object, ok := v.(*value.Object)
	if !ok {
		return false, Invalid("Input LoopCondition is a %s, not a map", TypeOf(v))
	}
	is, err := Holds(object)
	if err != nil {
		return false, Invalid("LoopCondition: %v", err)
	}
	return is, nil
}

// Iteration is one time that a loop goes through its steps.
type Iteration struct {
	Loop   string // the step's name
	Number int    // from 1
	// Value is what the iteration is for, nil in a loop without Iterators.
	Value any
}

func (i Iteration) String() string { return fmt.Sprintf("%s[%d]", i.Loop, i.Number) }
