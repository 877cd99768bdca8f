package fill

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/invent"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// usesOf finds, for each parameter, what the document takes its value for: the role
// of the run, parameters of API calls, inputs of other actions.
func usesOf(doc *document.Document) map[string][]invent.For {
	uses := map[string][]invent.For{}
	u := user{uses}
	u.take(doc.AssumeRole, invent.For{Service: "iam", Name: "RoleArn"})
	for step := range doc.AllSteps() {
		if step.Inputs == nil {
			continue
		}
		service, api := step.Inputs.Get("Service"), step.Inputs.Get("Api")
		if service.IsString() && api.IsString() {
			if op, err := awsapi.Lookup(service.Text, api.Text); err == nil {
				u.shape(op.Input(), step.Inputs, invent.For{Service: op.Service().Name()}, 0)
			}
			continue
		}
		for _, e := range step.Inputs.Entries {
			if name := single(e.Key.Text); told(name) {
				u.each(e.Value, invent.For{Name: name})
			}
		}
	}
	return uses
}

// user collects uses by the name of the parameter.
type user struct{ uses map[string][]invent.For }

// take notes the use of a node that is a reference to a parameter and nothing else.
func (u user) take(n *document.Node, use invent.For) {
	if !n.IsString() {
		return
	}
	for _, ref := range n.References() {
		if ref.Whole(n.Text) {
			u.uses[ref.Name] = append(u.uses[ref.Name], use)
		}
	}
}

// each notes the use of a node or of each element of a list.
func (u user) each(n *document.Node, use invent.For) {
	u.take(n, use)
	for _, item := range n.Items {
		u.take(item, use)
	}
}

// maxUseDepth is how deep in the parameters of a call uses are looked for.
const maxUseDepth = 10

// shape goes down the parameters of a call. A member that says nothing by its name
// is no use.
func (u user) shape(s awsapi.Shape, n *document.Node, use invent.For, depth int) {
	if n == nil || depth == maxUseDepth {
		return
	}
	switch s.Type() {
	case awsapi.Structure:
		for _, e := range n.Entries {
			if m := s.Member(e.Key.Text); m.Exists() {
				u.shape(m.Shape(), e.Value, invent.For{Service: use.Service, Name: single(m.Name()), Of: use.Name}, depth+1)
			}
		}
	case awsapi.List:
		u.takeTold(n, use)
		for _, item := range n.Items {
			u.shape(s.Elem().Shape(), item, use, depth+1)
		}
	case awsapi.String:
		u.takeTold(n, use)
	}
}

func (u user) takeTold(n *document.Node, use invent.For) {
	if told(use.Name) && len(use.Name) > len("name") && !strings.HasPrefix(strings.ToLower(use.Name), "resource") {
		u.take(n, use)
	}
}

// single is the name of one of several IDs, ARNs or names.
func single(name string) string {
	lower := strings.ToLower(name)
	for _, ending := range []string{"ids", "arns", "names", "identifiers"} {
		if strings.HasSuffix(lower, ending) {
			return name[:len(name)-1]
		}
	}
	return name
}
