package rules

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var unknownOperation = lint.Rule{
	Name:     "unknown-operation",
	Summary:  "a step calls an operation that its service does not have",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The Api of an API step is the name of an operation of its Service, written
DescribeInstances, describeInstances or describe_instances. An operation that
another service has usually means that Service is wrong.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getAgents
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstanceInformation
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getAgents
    action: aws:executeAwsApi
    inputs:
      Service: ssm
      Api: DescribeInstanceInformation
`,
	},
	Check: checkUnknownOperation,
}

func checkUnknownOperation(p *lint.Pass) {
	for _, call := range p.Calls() {
		var unknown *awsapi.UnknownOperationError
		if errors.As(call.Err, &unknown) {
			p.Report(unknownOperationFinding(call, unknown))
		}
	}
}

func unknownOperationFinding(call *lint.Call, unknown *awsapi.UnknownOperationError) lint.Finding {
	f := lint.Finding{Node: call.API}
	written := call.API.Text
	near, others := unknown.Nearest(), unknown.Elsewhere()
	if meant, ok := slip(written, unknown.Service, near, others); ok {
		f.Message = fmt.Sprintf("%s has no operation %q; did you mean %q?", unknown.Service, written, meant)
		f.Suggestion = meant
		f.Fix = write(call.API, meant)
		return f
	}
	var elsewhere []string
	for _, o := range others {
		elsewhere = append(elsewhere, o.String())
	}
	switch n := len(elsewhere); {
	case n == 1:
		other := others[0]
		f.Message = fmt.Sprintf("%s has no operation %q; it is an operation of %q", unknown.Service, written, other.Service)
		f.Suggestion = "Service: " + other.Service
		if _, err := awsapi.Lookup(other.Service, written); err == nil {
			f.Fix = write(call.Service, other.Service)
		}
	case n > 1:
		f.Message = fmt.Sprintf("%s has no operation %q; other services have: %s",
			unknown.Service, written, strings.Join(elsewhere[:min(n, mostChoices)], ", "))
	case len(near) > 0:
		f.Message = fmt.Sprintf("%s has no operation %q; did you mean %q?", unknown.Service, written, near[0])
		f.Suggestion = near[0]
	default:
		f.Severity = new(lint.Warning)
		f.Message = fmt.Sprintf("no operation %q of %s is known", written, unknown.Service)
		f.Suggestion = knownAsOf()
	}
	return f
}

// mostChoices is how many right values a message lists at most.
const mostChoices = 8

// slip is the operation that was meant, when its name was only mistyped: then
// there is no need to look at other services. It comes in the spelling that the
// author uses, describe_instances where he wrote snake case.
func slip(written, service string, near []string, elsewhere []awsapi.OperationName) (string, bool) {
	if len(near) == 0 {
		return "", false
	}
	op, err := awsapi.Lookup(service, near[0])
	if err != nil {
		return "", false
	}
	meant := op.Name()
	if strings.Contains(written, "_") {
		meant = op.MethodName()
	}
	return meant, len(elsewhere) == 0 || nearest.Slip(written, meant)
}
