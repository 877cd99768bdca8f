package actions

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// runCommand runs a Command document on managed nodes and waits for it.
type runCommand struct{}

func (runCommand) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	if _, err := text(inputs, "DocumentName"); err != nil {
		return emulate.Result{}, err
	}
	parameters, err := sendParameters(inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	answer, err := env.Call(ctx, "ssm", "SendCommand", parameters)
	if err != nil {
		return emulate.Result{}, err
	}
	run := &commandRun{id: answer.Object("Command").Text("CommandId")}
	if ids, _ := parameters.Get("InstanceIds"); ids != nil {
		if list, ok := ids.([]any); ok && len(list) == 1 {
			run.instance = emulate.Wire(list)[0]
		}
	}
	err = poll(ctx, env, commandDone, func() (bool, error) { return run.look(ctx, env) })
	if err == nil && run.status != "Success" {
		err = unexpected(commandDone, run.describe())
	}
	return run.result(), err
}

const commandDone = "verifying the command has completed"

// sendParameters are those of SendCommand. The document's own parameters are
// lists of texts there; runbooks write single ones and maps as well.
func sendParameters(inputs *value.Object) (*value.Object, error) {
	parameters := renamed(inputs)
	if v, ok := inputs.Get("Parameters"); ok {
		object, ok := v.(*value.Object)
		if !ok {
			return nil, emulate.Invalid("Input Parameters is a %s, not a map", emulate.TypeOf(v))
		}
		lists := value.New()
		for name, v := range object.All() {
			lists.Set(name, value.ListOf(emulate.Wire(v)))
		}
		parameters.Set("Parameters", lists)
	}
	_, ids := inputs.Get("InstanceIds")
	_, targets := inputs.Get("Targets")
	if !ids && !targets {
		return nil, emulate.Invalid("Missing required input: InstanceIds or Targets")
	}
	return parameters, nil
}

// commandRun is what is known of a command that was sent.
type commandRun struct {
	id string
	// instance is the one that the command is for, empty for several or none.
	instance string
	status   string
	// code and output are nil when there are none: for several instances, or
	// several steps of the document.
	code, output any
}

// look asks how the command stands, and tells whether it has ended.
func (c *commandRun) look(ctx context.Context, env *emulate.Env) (bool, error) {
	if c.instance != "" {
		answer, err := env.Call(ctx, "ssm", "GetCommandInvocation", value.New("CommandId", c.id, "InstanceId", c.instance))
		if failure := refusedBy(err); failure != nil && failure.API.Code == "InvocationDoesNotExist" {
			// It takes a moment from sending until the invocation is there.
			return false, nil
		}
		if err != nil {
			return false, err
		}
		c.status = answer.Text("Status")
		c.code, _ = answer.Get("ResponseCode")
		c.output, _ = answer.Get("StandardOutputContent")
		return c.ended(), nil
	}
	answer, err := env.Call(ctx, "ssm", "ListCommands", value.New("CommandId", c.id))
	if err != nil {
		return false, err
	}
	for _, command := range answer.Objects("Commands") {
		c.status = command.Text("Status")
	}
	if !c.ended() {
		return false, nil
	}
	answer, err = env.Call(ctx, "ssm", "ListCommandInvocations", value.New("CommandId", c.id, "Details", true))
	if err != nil {
		return false, err
	}
	if invocations := answer.Objects("CommandInvocations"); len(invocations) == 1 {
		if plugins := invocations[0].Objects("CommandPlugins"); len(plugins) == 1 {
			c.code, _ = plugins[0].Get("ResponseCode")
			c.output, _ = plugins[0].Get("Output")
		}
	}
	return true, nil
}

func (c *commandRun) ended() bool {
	return !slices.Contains([]string{"", "Pending", "InProgress", "Delayed", "Cancelling"}, c.status)
}

// result has no Output where that is empty, while OutputPayload has it.
func (c *commandRun) result() emulate.Result {
	given := result(
		emulate.Output{Name: "Status", Type: emulate.String, Value: c.status},
		emulate.Output{Name: "ResponseCode", Type: emulate.Integer, Value: c.code},
		emulate.Output{Name: "Output", Type: emulate.String, Value: c.output},
		emulate.Output{Name: "CommandId", Type: emulate.String, Value: c.id},
	)
	given.Outputs = slices.DeleteFunc(given.Outputs, func(o emulate.Output) bool { return o.Value == "" })
	return given
}

// describe is how the service's message shows a result that is no success.
func (c *commandRun) describe() string {
	var parts []string
	for _, o := range c.result().Outputs {
		if o.Name != "CommandId" {
			parts = append(parts, fmt.Sprintf("%s=[%s]", o.Name, plain(o.Value)))
		}
	}
	parts = append(parts, fmt.Sprintf("CommandId=[%s]", c.id))
	return fmt.Sprintf("Command %s returns unexpected invocation result: {%s}", c.id, strings.Join(parts, ", "))
}
