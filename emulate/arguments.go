package emulate

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/pattern"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// Arguments are the values given to a run, by the name of their parameter, in
// the form of StartAutomationExecution: each a list of texts, of which a
// parameter that takes one value has one.
type Arguments map[string][]string

// Add adds what a person wrote for a parameter, as the AWS CLI reads it: for a
// list the elements separated by commas or as a JSON list, for everything else
// the text as it is. To add to a list twice makes it longer.
func (a Arguments) Add(doc *document.Document, name, text string) {
	texts := []string{text}
	if p := doc.Parameter(name); p != nil && p.Type.IsString() {
		switch t, _ := ParseType(p.Type.Text); t {
		case StringList:
			texts = splitList(text)
		case MapList:
			if list, ok := jsonList(text); ok {
				texts = Wire(list)
			}
		}
	}
	a[name] = append(a[name], texts...)
}

func splitList(text string) []string {
	if list, ok := jsonList(text); ok {
		return Wire(list)
	}
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

func jsonList(text string) ([]any, bool) {
	if !strings.HasPrefix(strings.TrimSpace(text), "[") {
		return nil, false
	}
	v, err := value.Decode([]byte(text))
	list, ok := v.([]any)
	return list, err == nil && ok
}

// ArgumentsError says why a run is not started.
type ArgumentsError struct {
	// Problems are in the order of the document's parameters, those about names
	// that it does not have at the end.
	Problems []string
}

func (e *ArgumentsError) Error() string { return strings.Join(e.Problems, "\n") }

// binding is the outcome of checking arguments against parameters.
type binding struct {
	// values are those of the arguments and of the defaults that need no answer
	// from Parameter Store.
	values map[string]any
	// stored are the defaults that do.
	stored   []*document.Parameter
	warnings []string
	problems []string
}

// bind checks all arguments. Defaults are not checked: AWS's own documents have
// some that violate their pattern or allowed values.
func bind(doc *document.Document, args Arguments) *binding {
	b := &binding{values: map[string]any{}}
	for _, p := range doc.Parameters {
		if given, ok := args[p.Name.Text]; ok {
			b.argument(p, given)
			continue
		}
		b.fallback(p)
	}
	b.unknownNames(doc, args)
	return b
}

func (b *binding) problem(format string, args ...any) {
	b.problems = append(b.problems, fmt.Sprintf(format, args...))
}

// fallback takes the default. A parameter without one is required.
func (b *binding) fallback(p *document.Parameter) {
	switch {
	case p.Default == nil:
		b.problem("Missing required parameter: %s in user inputs.", p.Name.Text)
	case hasStoredValue(p.Default):
		b.stored = append(b.stored, p)
	default:
		b.values[p.Name.Text] = p.Default.Value()
	}
}

// hasStoredValue tells whether a default is read from Parameter Store. The
// service knows {{ssm:name}} as the whole default, or as the only item of a list.
func hasStoredValue(n *document.Node) bool {
	for n := range n.All() {
		for _, ref := range n.References() {
			if ref.Form == document.ParameterStoreReference {
				return true
			}
		}
	}
	return false
}

func (b *binding) unknownNames(doc *document.Document, args Arguments) {
	var declared, unknown []string
	for _, p := range doc.Parameters {
		declared = append(declared, p.Name.Text)
	}
	for name := range args {
		if doc.Parameter(name) == nil {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		near, ok := nearest.Of(name, slices.Values(declared))
		switch {
		case ok:
			b.problem("the document has no parameter %q; did you mean %q?", name, near)
		case len(declared) == 0:
			b.problem("the document has no parameter %q, it takes none", name)
		default:
			b.problem("the document has no parameter %q, it takes %s", name, strings.Join(declared, ", "))
		}
	}
}

// argument checks one value against its parameter.
func (b *binding) argument(p *document.Parameter, given []string) {
	name := p.Name.Text
	declared := String
	if p.Type.IsString() {
		var ok bool
		if declared, ok = ParseType(p.Type.Text); !ok {
			b.problem("parameter %q has the type %q, which there is not", name, p.Type.Text)
			return
		}
	}
	v, err := readArgument(declared, given)
	if err != nil {
		b.problem("parameter %q takes %s: %v", name, describeType(declared), err)
		return
	}
	b.values[name] = v
	b.checkAllowedValues(p, v)
	b.checkPattern(p, v)
	b.checkSize(p, declared, v)
}

func describeType(t Type) string {
	switch t {
	case Boolean:
		return "true or false"
	case Integer:
		return "a whole number"
	case StringMap:
		return "a JSON object"
	case MapList:
		return "JSON objects"
	}
	return "one value"
}

// readArgument turns the texts of the API into a value. How it writes maps is
// not documented: one JSON text each, and for MapList also one JSON list.
func readArgument(t Type, given []string) (any, error) {
	switch t {
	case StringList:
		return value.ListOf(given), nil
	case MapList:
		return readMaps(given)
	}
	if len(given) != 1 {
		return nil, fmt.Errorf("%d are given", len(given))
	}
	text := given[0]
	switch t {
	case Boolean:
		if v, ok := parseBoolean(text); ok {
			return v, nil
		}
		return nil, fmt.Errorf("%q is neither", text)
	case Integer:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is none", text)
		}
		return json.Number(strconv.FormatInt(n, 10)), nil
	case StringMap:
		v, err := value.Decode([]byte(text))
		if err != nil {
			return nil, err
		}
		if _, ok := v.(*value.Object); !ok {
			return nil, fmt.Errorf("%s is none", text)
		}
		return v, nil
	}
	return text, nil
}

func readMaps(given []string) (any, error) {
	if len(given) == 1 {
		if list, ok := jsonList(given[0]); ok {
			given = Wire(list)
		}
	}
	maps := make([]any, len(given))
	for i, text := range given {
		v, err := readArgument(StringMap, []string{text})
		if err != nil {
			return nil, err
		}
		maps[i] = v
	}
	return maps, nil
}

// items are what allowed values, patterns and lengths are about: the elements of
// a list, the JSON of a map, the text of everything else.
func items(v any) []string { return Wire(v) }

func (b *binding) checkAllowedValues(p *document.Parameter, v any) {
	if p.AllowedValues == nil || p.AllowedValues.Kind != document.List {
		return
	}
	var allowed []string
	for _, n := range p.AllowedValues.Items {
		allowed = append(allowed, render(n.Value()))
	}
	// A list may also be allowed as a whole.
	if slices.Contains(allowed, render(v)) {
		return
	}
	for _, item := range items(v) {
		if !slices.Contains(allowed, item) {
			b.problem("Parameter %q has value %q not found in [%s].", p.Name.Text, item, strings.Join(allowed, ", "))
		}
	}
}

// checkPattern looks for the pattern anywhere in the value. Whether the service
// wants a whole match is not documented; nearly all patterns are anchored.
func (b *binding) checkPattern(p *document.Parameter, v any) {
	if !p.AllowedPattern.IsString() {
		return
	}
	allowed, err := pattern.Compile(p.AllowedPattern.Text)
	if err != nil {
		b.warnings = append(b.warnings, fmt.Sprintf(
			"the value of parameter %q was not compared with its allowedPattern, which this program cannot read: %v", p.Name.Text, err))
		return
	}
	for _, item := range items(v) {
		matched, err := allowed.Match(item)
		if err != nil {
			b.warnings = append(b.warnings, fmt.Sprintf(
				"the comparison of the value of parameter %q with its allowedPattern was given up: %v", p.Name.Text, err))
			return
		}
		if !matched {
			b.problem("Parameter %q has value %q not matching %s.", p.Name.Text, item, p.AllowedPattern.Text)
		}
	}
}

// checkSize enforces the limits on what is supplied. That the service does so at
// the start is not documented.
func (b *binding) checkSize(p *document.Parameter, t Type, v any) {
	count := -1
	switch v := v.(type) {
	case []any:
		count = len(v)
	case *value.Object:
		count = v.Len()
	}
	if count >= 0 {
		b.checkLimits(p, "item", "minItems", "maxItems", count, "")
	}
	if t == Integer || t == Boolean {
		return
	}
	for _, item := range items(v) {
		b.checkLimits(p, "character", "minChars", "maxChars", utf8.RuneCountInString(item), fmt.Sprintf(" in %q", item))
	}
}

func (b *binding) checkLimits(p *document.Parameter, what, least, most string, count int, where string) {
	if limit, ok := number(p.Node.Get(least)); ok && int64(count) < limit {
		b.problem("parameter %q has %s%s, it needs at least %d", p.Name.Text, plural(count, what), where, limit)
	}
	if limit, ok := number(p.Node.Get(most)); ok && int64(count) > limit {
		b.problem("parameter %q has %s%s, it takes at most %d", p.Name.Text, plural(count, what), where, limit)
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
