package actions

import (
	"context"
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// executeStateMachine starts a state machine of Step Functions and waits for its
// end. Its outputs are the fields of DescribeExecution.
type executeStateMachine struct{}

func (executeStateMachine) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	if _, err := text(inputs, "stateMachineArn"); err != nil {
		return emulate.Result{}, err
	}
	answer, err := env.Call(ctx, "stepfunctions", "StartExecution", inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	arn := answer.Text("executionArn")
	execution := value.New()
	err = poll(ctx, env, emulate.Executing, func() (bool, error) {
		var err error
		execution, err = env.Call(ctx, "stepfunctions", "DescribeExecution", value.New("executionArn", arn))
		return err == nil && execution.Text("status") != "RUNNING", err
	})
	if err != nil {
		return emulate.Result{}, err
	}
	var outputs []emulate.Output
	for _, name := range []string{"executionArn", "input", "name", "output", "startDate", "stateMachineArn", "status", "stopDate"} {
		if v, ok := execution.Get(name); ok {
			outputs = append(outputs, emulate.Output{Name: name, Type: emulate.String, Value: plain(v)})
		}
	}
	if status := execution.Text("status"); status != "SUCCEEDED" {
		err = unexpected(emulate.Executing, fmt.Sprintf("State machine execution %s ended as %s", arn, status))
	}
	return result(outputs...), err
}
