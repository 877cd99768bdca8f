package actions

import (
	"context"
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// runInstances launches instances and waits until they can be used. Its inputs
// are the parameters of RunInstances, some under names of their own.
type runInstances struct{}

func (runInstances) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	parameters, err := launchParameters(inputs)
	if err != nil {
		return emulate.Result{}, err
	}
	answer, err := env.Call(ctx, "ec2", "RunInstances", parameters)
	if err != nil {
		return emulate.Result{}, launchFailure(err)
	}
	var ids, states []string
	for _, i := range answer.Objects("Instances") {
		ids = append(ids, i.Text("InstanceId"))
		states = append(states, i.Object("State").Text("Name"))
	}
	ready, err := awaitInstances(ctx, env, ids, "running", []string{"shutting-down", "terminated", "stopping", "stopped"},
		"verifying launched instance(s) are ready to be used")
	if err == nil {
		states = ready
	}
	// What was launched is known even when it never becomes ready.
	return result(
		emulate.Output{Name: "InstanceIds", Type: emulate.StringList, Value: value.ListOf(ids)},
		emulate.Output{Name: "InstanceStates", Type: emulate.StringList, Value: value.ListOf(states)},
	), err
}

// launchParameters are those of RunInstances.
func launchParameters(inputs *value.Object) (*value.Object, error) {
	if _, err := text(inputs, "ImageId"); err != nil {
		return nil, err
	}
	least, err := whole(inputs, "MinInstanceCount", 1)
	if err != nil {
		return nil, err
	}
	most, err := whole(inputs, "MaxInstanceCount", least)
	if err != nil {
		return nil, err
	}
	parameters := renamed(inputs)
	for _, name := range []string{"MinInstanceCount", "MaxInstanceCount", "IamInstanceProfileArn", "IamInstanceProfileName", "Monitoring"} {
		parameters.Delete(name)
	}
	parameters.Set("MinCount", number(least))
	parameters.Set("MaxCount", number(most))
	if _, ok := inputs.Get("InstanceType"); !ok {
		parameters.Set("InstanceType", fallback("aws:runInstances", "InstanceType"))
	}
	profile := value.New()
	for _, member := range []string{"Arn", "Name"} {
		name, err := optionalText(inputs, "IamInstanceProfile"+member)
		if err != nil {
			return nil, err
		}
		if name != "" {
			profile.Set(member, name)
		}
	}
	if profile.Len() > 0 {
		parameters.Set("IamInstanceProfile", profile)
	}
	if _, ok := inputs.Get("Monitoring"); ok {
		monitored, err := flag(inputs, "Monitoring")
		if err != nil {
			return nil, err
		}
		parameters.Set("Monitoring", value.New("Enabled", monitored))
	}
	return parameters, nil
}

// launchFailure is AWS's refusal in the wording that the service's guide shows for
// this action.
func launchFailure(err error) error {
	failure := refusedBy(err)
	if failure == nil {
		return err
	}
	failure.Doing = "launching the instance(s)"
	failure.Cause = fmt.Sprintf(
		"Get Exception from RunInstances API of ec2 Service. Exception Message from RunInstances API: [%s (Service: AmazonEC2; Status Code: %d; Error Code: %s; Request ID: %s)]",
		failure.API.Message, failure.API.HTTPStatus, failure.API.Code, failure.API.RequestID)
	return failure
}
