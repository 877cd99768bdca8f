package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var unknownAPIParameter = lint.Rule{
	Name:     "unknown-api-parameter",
	Summary:  "a step gives an API a parameter that it does not take, at least not there",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The inputs of an API step beside its own (Service, Api ...) go to the API, which
refuses what it does not know. The names are those of the API reference, capital
letters included, at every depth. A parameter that the API does take elsewhere is
reported with its right place.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        - Key: instance-state-name
          Values: [running]
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        - Name: instance-state-name
          Values: [running]
`,
	},
	Check: checkUnknownAPIParameter,
}

func checkUnknownAPIParameter(p *lint.Pass) {
	var meantForAction map[*document.Node]bool
	for _, call := range p.Calls() {
		for _, m := range call.Mismatches {
			if m.Kind != lint.UnknownParameter {
				continue
			}
			if meantForAction == nil {
				meantForAction = misspeltInputs(p)
			}
			if !meantForAction[m.Node] { // missing-key reports those
				f := unknownParameterFinding(call, m)
				if f.Fix != nil && isClue(p, call, m.Node) {
					f.Fix = nil
				}
				p.Report(f)
			}
		}
	}
}

func unknownParameterFinding(call *lint.Call, m lint.Mismatch) lint.Finding {
	f := lint.Finding{Node: m.Node, Message: fmt.Sprintf("%s has no parameter %q", holder(call, m), m.Name)}
	switch belongs := elsewhere(call.Operation.Input(), m); {
	case m.Meant != "":
		f.Message += fmt.Sprintf("; did you mean %q?", m.Meant)
		f.Suggestion = m.Meant
		if m.Certain {
			f.Fix = write(m.Node, m.Meant)
		}
	case m.Place == "" && isStepKey(m.Name):
		f.Message += "; " + besideInputs
	case len(belongs) == 1:
		f.Message += fmt.Sprintf(" there; it belongs in %q", belongs[0])
		f.Suggestion = belongs[0]
	case len(belongs) > 1 && len(belongs) <= mostChoices:
		f.Message += " there; it belongs in one of " + strings.Join(belongs, ", ")
	default:
		if names := memberNames(m.Shape); 0 < len(names) && len(names) <= mostChoices {
			f.Message += "; it takes " + strings.Join(names, ", ")
		} else if len(names) == 0 {
			f.Message += "; it takes none"
		}
	}
	return f
}

// holder names what does not know a parameter: the operation, or one of its
// structures.
func holder(call *lint.Call, m lint.Mismatch) string {
	if m.Place == "" {
		return call.Operation.Name()
	}
	return fmt.Sprintf("%s of %s", m.Place, call.Operation.Name())
}

// elsewhere are the places of the input where a member of this name belongs,
// written Filters[].Values.
func elsewhere(input awsapi.Shape, m lint.Mismatch) []string {
	var places []string
	for _, found := range input.Find(m.Name, mostChoices+1) {
		places = append(places, strings.ReplaceAll(found.Path, "[0]", "[]"))
	}
	return places
}

func memberNames(shape awsapi.Shape) []string {
	var names []string
	for m := range shape.Members() {
		names = append(names, m.Name())
	}
	return names
}
