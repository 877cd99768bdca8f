package emulate

import (
	"errors"
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// masked is an event as others may see it: without the secrets that are known by
// then. The run itself goes on with what it has. Events of child runs have been
// masked by the child.
func masked(event Event, v *secret.Vault) Event {
	if v.Empty() {
		return event
	}
	switch e := event.(type) {
	case RunStarted:
		e.Arguments, e.ExecutedBy = maskedArguments(e.Arguments, v), v.Text(e.ExecutedBy)
		e.Control, e.ResolvedTargets = maskedControl(e.Control, v), maskedTexts(e.ResolvedTargets, v)
		return e
	case StepStarted:
		if e.Iteration != nil {
			iteration := maskedIteration(*e.Iteration, v)
			e.Iteration = &iteration
		}
		return e
	case IterationStarted:
		e.Iteration = maskedIteration(e.Iteration, v)
		return e
	case AttemptStarted:
		e.Inputs = v.Object(e.Inputs)
		return e
	case ReferenceUnresolved:
		e.Why = v.Text(e.Why)
		return e
	case Warned:
		e.Message = v.Text(e.Message)
		return e
	case OutputSet:
		e.Value = v.Value(e.Value)
		return e
	case ResultSupplied:
		e.Why = v.Text(e.Why)
		return e
	case ScriptPrinted:
		e.Text = v.Text(e.Text)
		return e
	case OutputMissing:
		e.Why = v.Text(e.Why)
		return e
	case VariableSet:
		e.Value = v.Value(e.Value)
		return e
	case AttemptFailed:
		e.Failure = maskedFailure(e.Failure, v)
		return e
	case StepFinished:
		e.Failure = maskedFailure(e.Failure, v)
		return e
	case Branched:
		e.Why = v.Text(e.Why)
		return e
	case StepWaiting:
		e.Question = maskedQuestion(e.Question, v)
		return e
	case StepDecided:
		e.Question = maskedQuestion(e.Question, v)
		return e
	case RunFinished:
		e.FailureMessage = v.Text(e.FailureMessage)
		outputs := slices.Clone(e.Outputs)
		for i := range outputs {
			outputs[i].Value = v.Value(outputs[i].Value)
		}
		e.Outputs = outputs
		return e
	}
	return event
}

// maskedCall masks also what the operation's model calls sensitive. The operation
// is absent for an unknown one.
func maskedCall(e APICalled, op awsapi.Operation, v *secret.Vault) APICalled {
	e.Request.Input = v.Input(op, e.Request.Input)
	e.Output = v.Output(op, e.Output)
	var refused *cloud.APIError
	if errors.As(e.Err, &refused) {
		shown := *refused
		shown.Message = v.Text(shown.Message)
		e.Err = &shown
	}
	return e
}

func maskedArguments(args Arguments, v *secret.Vault) Arguments {
	shown := Arguments{}
	for name, texts := range args {
		shown[name] = maskedTexts(texts, v)
	}
	return shown
}

func maskedTexts(texts []string, v *secret.Vault) []string {
	shown := slices.Clone(texts)
	for i, text := range shown {
		shown[i] = v.Text(text)
	}
	return shown
}

// maskedControl masks what the runs are for. What is written in an option's own
// words, such as a percentage, is none of anybody's secrets.
func maskedControl(c *RateControl, v *secret.Vault) *RateControl {
	if c == nil {
		return nil
	}
	shown := *c
	shown.Targets = maskedTargets(c.Targets, v)
	shown.TargetMaps = slices.Clone(c.TargetMaps)
	for i, args := range shown.TargetMaps {
		shown.TargetMaps[i] = maskedArguments(args, v)
	}
	shown.TargetLocations = slices.Clone(c.TargetLocations)
	for i, l := range shown.TargetLocations {
		l.Accounts, l.ExcludeAccounts = maskedTexts(l.Accounts, v), maskedTexts(l.ExcludeAccounts, v)
		l.Targets = maskedTargets(l.Targets, v)
		shown.TargetLocations[i] = l
	}
	return &shown
}

func maskedTargets(targets []Target, v *secret.Vault) []Target {
	shown := slices.Clone(targets)
	for i := range shown {
		shown[i].Values = maskedTexts(shown[i].Values, v)
	}
	return shown
}

func maskedIteration(i Iteration, v *secret.Vault) Iteration {
	i.Value = v.Value(i.Value)
	return i
}

func maskedQuestion(q Question, v *secret.Vault) Question {
	q.Approver, q.Message = v.Text(q.Approver), v.Text(q.Message)
	return q
}

func maskedFailure(f *Failure, v *secret.Vault) *Failure {
	if f == nil {
		return nil
	}
	shown := *f
	shown.Cause = v.Text(f.Cause)
	if f.API != nil {
		api := *f.API
		api.Message = v.Text(api.Message)
		shown.API = &api
	}
	return &shown
}

// learnGiven tells what is shown whatever the answers are: the runbook, and what it
// is run with.
func (r *run) learnGiven() {
	r.secrets.Public(r.doc.Root, func(yield func(string) bool) {
		for node := range r.doc.Root.All() {
			if node.IsString() && !yield(node.Text) {
				return
			}
		}
	})
	for _, texts := range r.args {
		for _, text := range texts {
			r.secrets.Given(text)
		}
	}
	r.secrets.Given(r.config.Region)
}

// learn remembers the secrets in the inputs of a step, before anybody sees them.
func (r *run) learn(inputs *value.Object) {
	r.secrets.LearnNamed("", inputs)
	service, _ := inputs.Get("Service")
	api, _ := inputs.Get("Api")
	serviceName, _ := service.(string)
	apiName, _ := api.(string)
	if op, err := awsapi.Lookup(serviceName, apiName); err == nil {
		r.secrets.LearnCall(op, inputs, nil)
	}
}

// learnCall remembers the secrets in a call. What an invented answer has is no
// secret of anybody's.
func (r *run) learnCall(e APICalled, op awsapi.Operation) {
	output := e.Output
	if e.Invented {
		output = nil
	}
	r.secrets.LearnCall(op, e.Request.Input, output)
}
