package endpoint

import (
	"cmp"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// names are those of XML elements and of form parameters. The model has them,
// except for a service that speaks another protocol today.
type names struct{ sqs bool }

func namesOf(op awsapi.Operation) names { return names{op.Service().Name() == "sqs"} }

// member is the name of a member. A flattened list has that of its elements.
func (n names) member(m awsapi.Member) string {
	s := m.Shape()
	if m.Flattened() && s.Type() == awsapi.List {
		if name := n.elementName(s); name != "" {
			return name
		}
	}
	if n.sqs && s.Type() == awsapi.Map {
		// Attributes, MessageAttributes, tags: one element for each.
		name := strings.TrimSuffix(m.Name(), "s")
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return wireName(m)
}

// element is the name of what a list holds.
func (n names) element(list awsapi.Shape) string {
	return cmp.Or(n.elementName(list), "member")
}

func (n names) elementName(list awsapi.Shape) string {
	if n.sqs {
		// The old models named elements after the list: QueueUrlList holds
		// QueueUrl. A few did not.
		switch name := strings.TrimSuffix(list.Name(), "List"); name {
		case "String", "Binary":
			return name + "ListValue"
		default:
			return name
		}
	}
	return cmp.Or(list.Elem().WireName(), list.Elem().Shape().WireName())
}

// entry are the names of the key and the value of a map.
func (n names) entry(s awsapi.Shape) (key, held string) {
	if n.sqs {
		if s.Name() == "TagMap" {
			return "Key", "Value"
		}
		return "Name", "Value"
	}
	return cmp.Or(s.Key().WireName(), "key"), cmp.Or(s.Value().WireName(), "value")
}
