package actions

import (
	"context"
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// executeAutomation runs another runbook and waits for its end: one that is here,
// or else through the API, as the service itself does.
type executeAutomation struct{}

func (a executeAutomation) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	name, err := text(inputs, "DocumentName")
	if err != nil {
		return emulate.Result{}, err
	}
	args, err := runtimeParameters(inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	control, err := emulate.ReadRateControl(inputs)
	if err != nil {
		return emulate.Result{}, emulate.Invalid("%s", emulate.Sentence(err.Error()))
	}
	doc, err := env.Document(name)
	if err != nil {
		return emulate.Result{}, err
	}
	if doc == nil {
		return a.remote(ctx, inputs, args, env)
	}
	var x *emulate.Execution
	if control == nil {
		x, err = env.RunChild(ctx, doc, args)
	} else {
		x, err = env.RunEach(ctx, doc, args, *control)
	}
	if err != nil {
		return emulate.Result{}, err
	}
	var output []string
	for _, o := range x.Outputs {
		if o.Missing == "" {
			output = append(output, emulate.Wire(o.Value)...)
		}
	}
	return childResult(x.ID, string(x.Status), output, x.FailureMessage)
}

// remote starts the run and follows it through the API.
func (executeAutomation) remote(ctx context.Context, inputs *value.Object, args emulate.Arguments, env *emulate.Env) (emulate.Result, error) {
	parameters := renamed(inputs)
	parameters.Delete("RuntimeParameters")
	if len(args) > 0 {
		given := value.New()
		runtime, _ := inputs.Get("RuntimeParameters")
		for name := range runtime.(*value.Object).All() {
			// Runbooks pass the empty text on for "no role", which the API does not
			// take as a value: there it is no value at all.
			if !slices.Equal(args[name], []string{""}) {
				given.Set(name, value.ListOf(args[name]))
			}
		}
		if given.Len() > 0 {
			parameters.Set("Parameters", given)
		}
	}
	answer, err := env.Call(ctx, "ssm", "StartAutomationExecution", parameters)
	if err != nil {
		return emulate.Result{}, err
	}
	id := answer.Text("AutomationExecutionId")
	execution := value.New()
	err = poll(ctx, env, emulate.Executing, func() (bool, error) {
		answer, err := env.Call(ctx, "ssm", "GetAutomationExecution", value.New("AutomationExecutionId", id))
		if err != nil {
			return false, err
		}
		execution = answer.Object("AutomationExecution")
		status := execution.Text("AutomationExecutionStatus")
		return !slices.Contains([]string{"Pending", "InProgress", "Waiting", "Cancelling"}, status), nil
	})
	if err != nil {
		// The ID is known all the same.
		return result(emulate.Output{Name: "ExecutionId", Type: emulate.String, Value: id}), err
	}
	var output []string
	for _, v := range execution.Object("Outputs").All() {
		if list, ok := v.([]any); ok {
			output = append(output, emulate.Wire(list)...)
		}
	}
	return childResult(id, execution.Text("AutomationExecutionStatus"), output, execution.Text("FailureMessage"))
}

// childResult fails the step when the child did not succeed.
func childResult(id, status string, output []string, message string) (emulate.Result, error) {
	given := result(
		emulate.Output{Name: "Output", Type: emulate.StringList, Value: value.ListOf(output)},
		emulate.Output{Name: "ExecutionId", Type: emulate.String, Value: id},
		emulate.Output{Name: "Status", Type: emulate.String, Value: status},
	)
	if failure := emulate.ChildFailure(id, emulate.Status(status), message); failure != nil {
		return given, failure
	}
	return given, nil
}

// runtimeParameters makes the lists of texts that the API takes of what runbooks
// write: single texts, booleans, lists, and maps as their JSON.
func runtimeParameters(inputs *value.Object) (emulate.Arguments, error) {
	args := emulate.Arguments{}
	given, ok := inputs.Get("RuntimeParameters")
	if !ok {
		return args, nil
	}
	object, ok := given.(*value.Object)
	if !ok {
		return nil, emulate.Invalid("Input RuntimeParameters is a %s, not a map", emulate.TypeOf(given))
	}
	for name, v := range object.All() {
		args[name] = emulate.Wire(v)
	}
	return args, nil
}
