package synth

import (
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/invent"
)

// maxSelected is how many properties of a query are answered.
const maxSelected = 100

// queryParts are the properties and the condition of a query of AWS Config, equality
// is what a condition compares, and resourceType a type as AWS Config writes it.
var (
	queryParts = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)^\s*SELECT\s+(.*?)(?:\s+WHERE\s+(.*))?$`)
	})
	resourceType = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`AWS::\w+::\w+`) })
	equality     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`([\w.]+)\s*=\s*'([^']*)'`) })
)

// selected is a result of a query of AWS Config, which is a text in JSON: what the
// query selects, and what it asks for. It is empty for a call without such a query.
func (m *maker) selected() string {
	query, _ := m.echo.one["expression"].(string)
	parts := queryParts().FindStringSubmatch(query)
	if parts == nil {
		return ""
	}
	out := value.New()
	if strings.TrimSpace(parts[1]) == "*" {
		parts[1] = "resourceId,resourceType,resourceName,arn,accountId,awsRegion"
	}
	for _, property := range strings.SplitN(parts[1], ",", maxSelected) {
		property = strings.TrimSpace(property)
		name := property[strings.LastIndex(property, ".")+1:]
		if text := m.property(name); text != "" {
			setPath(out, strings.Split(property, "."), text)
		}
	}
	for _, equal := range equality().FindAllStringSubmatch(parts[2], maxSelected) {
		setPath(out, strings.Split(equal[1], "."), equal[2])
	}
	text, err := value.Encode(out)
	if err != nil {
		return ""
	}
	return string(text)
}

// property is a property of a resource of AWS Config; none for * and functions.
func (m *maker) property(name string) string {
	switch name {
	case "":
		return ""
	case "accountId":
		return m.texts.Text(invent.For{Name: name})
	case "resourceType":
		query, _ := m.echo.one["expression"].(string)
		if known, ok := iamType(m.selectedID()); ok {
			return known
		}
		if known := resourceType().FindString(query); known != "" {
			return known
		}
		return "AWS::EC2::Instance"
	}
	if strings.ContainsAny(name, "()") {
		return ""
	}
	return m.texts.Text(invent.For{Service: "config", Name: name, Of: "Resource"})
}

// selectedID is the ID that the condition asks for.
func (m *maker) selectedID() string {
	query, _ := m.echo.one["expression"].(string)
	for _, equal := range equality().FindAllStringSubmatch(query, maxSelected) {
		if equal[1] == "resourceId" {
			return equal[2]
		}
	}
	return ""
}

// iamType is the type of a resource of IAM, which its ID tells.
func iamType(id string) (string, bool) {
	for prefix, kind := range map[string]string{"AROA": "Role", "AIDA": "User", "AGPA": "Group", "ANPA": "Policy"} {
		if strings.HasPrefix(id, prefix) {
			return "AWS::IAM::" + kind, true
		}
	}
	return "", false
}

// setPath sets a value below objects, which it makes where they are missing.
func setPath(o *value.Object, path []string, v any) {
	for _, name := range path[:len(path)-1] {
		inner, _ := o.Get(name)
		next, ok := inner.(*value.Object)
		if !ok {
			next = value.New()
			o.Set(name, next)
		}
		o = next
	}
	o.Set(path[len(path)-1], v)
}
