package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var unknownFilter = lint.Rule{
	Name:     "unknown-filter",
	Summary:  "a step filters by a name that the API does not have",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The Name of an EC2 filter is one of a list that differs from operation to operation,
written in small letters: instance-id, tag:Name, vpc-id. It is not the name of a
parameter: what InstanceIds does is a parameter of its own, beside Filters.

A name that is near to none of the documented ones is a warning, and so is one in
another spelling (isDefault for is-default): EC2 takes some of those.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters:
        - Name: instance-state
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
	Check: checkUnknownFilter,
}

func checkUnknownFilter(p *lint.Pass) {
	for _, call := range p.Calls() {
		if call.Err != nil || len(call.Operation.FilterNames()) == 0 {
			continue
		}
		for _, e := range call.Parameters {
			if filters := call.Operation.Parameter(e.Key.Text); filters.Exists() && filters.Shape().Name() == "FilterList" {
				for _, filter := range e.Value.Items {
					checkFilter(p, call, e, filter)
				}
			}
		}
	}
}

func checkFilter(p *lint.Pass, call *lint.Call, filters document.Entry, filter *document.Node) {
	name := call.FilterName(filter)
	if !name.IsString() || len(name.References()) > 0 || call.Operation.TakesFilter(name.Text) {
		return
	}
	op := call.Operation
	f := lint.Finding{Node: name, Message: fmt.Sprintf("%s has no filter %q", op.Name(), name.Text)}
	parameter := parameterLike(op, name.Text)
	meant, near := meantFilter(op, name.Text)
	switch {
	case parameter.Exists() && near:
		f.Message += fmt.Sprintf("; use the parameter %q, or the filter %q", parameter.Name(), meant)
		f.Suggestion = meant
		f.Fix = parameterFix(call, parameter, filters, filter)
	case parameter.Exists():
		f.Message += fmt.Sprintf("; %q is a parameter beside %q", parameter.Name(), filters.Key.Text)
		f.Fix = parameterFix(call, parameter, filters, filter)
	case near:
		isTag := strings.Contains(meant, ":")
		if isTag || meant == kebabCase(name.Text) {
			f.Severity = new(lint.Warning)
		}
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
		if _, certain := nearest.Certain(kebabCase(name.Text), slices.Values(op.FilterNames())); certain || isTag || meant == kebabCase(name.Text) {
			f.Fix = write(name, meant)
		}
	default:
		f.Severity = new(lint.Warning)
		f.Message += " that is documented"
	}
	if f.Fix != nil && isClue(p, call, name) {
		f.Fix = nil
	}
	p.Report(f)
}

// parameterLike finds a parameter of the operation that a filter's name names.
func parameterLike(op awsapi.Operation, name string) awsapi.Member {
	for m := range op.Input().Members() {
		if strings.EqualFold(m.Name(), name) || strings.EqualFold(m.Name(), name+"s") {
			return m
		}
	}
	return awsapi.Member{}
}

// meantFilter finds the filter that was meant: InstanceIds, instanceId and
// instance_id all mean instance-id.
func meantFilter(op awsapi.Operation, name string) (string, bool) {
	known := op.FilterNames()
	if tag := tagFilter(known, name); tag != "" {
		return tag, true
	}
	kebab := kebabCase(name)
	for _, candidate := range []string{kebab, strings.TrimSuffix(kebab, "s")} {
		if slices.Contains(known, candidate) {
			return candidate, true
		}
	}
	return nearest.Of(kebab, slices.Values(known))
}

// tagFilter is a name such as Tag:Role or tags:Role as a filter with a key of the
// user's is written, tag:Role; empty when it is none.
func tagFilter(known []string, name string) string {
	head, key, ok := strings.Cut(name, ":")
	if !ok || key == "" {
		return ""
	}
	for _, filter := range known {
		before, isPattern := strings.CutSuffix(filter, ":<key>")
		if isPattern && (strings.EqualFold(head, before) || strings.EqualFold(head, before+"s")) {
			return before + ":" + strings.TrimLeft(key, " ")
		}
	}
	return ""
}

func kebabCase(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == '_' || r == ' ':
			r = '-'
		case 'A' <= r && r <= 'Z':
			if i > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// parameterFix puts the parameter in place of the filters, when the filter is
// the only one and the parameter is not given yet.
func parameterFix(call *lint.Call, parameter awsapi.Member, filters document.Entry, filter *document.Node) *lint.Fix {
	values := filter.Get("Values")
	if len(filters.Value.Items) != 1 || call.Step.Inputs.Get(parameter.Name()) != nil ||
		parameter.Shape().Type() != awsapi.List || values == nil || values.Kind != document.List {
		return nil
	}
	for _, v := range values.Items {
		if !v.IsScalar() || strings.Contains(v.Raw(), "\n") {
			return nil
		}
	}
	return &lint.Fix{
		Title: fmt.Sprintf("use the parameter %s", parameter.Name()),
		Edits: []document.Edit{replaceEntry(filters, parameter.Name(), values)},
	}
}
