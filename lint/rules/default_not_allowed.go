package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/pattern"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var defaultNotAllowed = lint.Rule{
	Name:     "default-not-allowed",
	Summary:  "the default of a parameter is none of its allowed values, or outside its limits",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The service does not hold a default against allowedValues, allowedPattern and the
limits of the parameter. So the document runs with a value that nobody may give it.
An empty default says that there is no value, and one with braces shows what a value
looks like; neither is reported.`,
		Bad: `schemaVersion: '0.3'
parameters:
  State:
    type: String
    allowedValues: [running, stopped]
    default: Running
mainSteps:
  - name: change
    action: aws:changeInstanceState
    inputs:
      InstanceIds: [i-0123456789abcdef0]
      DesiredState: '{{ State }}'
`,
		Good: `schemaVersion: '0.3'
parameters:
  State:
    type: String
    allowedValues: [running, stopped]
    default: running
mainSteps:
  - name: change
    action: aws:changeInstanceState
    inputs:
      InstanceIds: [i-0123456789abcdef0]
      DesiredState: '{{ State }}'
`,
	},
	Check: checkDefaultNotAllowed,
}

func checkDefaultNotAllowed(p *lint.Pass) {
	for _, parameter := range p.Doc.Parameters {
		value := parameter.Default
		if value == nil || misfit(parameterType(parameter), value) != nil {
			continue
		}
		checkCount(p, parameter)
		items := []*document.Node{value}
		if value.Kind == document.List {
			items = value.Items
		}
		for _, item := range items {
			checkDefaultItem(p, parameter, item)
		}
	}
}

// checkCount holds the number of elements of a default against the limits.
func checkCount(p *lint.Pass, parameter *document.Parameter) {
	n := len(parameter.Default.Items)
	if n == 0 {
		return
	}
	if most, ok := limit(parameter.Node.Get("maxItems")); ok && int64(n) > most {
		p.Reportf(parameter.Default, "maxItems is %d, and the default has %d", most, n)
	}
	if least, ok := limit(parameter.Node.Get("minItems")); ok && int64(n) < least {
		p.Reportf(parameter.Default, "minItems is %d, and the default has %d", least, n)
	}
}

// checkDefaultItem holds a scalar of a default against what the parameter allows.
func checkDefaultItem(p *lint.Pass, parameter *document.Parameter, item *document.Node) {
	if !item.IsScalar() || item.Text == "" || placeholder(item.Text) {
		return
	}
	allowed := parameter.AllowedValues
	if allowed != nil && allowed.Kind == document.List && len(allowed.Items) > 0 {
		texts := make([]string, 0, len(allowed.Items))
		for _, v := range allowed.Items {
			if !v.IsScalar() {
				return // whole lists may be allowed
			}
			texts = append(texts, v.Text)
		}
		if !slices.Contains(texts, item.Text) {
			reportNotAmong(p, item, texts)
			return
		}
	}
	if mismatches(parameter.AllowedPattern, item.Text) {
		p.Report(lint.Finding{
			Node: item, Message: fmt.Sprintf("the default %q does not match the allowedPattern", item.Text),
			Related: []lint.Related{{Span: parameter.AllowedPattern.Span(), Message: "the pattern"}},
		})
		return
	}
	if item.Kind != document.String {
		return
	}
	length := int64(utf8.RuneCountInString(item.Text))
	if most, ok := limit(parameter.Node.Get("maxChars")); ok && length > most {
		p.Reportf(item, "maxChars is %d, and the default has %d", most, length)
	}
	if least, ok := limit(parameter.Node.Get("minChars")); ok && length < least {
		p.Reportf(item, "minChars is %d, and the default has %d", least, length)
	}
}

// longestMatched is the length in bytes up to which defaults are matched: it takes
// the product of their length and that of the pattern.
const longestMatched = 512

// mismatches is true where a pattern certainly does not match a text. One that
// needs an engine that tracks back is not tried: whether it came to an end in time
// would depend on the machine.
func mismatches(allowed *document.Node, text string) bool {
	if !allowed.IsString() || len(text) > longestMatched {
		return false
	}
	compiled, err := pattern.Compile(allowed.Text)
	if err != nil || !compiled.Linear() {
		return false
	}
	matched, err := compiled.Match(text)
	return err == nil && !matched
}

// longEnough is the length from which a value with one other letter is misspelt
// rather than another value, as http beside https.
const longEnough = 5

func reportNotAmong(p *lint.Pass, item *document.Node, allowed []string) {
	f := lint.Finding{Node: item, Message: fmt.Sprintf("the default %q is none of the allowedValues", item.Text)}
	if meant, ok := nearest.Of(item.Text, slices.Values(allowed)); ok && len(item.Text) > 2 {
		f.Message += fmt.Sprintf("; did you mean %q?", meant)
		f.Suggestion = meant
		_, certain := nearest.Certain(item.Text, slices.Values(allowed))
		if certain && item.IsString() && (len(item.Text) >= longEnough || strings.EqualFold(item.Text, meant)) {
			f.Fix = write(item, meant)
		}
	}
	p.Report(f)
}

// placeholder tells whether a default shows the form of a value instead of being
// one, or is known at run time only.
func placeholder(text string) bool { return strings.ContainsAny(text, "{}<>") }
