package actions

import (
	"context"
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// changeInstanceState starts, stops or terminates instances and waits until they
// are in the state, or only waits.
type changeInstanceState struct{}

func (changeInstanceState) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	ids, err := textList(inputs, "InstanceIds")
	if err != nil {
		return emulate.Result{}, err
	}
	desired, err := text(inputs, "DesiredState")
	if err != nil {
		return emulate.Result{}, err
	}
	checkOnly, err := flag(inputs, "CheckStateOnly")
	if err != nil {
		return emulate.Result{}, err
	}
	api := map[string]string{"running": "StartInstances", "stopped": "StopInstances", "terminated": "TerminateInstances"}[desired]
	if api == "" {
		return emulate.Result{}, emulate.Invalid("DesiredState is %s, expected running, stopped or terminated", desired)
	}
	if !checkOnly {
		parameters := value.New("InstanceIds", ids)
		if force, err := flag(inputs, "Force"); err != nil {
			return emulate.Result{}, err
		} else if force && desired == "stopped" {
			parameters.Set("Force", true)
		}
		if info, err := optionalText(inputs, "AdditionalInfo"); err != nil {
			return emulate.Result{}, err
		} else if info != "" && desired == "running" {
			parameters.Set("AdditionalInfo", info)
		}
		if _, err := env.Call(ctx, "ec2", api, parameters); err != nil {
			return emulate.Result{}, err
		}
	}
	failStopped, err := flag(inputs, "FailOnUnexpectedStopped")
	if err != nil {
		return emulate.Result{}, err
	}
	bad := badStates(desired)
	if failStopped && desired == "running" {
		bad = append(bad, "stopped")
	}
	states, err := awaitInstances(ctx, env, ids, desired, bad, "verifying the instance(s) have reached the desired state")
	if err != nil {
		return emulate.Result{}, err
	}
	return result(emulate.Output{Name: "InstanceStates", Type: emulate.StringList, Value: value.ListOf(states)}), nil
}

// badStates are those from which the desired one cannot be reached any more. That
// the service gives up at them is not documented.
func badStates(desired string) []string {
	if desired == "terminated" {
		return nil
	}
	return []string{"shutting-down", "terminated"}
}

// awaitInstances waits until all instances are in a state; running ones must have
// passed their status checks, too.
func awaitInstances(ctx context.Context, env *emulate.Env, ids []string, desired string, bad []string, doing string) (states []string, err error) {
	err = poll(ctx, env, doing, func() (bool, error) {
		answer, err := env.Call(ctx, "ec2", "DescribeInstanceStatus", value.New("InstanceIds", ids, "IncludeAllInstances", true))
		if err != nil {
			return false, err
		}
		states = nil
		all := true
		for _, status := range answer.Objects("InstanceStatuses") {
			state := status.Object("InstanceState").Text("Name")
			states = append(states, state)
			if slices.Contains(bad, state) {
				return false, unexpected(doing, fmt.Sprintf("Instance %s entered unexpected state: %s", status.Text("InstanceId"), state))
			}
			ready := desired != "running" ||
				status.Object("InstanceStatus").Text("Status") == "ok" && status.Object("SystemStatus").Text("Status") == "ok"
			all = all && state == desired && ready
		}
		return all && len(states) >= len(ids), nil
	})
	return states, err
}
