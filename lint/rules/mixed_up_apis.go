package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var mixedUpAPIs = lint.Rule{
	Name:     "mixed-up-apis",
	Summary:  "a step calls one API with the parameters and outputs of another",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Two APIs about the same thing are easily taken for each other: ec2:DescribeInstances
knows the state of an instance, ssm:DescribeInstanceInformation knows whether its
agent answers. When what does not suit the API of a step suits another one, in
at least two respects, this rule names that other API, and the outputs whose name
promises what only the other API answers.

The fix gives the other API a step of its own, with the outputs that are its own.`,
		Bad: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: getInstance
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        - Key: InstanceIds
          Values: ['{{ InstanceId }}']
    outputs:
      - Name: Type
        Selector: $.Reservations[0].Instances[0].InstanceType
      - Name: PingStatus
        Selector: $.Reservations[0].Instances[0].PingStatus
`,
		Good: `schemaVersion: '0.3'
parameters:
  InstanceId:
    type: AWS::EC2::Instance::Id
mainSteps:
  - name: getInstance
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      InstanceIds: ['{{ InstanceId }}']
    outputs:
      - Name: Type
        Selector: $.Reservations[0].Instances[0].InstanceType
  - name: getAgent
    action: aws:executeAwsApi
    inputs:
      Service: ssm
      Api: DescribeInstanceInformation
      Filters:
        - Key: InstanceIds
          Values: ['{{ InstanceId }}']
    outputs:
      - Name: PingStatus
        Selector: $.InstanceInformationList[0].PingStatus
`,
	},
	Check: checkMixedUpAPIs,
}

func checkMixedUpAPIs(p *lint.Pass) {
	for _, call := range p.Calls() {
		if m := p.MixUps()[call]; m != nil {
			reportMixUp(p, m)
		}
	}
}

// mixUpFix is nil when several APIs would do as well.
func mixUpFix(p *lint.Pass, m *lint.MixUp) *lint.Fix {
	if len(m.Names) > 1 {
		return nil
	}
	return separate(p, m)
}

// isClue tells whether something in a call speaks for another API, and only the
// author can tell what is to become of it. Then to mend it for the call's own
// API would wipe out what it says.
func isClue(p *lint.Pass, call *lint.Call, n *document.Node) bool {
	m := p.MixUps()[call]
	return m != nil && slices.ContainsFunc(m.Clues, func(c lint.Clue) bool { return c.Node == n }) && mixUpFix(p, m) == nil
}

func reportMixUp(p *lint.Pass, m *lint.MixUp) {
	var texts []string
	f := lint.Finding{Node: m.Call.API, Suggestion: m.Names[0]}
	belongTo := strings.Join(m.Names, " or ")
	for _, c := range m.Clues {
		texts = append(texts, clueText(c))
	}
	last := len(texts) - 1
	f.Message = fmt.Sprintf("this step mixes %s with another API: %s and %s belong to %s",
		m.Call.Operation.Name(), strings.Join(texts[:last], ", "), texts[last], belongTo)
	f.Fix = mixUpFix(p, m)
	p.Report(f)
	for _, c := range m.Clues {
		if c.Kind == lint.NameClue {
			p.Report(lint.Finding{
				Node: c.Node,
				Message: fmt.Sprintf("the output %q misleads: it holds what is at %s of %s; what is called %s is returned by %s",
					c.Name, c.Output.Selector.Text, m.Call.Operation.Name(), c.Name, belongTo),
			})
		}
	}
}

// clueText names a clue in a message.
func clueText(c lint.Clue) string {
	switch c.Kind {
	case lint.ParameterClue:
		return fmt.Sprintf("the parameter %q", c.Name)
	case lint.FilterClue:
		return fmt.Sprintf("the filter %q", c.Name)
	}
	return fmt.Sprintf("the output %q", c.Name)
}
