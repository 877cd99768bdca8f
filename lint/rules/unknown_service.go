package rules

import (
	"errors"
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var unknownService = lint.Rule{
	Name:     "unknown-service",
	Summary:  "a step calls a service that does not exist",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The Service of an API step is the name of a boto3 client: ec2, ssm, elbv2,
stepfunctions. The name of a product or of a console is often another one. Letter
case does not matter.

A name that is near to no known service is a warning: AWS has new services more
often than this tool has releases.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: listMachines
    action: aws:executeAwsApi
    inputs:
      Service: stepfunction
      Api: ListStateMachines
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: listMachines
    action: aws:executeAwsApi
    inputs:
      Service: stepfunctions
      Api: ListStateMachines
`,
	},
	Check: checkUnknownService,
}

func checkUnknownService(p *lint.Pass) {
	for _, call := range p.Calls() {
		var unknown *awsapi.UnknownServiceError
		if !errors.As(call.Err, &unknown) {
			continue
		}
		f := lint.Finding{Node: call.Service}
		if near := unknown.Nearest(); len(near) > 0 {
			meant := near[0]
			f.Message = fmt.Sprintf("there is no AWS service %q; did you mean %q?", call.Service.Text, meant)
			f.Suggestion = meant
			if _, err := awsapi.Lookup(meant, call.API.Text); err == nil {
				f.Fix = write(call.Service, meant)
			}
		} else {
			f.Severity = new(lint.Warning)
			f.Message = fmt.Sprintf("no AWS service %q is known; the service is the name of a boto3 client", call.Service.Text)
			f.Suggestion = knownAsOf()
		}
		p.Report(f)
	}
}

// knownAsOf says how far the knowledge of APIs goes.
func knownAsOf() string { return "known are the services and operations of " + awsapi.Source() }
