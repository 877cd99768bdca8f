package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/permission"
)

// Script tells which calls a Python script makes, and whether there may be others.
// It is false for a script that cannot be read.
type Script func(text string) (calls []awsapi.Operation, others, ok bool)

// Calls are the calls that a step with an action makes, as far as its inputs tell.
// The inputs may have references in them. What is not known is said in unknown, in
// clauses; script may be nil. What a runbook does that the step starts is not looked
// at here.
func Calls(action string, inputs *value.Object, script Script) (calls []awsapi.Operation, unknown []string) {
	switch action {
	case scriptAction:
		return scriptCalls(inputs, script)
	case "aws:executeAwsApi", "aws:assertAwsResourceProperty", "aws:waitForAwsResourceProperty":
		return namedCall(inputs)
	}
	for _, op := range permission.Automation(action) {
		if makes(action, op, inputs) {
			calls = append(calls, op)
		}
	}
	return calls, nil
}

const scriptAction = "aws:executeScript"

// scriptCalls are the calls of a script, as far as they can be seen.
func scriptCalls(inputs *value.Object, script Script) (calls []awsapi.Operation, unknown []string) {
	written := text(inputs, "Script")
	if script == nil || written == "" || !strings.HasPrefix(strings.ToLower(text(inputs, "Runtime")), "python") {
		return nil, []string{"the calls that its script makes are not known"}
	}
	calls, others, ok := script(written)
	switch {
	case !ok:
		return nil, []string{"its script cannot be read, so the calls that it makes are not known"}
	case others:
		unknown = append(unknown, "its script may make other calls than those that can be seen")
	}
	if text(inputs, "Attachment") != "" {
		unknown = append(unknown, "the calls that its attachment makes are not known")
	}
	return calls, unknown
}

// namedCall is the call of a step that names it.
func namedCall(inputs *value.Object) (calls []awsapi.Operation, unknown []string) {
	service, api := text(inputs, "Service"), text(inputs, "Api")
	if strings.Contains(service+api, "{{") {
		return nil, []string{"which API it calls is only known in a run"}
	}
	op, err := awsapi.Lookup(service, api)
	if err != nil {
		return nil, []string{fmt.Sprint(err)}
	}
	return []awsapi.Operation{op}, nil
}

// makes tells whether the inputs of a step let its action make a call.
func makes(action string, op awsapi.Operation, inputs *value.Object) bool {
	has := func(name string) bool { _, ok := inputs.Get(name); return ok }
	switch action {
	case "aws:approve":
		return has("NotificationArn")
	case "aws:changeInstanceState":
		wanted := map[string]string{"running": "StartInstances", "stopped": "StopInstances", "terminated": "TerminateInstances"}[text(inputs, "DesiredState")]
		return wanted == "" || op.ReadOnly() || op.Name() == wanted
	case "aws:createTags":
		kind := text(inputs, "ResourceType")
		return strings.Contains(kind, "{{") || (kind == "" || kind == "EC2") == (op.Service().Name() == "ec2")
	case "aws:executeAutomation":
		return op.Service().Name() == "ssm" || looksUp(op, inputs)
	}
	return true
}

// looksUp tells whether a call looks up what the Targets of a step stand for. Which
// kind of resource has a tag is said by the runbook that is started, so both calls
// for tags may be made. The roles that AWS publishes for rate-controlled automations
// have these calls.
func looksUp(op awsapi.Operation, inputs *value.Object) bool {
	targets, ok := inputs.Get("Targets")
	if _, written := targets.([]any); ok && !written {
		return true // a reference
	}
	for _, target := range inputs.Objects("Targets") {
		key := text(target, "Key")
		switch op.Name() {
		case "ListGroupResources":
			ok = key == "ResourceGroup"
		case "GetResources":
			ok = strings.HasPrefix(key, "tag")
		case "DescribeInstances":
			every := slices.ContainsFunc(target.List("Values"), func(id any) bool { return id == "*" })
			ok = strings.HasPrefix(key, "tag") || key == "AWS::EC2::Instance" && every
		}
		if ok || strings.Contains(key, "{{") {
			return true
		}
	}
	return false
}
