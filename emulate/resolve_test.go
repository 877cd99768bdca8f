package emulate

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
)

func testScope() *scope {
	return &scope{
		parameters: map[string]any{
			"Id": "i-1", "Count": json.Number("3"), "Flag": true, "Ids": value.List("i-1", "i-2"), "None": []any{},
			"Map": value.New("a", 1), "Maps": value.List(value.New("a", 1)), "Braces": "{{ Id }}", "Empty": "",
		},
		variables: map[string]any{"v": "x"},
		outputs:   map[string]map[string]any{"step": {"Out": "o", "How to go on": "h", "Payload": `{"k":"v"}`}},
		fates:     map[string]Status{"step": Success, "bad": Failed},
		steps:     func(name string) bool { return name == "later" },
		clock:     clock.NewVirtual(time.Date(2026, 3, 1, 9, 5, 7, 0, time.UTC)), executionID: "e-1",
		account: "123456789012", region: "cn-north-1",
	}
}

// TestResolve pins sections 3 and 4 of execution.md. Input and outcome are JSON;
// notes are the references that stay and the values whose form is in doubt.
func TestResolve(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, input, want, notes string }{
		{name: "3.2 a whole value keeps its type: text", input: `"{{ Id }}"`, want: `"i-1"`},
		{name: "3.2 integer", input: `"{{Count}}"`, want: `3`},
		{name: "3.2 boolean", input: `"{{Flag}}"`, want: `true`},
		{name: "3.2 list", input: `"{{Ids}}"`, want: `["i-1","i-2"]`},
		{name: "3.2 map", input: `{"Filters":"{{Map}}"}`, want: `{"Filters":{"a":1}}`},
		{name: "3.2 in a longer text", input: `"id {{Id}}, {{ Count }}, {{Flag}}"`, want: `"id i-1, 3, true"`},
		{name: "3.2 no quoting and no escaping", input: `"{\"x\": {{step.Payload}}}"`, want: `"{\"x\": {\"k\":\"v\"}}"`},
		{name: "3.2 blanks round a reference are a longer text", input: `" {{Count}}"`, want: `" 3"`},
		{name: "3.2 a list in a text", input: `"ids {{Ids}}"`, want: `"ids [\"i-1\",\"i-2\"]"`,
			notes: "{{Ids}}: how a StringList looks inside a text is not documented; it is its JSON here"},
		{name: "3.2 a map in a text", input: `"m {{Map}}"`, want: `"m {\"a\":1}"`,
			notes: "{{Map}}: how a StringMap looks inside a text is not documented; it is its JSON here"},
		{name: "3.2 a list as the only element", input: `["{{ Ids }}"]`, want: `["i-1","i-2"]`},
		{name: "3.2 a list beside others", input: `["a","{{Ids}}","b"]`, want: `["a","i-1","i-2","b"]`},
		{name: "3.2 an empty list", input: `["{{None}}"]`, want: `[]`},
		{name: "3.2 a text as an element", input: `["{{Id}}"]`, want: `["i-1"]`},
		{name: "3.2 maps in a list", input: `["{{Maps}}"]`, want: `[{"a":1}]`},
		{name: "a written list in a list stays one", input: `[["{{Id}}"]]`, want: `[["i-1"]]`},
		{name: "3.1 any depth", input: `{"a":[{"b":"{{Id}}"}]}`, want: `{"a":[{"b":"i-1"}]}`},
		{name: "3.1 keys are not resolved", input: `{"{{Id}}":1}`, want: `{"{{Id}}":1}`},
		{name: "3.1 values are not looked through", input: `"{{Braces}}"`, want: `"{{ Id }}"`},
		{name: "3.1 nor inside a text", input: `"a {{Braces}}"`, want: `"a {{ Id }}"`},
		{name: "3.1 other braces stay", input: `"f'{{x: {y}}}' {Id} {{ }}"`, want: `"f'{{x: {y}}}' {Id} {{ }}"`},
		{name: "3.1 names are case-sensitive", input: `"{{ id }}"`, want: `"{{ id }}"`, notes: `{{ id }}: the document has no parameter "id"`},
		{name: "4.2 the innermost braces count", input: `"--%{{{ Id }}}"`, want: `"--%{i-1}"`},
		{name: "3.1 no indexing", input: `"{{ step.Out[0] }}"`, want: `"{{ step.Out[0] }}"`},
		{name: "3.3 an empty text is a value", input: `"{{Empty}}"`, want: `""`},
		{name: "3.3 an output that is not there", input: `"{{ step.No }}"`, want: `"{{ step.No }}"`, notes: `{{ step.No }}: step "step" has no output "No"`},
		{name: "3.3 of a step that failed", input: `"x {{bad.Out}}"`, want: `"x {{bad.Out}}"`, notes: `{{bad.Out}}: step "bad" ended as Failed without it`},
		{name: "3.3 of a step that has not run", input: `"{{later.Out}}"`, want: `"{{later.Out}}"`, notes: `{{later.Out}}: step "later" has not run`},
		{name: "3.3 of no step", input: `"{{nobody.Out}}"`, want: `"{{nobody.Out}}"`, notes: `{{nobody.Out}}: the document has no step "nobody"`},
		{name: "3.3 one stays, one does not", input: `"{{ Id }} {{ step.No }}"`, want: `"i-1 {{ step.No }}"`, notes: `{{ step.No }}: step "step" has no output "No"`},
		{name: "an output with blanks in its name", input: `"{{ step.How to go on }}"`, want: `"h"`},
		{name: "4 variables", input: `"{{ variable:v }}"`, want: `"x"`},
		{name: "6.5 a variable without a value", input: `"{{ variable:w }}"`, want: `"{{ variable:w }}"`, notes: `{{ variable:w }}: variable "w" has no value`},
		{name: "4 account, region, partition", input: `"{{global:ACCOUNT_ID}} {{global:REGION}} {{global:AWS_PARTITION}}"`, want: `"123456789012 cn-north-1 aws-cn"`},
		{name: "4 dates", input: `"{{ global:DATE }} {{ global:DATE_TIME }}"`, want: `"2026-03-01 2026-03-01_09.05.07"`},
		{name: "4 the run's own ID", input: `"{{ automation:EXECUTION_ID }}"`, want: `"e-1"`},
		{name: "4 no other name", input: `"{{ automation:STEP }}"`, want: `"{{ automation:STEP }}"`, notes: "{{ automation:STEP }}: the service does not know it"},
		{name: "Parameter Store", input: `"{{ ssm:/a/b }}"`, want: `"{{ ssm:/a/b }}"`,
			notes: "{{ ssm:/a/b }}: values of Parameter Store are only read for defaults of parameters"},
		{name: "other kinds of values", input: `[1,1.50,true,null]`, want: `[1,1.50,true,null]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc, problems := document.Parse(document.NewSource("input.json", []byte(`{"v":`+test.input+`}`)))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			var notes []string
			note := func(ref document.Reference, why string) { notes = append(notes, ref.Text+": "+why) }
			r := &resolver{testScope(), note, note}
			v, err := r.resolve(doc.Root.Get("v"))
			if err != nil {
				t.Fatal(err)
			}
			text, err := value.Encode(v)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(text)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(test.notes, strings.Join(notes, "\n")); diff != "" {
				t.Errorf("notes (-want +got)\n%s", diff)
			}
		})
	}
}

func TestResolvedTextIsBounded(t *testing.T) {
	t.Parallel()
	s := testScope()
	s.parameters["Long"] = strings.Repeat("x", 1<<20)
	ignore := func(document.Reference, string) {}
	_, err := (&resolver{s, ignore, ignore}).text(strings.Repeat("{{Long}} ", 1000))
	if !errors.Is(err, errTextTooLong) {
		t.Errorf("got error %v", err)
	}
}

// FuzzResolve asks that a text without known references comes out as it is, and
// that the outcome does not depend on anything but the text.
func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"{{ Id }}", "{{{ Id }}}", "a {{Ids}} {{ x }", "{{ global:DATE }}", "{{ {{ Id }} }}", "}}{{", "\xff{{Id}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		stayed := 0
		count := func(document.Reference, string) { stayed++ }
		ignore := func(document.Reference, string) {}
		got, err := (&resolver{testScope(), count, ignore}).text(text)
		if err != nil {
			t.Fatal(err)
		}
		known := 0
		for _, ref := range document.References(text) {
			if ref.Form != document.UnknownReference {
				known++
			}
		}
		if known == stayed && !value.Equal(got, text) {
			t.Errorf("%q became %v although nothing was resolved", text, got)
		}
	})
}
