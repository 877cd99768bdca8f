package actions

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// approve waits until enough of the approvers have approved. The first rejection
// fails the step; that it does is not documented.
type approve struct{}

// maxApprovers is how many a step may name.
const maxApprovers = 10

func (approve) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	approvers, needed, err := approvers(inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	message, err := optionalText(inputs, "Message")
	if err != nil {
		return emulate.Result{}, err
	}
	if topic, err := optionalText(inputs, "NotificationArn"); err != nil {
		return emulate.Result{}, err
	} else if topic != "" {
		if err := notify(ctx, env, topic, message); err != nil {
			return emulate.Result{}, err
		}
	}
	decisions := []any{}
	for approved := range needed {
		decision, err := env.Ask(ctx, emulate.Question{
			Approver: approvers[approved], Message: message,
			Choices: []emulate.Decision{emulate.Approve, emulate.Reject},
		})
		if err != nil {
			return approval("Waiting", decisions), err
		}
		decisions = append(decisions, value.New(
			"Approver", approvers[approved],
			"ApprovalStatus", string(decision),
			"ApprovalDecisionTime", env.Now().UTC().Format(time.RFC3339),
		))
		if decision == emulate.Reject {
			return approval("Rejected", decisions), &emulate.Failure{
				Stage: emulate.Invocation, Type: emulate.ActionFailure, Doing: emulate.Executing,
				Cause: fmt.Sprintf("The approval was rejected by %s", approvers[approved]),
			}
		}
	}
	return approval("Approved", decisions), nil
}

func approval(status string, decisions []any) emulate.Result {
	return result(
		emulate.Output{Name: "ApprovalStatus", Type: emulate.String, Value: status},
		emulate.Output{Name: "ApproverDecisions", Type: emulate.MapList, Value: decisions},
	)
}

// approvers are those who may decide, and how many must approve. Change templates
// name them in EnhancedApprovals.
func approvers(inputs *value.Object) (names []string, needed int, err error) {
	if _, ok := inputs.Get("EnhancedApprovals"); ok {
		return enhanced(inputs)
	}
	if names, err = textList(inputs, "Approvers"); err != nil {
		return nil, 0, err
	}
	if len(names) == 0 || len(names) > maxApprovers {
		return nil, 0, emulate.Invalid("Approvers has %d elements, expected 1 to %d", len(names), maxApprovers)
	}
	if needed, err = whole(inputs, "MinRequiredApprovals", 1); err != nil {
		return nil, 0, err
	}
	if needed < 1 || needed > len(names) {
		return nil, 0, emulate.Invalid("MinRequiredApprovals is %d, expected 1 to the number of approvers, %d", needed, len(names))
	}
	return names, needed, nil
}

func enhanced(inputs *value.Object) (names []string, needed int, err error) {
	approvals := inputs.Object("EnhancedApprovals")
	for _, item := range approvals.List("Approvers") {
		approver, _ := item.(*value.Object)
		name, err := text(approver, "approver")
		if err != nil {
			return nil, 0, err
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return nil, 0, emulate.Invalid("Missing required input: Approvers")
	}
	return names, len(names), nil
}

// notify sends the message to the topic, as the service does before it waits. Its
// text is not documented.
func notify(ctx context.Context, env *emulate.Env, topic, message string) error {
	name := topic[strings.LastIndex(topic, ":")+1:]
	if !strings.HasPrefix(name, "Automation") {
		return emulate.Invalid("The name of the topic %s does not begin with Automation", topic)
	}
	if message == "" {
		message = "Approval is required"
	}
	_, err := env.Call(ctx, "sns", "Publish", value.New("TopicArn", topic, "Message", message))
	return err
}
