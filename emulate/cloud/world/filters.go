package world

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// filters are EC2's: a resource must satisfy all of them, and satisfies one with
// any of its values.
type filters []filter

type filter struct {
	name   string
	values []string
}

// tagPrefix begins the filters on the value of one tag.
const tagPrefix = "tag:"

// ec2Filters reads the parameter Filters. Names that the operation does not
// document are AWS's error.
func ec2Filters(req cloud.Request) (filters, error) {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return nil, err
	}
	var out filters
	list, _ := parameter(req, "Filters").([]any)
	for _, item := range list {
		given, _ := item.(*value.Object)
		name, _ := given.Get("Name")
		values, _ := given.Get("Values")
		f := filter{values: texts(values)}
		f.name, _ = name.(string)
		switch {
		case f.name == "":
			return nil, refuse("MissingParameter", "The request must contain the parameter Filter.Name")
		case len(f.values) == 0:
			return nil, refuse("InvalidParameterValue", "The filter 'null' is invalid")
		case !takes(op, f.name):
			return nil, refuse("InvalidParameterValue", fmt.Sprintf("The filter '%s' is invalid", f.name))
		}
		out = append(out, f)
	}
	return out, nil
}

// takes knows that DescribeTags documents "tag" for what is "tag:<key>"
// everywhere else.
func takes(op awsapi.Operation, name string) bool {
	return op.TakesFilter(name) || strings.HasPrefix(name, tagPrefix) && op.TakesFilter("tag")
}

// match tells whether a resource satisfies the filters. The paths say where in
// the described resource the value of a filter is; extra gives the values of
// those that are elsewhere.
func (fs filters) match(described *value.Object, paths map[string]string, extra map[string][]string) bool {
	for _, f := range fs {
		values, ok := extra[f.name]
		switch key, isTag := strings.CutPrefix(f.name, tagPrefix); {
		case ok:
		case isTag:
			values = tagValue(described, key)
		case paths[f.name] != "":
			values = valuesAt(described, strings.Split(paths[f.name], "."))
		}
		if !f.any(values) {
			return false
		}
	}
	return true
}

func (f filter) any(values []string) bool {
	for _, v := range values {
		for _, pattern := range f.values {
			if wildcard(pattern, v) {
				return true
			}
		}
	}
	return false
}

// valuesAt collects the texts at a path of members; lists on the way are gone
// through.
func valuesAt(v any, path []string) []string {
	switch v := v.(type) {
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, valuesAt(item, path)...)
		}
		return out
	case *value.Object:
		if len(path) == 0 {
			return nil
		}
		member, ok := v.Get(path[0])
		if !ok {
			return nil
		}
		return valuesAt(member, path[1:])
	}
	if len(path) > 0 {
		return nil
	}
	if text, ok := value.ScalarText(v); ok {
		return []string{text}
	}
	return nil
}

func tagValue(described *value.Object, key string) []string {
	for _, t := range described.List("Tags") {
		if keys := valuesAt(t, []string{"Key"}); len(keys) == 1 && keys[0] == key {
			return valuesAt(t, []string{"Value"})
		}
	}
	return nil
}

// wildcard compares as EC2's filters do: * stands for any text, ? for one
// character, \ takes the meaning from the next one, and case counts. It takes
// time linear in the product of the lengths.
func wildcard(pattern, text string) bool {
	p, t := []rune(pattern), []rune(text)
	// star is where the last * was, and from where to go on when what follows it
	// does not fit at its present place.
	star, from := -1, 0
	i, j := 0, 0
	for j < len(t) {
		switch {
		case i < len(p) && p[i] == '*':
			star, from = i, j
			i++
		case i < len(p) && p[i] == '?':
			i++
			j++
		case i+1 < len(p) && p[i] == '\\' && p[i+1] == t[j]:
			i += 2
			j++
		case i < len(p) && p[i] == t[j] && p[i] != '\\':
			i++
			j++
		case star >= 0:
			from++
			i, j = star+1, from
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}
