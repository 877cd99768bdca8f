package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func callKinds() []Kind {
	return []Kind{
		{Name: "misspelt-service", Summary: "misspelt the service of an API", make: misspeltService},
		{Name: "wrong-service", Summary: "called another service that does not have the API", make: wrongService},
		{Name: "misspelt-api", Summary: "misspelt an API", make: misspeltAPI},
		{Name: "removed-api", Summary: "left out Api", make: removedAPI},
		{Name: "api-key-case", Summary: "wrote the input Api in capital letters", make: apiKeyCase},
		{Name: "misspelt-api-parameter", Summary: "misspelt a parameter of an API", make: misspeltAPIParameter},
		{Name: "api-parameter-case", Summary: "began a parameter of an API in the other case", make: apiParameterCase},
		{Name: "singular-api-parameter", Summary: "left out the s of a parameter that takes a list", make: singularAPIParameter},
		{Name: "misspelt-nested-parameter", Summary: "misspelt a member of an API's parameter", make: misspeltNestedParameter},
		{Name: "parameter-moved-out", Summary: "wrote a member of a parameter beside the parameter", make: parameterMovedOut},
		{Name: "parameter-wrapped", Summary: "wrote the parameters of an API below Parameters", make: parameterWrapped},
		{Name: "list-as-map", Summary: "wrote a map where an API takes a list of maps", make: listAsMap},
		{Name: "map-as-list", Summary: "wrote a list where an API takes a map", make: mapAsList},
		{Name: "list-as-text", Summary: "wrote one text where an API takes a list", make: listAsText},
		{Name: "text-as-map", Summary: "wrote a map where an API takes a text", make: textAsMap},
		{Name: "number-as-word", Summary: "wrote a word where an API takes a number", make: numberAsWord},
		{Name: "boolean-as-word", Summary: "wrote a word where an API takes true or false", make: booleanAsWord},
		{Name: "removed-api-parameter", Summary: "left out a parameter that an API requires", make: removedAPIParameter},
		{Name: "misspelt-enum-value", Summary: "misspelt a value of which an API knows only a few", make: misspeltEnumValue},
		{Name: "misspelt-filter-name", Summary: "misspelt the name of a filter", make: misspeltFilterName},
		{Name: "key-for-name", Summary: "wrote Key for the Name of a filter", make: keyForName},
		{Name: "value-for-values", Summary: "wrote Value for the Values of a filter", make: valueForValues},
		{Name: "misspelt-property-selector", Summary: "misspelt a member in a PropertySelector", make: misspeltPropertySelector},
		{Name: "unclosed-property-selector", Summary: "left out a closing bracket of a PropertySelector", make: unclosedPropertySelector},
		{Name: "desired-value-as-text", Summary: "wrote DesiredValues as one text", make: desiredValuesAsText},
		{Name: "removed-desired-values", Summary: "left out DesiredValues", make: removedDesiredValues},
		{Name: "misspelt-desired-value", Summary: "misspelt a value to wait for that the API cannot answer", make: misspeltDesiredValue},
	}
}

// call is a step that calls an API whose parameters are known.
type call struct {
	step      *document.Step
	operation awsapi.Operation
}

func (m *maker) calls(yield func(call) bool) {
	for step := range m.automationSteps {
		if !callsAPI(step) {
			continue
		}
		operation, err := awsapi.Lookup(step.Inputs.Get("Service").Text, step.Inputs.Get("Api").Text)
		if err == nil && !yield(call{step, operation}) {
			return
		}
	}
}

// argument is a value in the parameters of a call with what the API takes there.
type argument struct {
	// around is the map that the value is in, nil for elements of lists.
	around *document.Node
	entry  document.Entry
	value  *document.Node
	member awsapi.Member
	call   call
	depth  int // 0 for the parameters themselves
}

// arguments are all values in the parameters of all calls.
func (m *maker) arguments(yield func(argument) bool) {
	for c := range m.calls {
		if !c.structure(c.step.Inputs, c.operation.Parameter, 0, yield) {
			return
		}
	}
}

func (c call) structure(n *document.Node, member func(string) awsapi.Member, depth int, yield func(argument) bool) bool {
	for _, e := range ownEntries(n) {
		if found := member(e.Key.Text); found.Exists() {
			if !c.value(argument{n, e, e.Value, found, c, depth}, yield) {
				return false
			}
		}
	}
	return true
}

func (c call) value(a argument, yield func(argument) bool) bool {
	if !yield(a) {
		return false
	}
	shape := a.member.Shape()
	switch {
	case shape.Type() == awsapi.Structure && a.value.Kind == document.Map:
		return c.structure(a.value, shape.Member, a.depth+1, yield)
	case shape.Type() == awsapi.List && a.value.Kind == document.List:
		for _, item := range a.value.Items {
			if !c.value(argument{nil, document.Entry{}, item, shape.Elem(), c, a.depth + 1}, yield) {
				return false
			}
		}
	}
	return true
}

func misspeltService(m *maker) {
	for c := range m.calls {
		n := c.step.Inputs.Get("Service")
		if name := misspelt(n.Text); !isService(name) {
			m.rename(n, name)
		}
	}
}

func isService(name string) bool {
	for known := range awsapi.Services() {
		if known == name {
			return true
		}
	}
	return false
}

func wrongService(m *maker) {
	for c := range m.calls {
		n := c.step.Inputs.Get("Service")
		for _, other := range []string{"ec2", "ssm", "s3", "rds"} {
			if _, err := awsapi.Lookup(other, c.operation.Name()); err != nil && other != n.Text {
				m.rename(n, other, c.operation.Name())
				break
			}
		}
	}
}

func misspeltAPI(m *maker) {
	for c := range m.calls {
		m.misspell(c.step.Inputs.Get("Api"))
	}
}

func removedAPI(m *maker) {
	for c := range m.calls {
		m.remove(c.step.Inputs, "Api")
	}
}

func apiKeyCase(m *maker) {
	for c := range m.calls {
		if e, ok := c.step.Inputs.Entry("Api"); ok {
			m.rename(e.Key, "API")
		}
	}
}

func misspeltAPIParameter(m *maker) {
	for a := range m.arguments {
		if a.around != nil && a.depth == 0 {
			m.misspell(a.entry.Key)
		}
	}
}

func apiParameterCase(m *maker) {
	for a := range m.arguments {
		if name := ""; a.around != nil && a.depth == 0 {
			name = otherCase(a.entry.Key.Text)
			if !a.call.operation.Parameter(name).Exists() {
				m.rename(a.entry.Key, name)
			}
		}
	}
}

func singularAPIParameter(m *maker) {
	for a := range m.arguments {
		if a.around == nil || a.depth > 0 || a.member.Shape().Type() != awsapi.List {
			continue
		}
		if name, ok := strings.CutSuffix(a.entry.Key.Text, "s"); ok && !a.call.operation.Parameter(name).Exists() {
			m.rename(a.entry.Key, name)
		}
	}
}

func misspeltNestedParameter(m *maker) {
	for a := range m.arguments {
		if a.around != nil && a.depth > 0 {
			m.misspell(a.entry.Key)
		}
	}
}

func parameterMovedOut(m *maker) {
	for a := range m.arguments {
		if a.around != nil && a.depth > 0 && !a.call.operation.Parameter(a.entry.Key.Text).Exists() {
			m.move(a.around, a.entry.Key.Text, a.call.step.Inputs)
		}
	}
}

func parameterWrapped(m *maker) {
	for a := range m.arguments {
		if a.around != nil && a.depth == 0 && a.value.Kind == document.String && !a.call.operation.Parameter("Parameters").Exists() {
			start, _ := a.entry.Key.Offsets()
			_, end := a.value.Offsets()
			raw := string(m.text()[start:end])
			if !strings.Contains(raw, "\n") && a.around.Get("Parameters") == nil && a.value.Style == document.DoubleQuoted {
				key := "Parameters"
				if a.around.Flow {
					key = quote(key)
				}
				m.edit(start, end, key+": {"+raw+"}", a.entry.Key.Text, "Parameters")
			}
		}
	}
}

func listAsMap(m *maker) {
	for a := range m.arguments {
		if len(a.value.Items) == 1 && a.value.Items[0].Kind == document.Map && a.member.Shape().Type() == awsapi.List {
			m.write(a.value, a.value.Items[0].Raw(), a.entryName())
		}
	}
}

func (a argument) entryName() string {
	if a.entry.Key == nil {
		return a.member.Name()
	}
	return a.entry.Key.Text
}

func mapAsList(m *maker) {
	for a := range m.arguments {
		if a.around != nil && a.value.Kind == document.Map && len(a.value.Entries) > 0 && a.member.Shape().Type() == awsapi.Structure {
			m.write(a.value, "["+a.value.Raw()+"]", a.entryName())
		}
	}
}

func listAsText(m *maker) {
	for a := range m.arguments {
		if a.value.Kind == document.List && a.member.Shape().Type() == awsapi.List {
			m.write(a.value, quote("all"), a.entryName())
		}
	}
}

func textAsMap(m *maker) {
	for a := range m.arguments {
		if a.around != nil && a.value.Kind == document.String && a.member.Shape().Type() == awsapi.String && !a.member.JSONValue() {
			m.write(a.value, `{"Value": "x"}`, a.entryName())
		}
	}
}

func numberAsWord(m *maker) {
	for a := range m.arguments {
		if t := a.member.Shape().Type(); a.value.IsScalar() && (t == awsapi.Integer || t == awsapi.Long) {
			m.write(a.value, quote("many"), a.entryName())
		}
	}
}

func booleanAsWord(m *maker) {
	for a := range m.arguments {
		if a.value.IsScalar() && a.member.Shape().Type() == awsapi.Boolean {
			m.write(a.value, quote("enabled"), a.entryName())
		}
	}
}

func removedAPIParameter(m *maker) {
	for a := range m.arguments {
		if a.around != nil && a.member.Required() && !a.member.IdempotencyToken() {
			m.remove(a.around, a.entry.Key.Text)
		}
	}
}

func misspeltEnumValue(m *maker) {
	for a := range m.arguments {
		for range a.member.Enum() {
			if a.value.IsString() && len(a.value.References()) == 0 {
				m.rename(a.value, misspelt(a.value.Text), a.entryName())
			}
			break
		}
	}
}

// filters are the filters of calls whose names are known.
func (m *maker) filters(yield func(call, *document.Node) bool) {
	for c := range m.calls {
		if len(c.operation.FilterNames()) == 0 {
			continue
		}
		for _, filter := range items(c.step.Inputs.Get("Filters")) {
			if name := filter.Get("Name"); name.IsString() && !yield(c, filter) {
				return
			}
		}
	}
}

func misspeltFilterName(m *maker) {
	for c, filter := range m.filters {
		name := filter.Get("Name")
		if c.operation.TakesFilter(name.Text) && !strings.Contains(name.Text, ":") {
			m.misspell(name)
		}
	}
}

func keyForName(m *maker) {
	for _, filter := range m.filters {
		if e, ok := filter.Entry("Name"); ok {
			m.rename(e.Key, "Key")
		}
	}
}

func valueForValues(m *maker) {
	for _, filter := range m.filters {
		if e, ok := filter.Entry("Values"); ok {
			m.rename(e.Key, "Value")
		}
	}
}

func misspeltPropertySelector(m *maker) {
	for c := range m.calls {
		n := c.step.Inputs.Get("PropertySelector")
		if !n.IsString() || len(n.References()) > 0 || strings.Contains(n.Text, "..") {
			continue
		}
		if start, end, ok := firstMember(n.Text); ok {
			m.part(n, start, end, misspelt(n.Text[start:end]))
		}
	}
}

func unclosedPropertySelector(m *maker) {
	for c := range m.calls {
		if n := c.step.Inputs.Get("PropertySelector"); n.IsString() {
			if at := strings.LastIndexByte(n.Text, ']'); at >= 0 {
				m.part(n, at, at+1, "", "PropertySelector")
			}
		}
	}
}

func desiredValuesAsText(m *maker) {
	for c := range m.calls {
		if n := c.step.Inputs.Get("DesiredValues"); len(items(n)) > 0 && n.Items[0].IsScalar() && len(n.Items[0].References()) == 0 {
			m.write(n, quote(n.Items[0].Text), "DesiredValues")
		}
	}
}

func removedDesiredValues(m *maker) {
	for c := range m.calls {
		m.remove(c.step.Inputs, "DesiredValues")
	}
}

// misspeltDesiredValue keeps to states of EC2, of which the API lists all, and to
// steps that wait for one of them only.
func misspeltDesiredValue(m *maker) {
	for c := range m.calls {
		selector := c.step.Inputs.Get("PropertySelector")
		if !selector.IsString() || !strings.HasSuffix(selector.Text, ".State.Name") || c.operation.Service().Name() != "ec2" {
			continue
		}
		if values := items(c.step.Inputs.Get("DesiredValues")); len(values) == 1 && len(values[0].References()) == 0 {
			m.misspell(values[0])
		}
	}
}
