package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

var taggedResources = lint.Rule{
	Name:     "tagged-resources",
	Summary:  "a step tags several resources where only one can be tagged at a time",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `aws:createTags takes several ResourceIds for the ResourceType EC2. All others go
through an API that tags one resource at a time.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: tagThem
    action: aws:createTags
    inputs:
      ResourceType: Parameter
      ResourceIds: [first, second]
      Tags:
        - {Key: Stage, Value: test}
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: tagIt
    action: aws:createTags
    inputs:
      ResourceType: Parameter
      ResourceIds: [first]
      Tags:
        - {Key: Stage, Value: test}
`,
	},
	Check: checkTaggedResources,
}

func checkTaggedResources(p *lint.Pass) {
	for step := range actionsWithInputs(p.Doc) {
		if !step.Is("aws:createTags") {
			continue
		}
		kind, ids := step.Inputs.Get("ResourceType"), step.Inputs.Get("ResourceIds")
		if !kind.IsString() || kind.Text == "EC2" || len(kind.References()) > 0 || ids == nil || len(ids.Items) < 2 {
			continue
		}
		p.Report(lint.Finding{
			Node:    ids.Items[1],
			Message: fmt.Sprintf("a step tags one resource of the type %q, not %d", kind.Text, len(ids.Items)),
		})
	}
}
