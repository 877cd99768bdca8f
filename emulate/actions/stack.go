package actions

import (
	"context"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// createStack creates a CloudFormation stack and waits for it.
type createStack struct{}

func (createStack) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	if _, err := text(inputs, "StackName"); err != nil {
		return emulate.Result{}, err
	}
	answer, err := env.Call(ctx, "cloudformation", "CreateStack", inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	id := answer.Text("StackId")
	return followStack(ctx, env, id, "CREATE_COMPLETE")
}

// deleteStack deletes a stack and waits until it is gone.
type deleteStack struct{}

func (deleteStack) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	name, err := text(inputs, "StackName")
	if err != nil {
		return emulate.Result{}, err
	}
	// A deleted stack is known by its ID alone.
	answer, err := env.Call(ctx, "cloudformation", "DescribeStacks", value.New("StackName", name))
	if absent(err) {
		// There is nothing to delete, which CloudFormation does not mind.
		_, err := env.Call(ctx, "cloudformation", "DeleteStack", deleteParameters(inputs))
		return emulate.Result{}, err
	}
	if err != nil {
		return emulate.Result{}, err
	}
	id := name
	for _, stack := range answer.Objects("Stacks") {
		if known := stack.Text("StackId"); strings.HasPrefix(known, "arn:") {
			id = known
		}
	}
	if _, err := env.Call(ctx, "cloudformation", "DeleteStack", deleteParameters(inputs)); err != nil {
		return emulate.Result{}, err
	}
	return followStack(ctx, env, id, "DELETE_COMPLETE")
}

// absent tells the refusal for a stack that there is not.
func absent(err error) bool {
	failure := refusedBy(err)
	return failure != nil && strings.Contains(failure.API.Message, "does not exist")
}

// deleteParameters gives RetainResources its name in the API; AWS's page has it as
// it is on the wire.
func deleteParameters(inputs *value.Object) *value.Object {
	return renamed(inputs, "RetainResources.member.N", "RetainResources")
}

// followStack waits until a stack is in the wanted state and fails at any other
// one that lasts.
func followStack(ctx context.Context, env *emulate.Env, id, wanted string) (emulate.Result, error) {
	var status, reason string
	const doing = "verifying the stack operation has completed"
	err := poll(ctx, env, doing, func() (bool, error) {
		answer, err := env.Call(ctx, "cloudformation", "DescribeStacks", value.New("StackName", id))
		if wanted == "DELETE_COMPLETE" && absent(err) {
			status = wanted
			return true, nil
		}
		if err != nil {
			return false, err
		}
		for _, stack := range answer.Objects("Stacks") {
			status, reason = stack.Text("StackStatus"), stack.Text("StackStatusReason")
		}
		switch {
		case status == wanted:
			return true, nil
		case strings.HasSuffix(status, "_IN_PROGRESS"):
			return false, nil
		}
		cause := fmt.Sprintf("Stack %s entered unexpected state: %s", id, status)
		if reason != "" {
			cause += ", " + reason
		}
		return false, unexpected(doing, cause)
	})
	// The ID is known even when the stack fails: handlers delete it by that.
	return result(
		emulate.Output{Name: "StackId", Type: emulate.String, Value: id},
		emulate.Output{Name: "StackStatus", Type: emulate.String, Value: status},
		emulate.Output{Name: "StackStatusReason", Type: emulate.String, Value: reason},
	), err
}
