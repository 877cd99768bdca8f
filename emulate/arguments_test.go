package emulate

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
)

// parseParameters reads a runbook that has no more than parameters.
func parseParameters(t *testing.T, parameters string) *document.Document {
	t.Helper()
	text := "schemaVersion: '0.3'\nparameters:\n  " + strings.ReplaceAll(parameters, "\n", "\n  ") + "\nmainSteps: []\n"
	doc, problems := document.Parse(document.NewSource("test.yaml", []byte(text)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return doc
}

// TestBind pins section 2 of execution.md. An argument is what stands behind
// --param; the outcome is the bound values as JSON, then what is wrong.
func TestBind(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, parameters string
		args             []string
		want             string // in the order of the parameters
		problems         []string
		warnings         int
	}{
		{
			name: "rule 1: every type", parameters: "S: {type: String}\nB: {type: Boolean}\nI: {type: Integer}\nL: {type: StringList}\nM: {type: StringMap}\nN: {type: MapList}",
			args: []string{"S=a,b", "B=true", "I=3", "L=a,b", `M={"a":1}`, `N=[{"a":1},{"b":2}]`},
			want: `"a,b" true 3 ["a","b"] {"a":1} [{"a":1},{"b":2}]`,
		},
		{name: "rule 2: a list twice", parameters: "L: {type: StringList}", args: []string{"L=a,b", "L=c"}, want: `["a","b","c"]`},
		{name: "a list as JSON keeps commas", parameters: "L: {type: StringList}", args: []string{`L=["a,b"]`}, want: `["a,b"]`},
		{name: "an empty list", parameters: "L: {type: StringList}", args: []string{"L="}, want: `[]`},
		{name: "rule 3: one map for a list of maps", parameters: "N: {type: MapList}", args: []string{`N={"a":1}`}, want: `[{"a":1}]`},
		{name: "rule 4: a missing parameter", parameters: "InstanceIds: {type: StringList}", problems: []string{"Missing required parameter: InstanceIds in user inputs."}},
		{name: "a default", parameters: "S: {type: String, default: ''}\nL: {type: StringList, default: [a]}", want: `"" ["a"]`},
		{
			name: "rule 5: an unknown name", parameters: "InstanceId: {type: String, default: a}", args: []string{"instanceid=i-1", "Zone=a"}, want: `"a"`,
			problems: []string{`the document has no parameter "Zone", it takes InstanceId`, `the document has no parameter "instanceid"; did you mean "InstanceId"?`},
		},
		{
			name: "rule 6: allowed values", parameters: "Action: {type: String, allowedValues: [Install, Uninstall]}", args: []string{"Action=install"}, want: `"install"`,
			problems: []string{`Parameter "Action" has value "install" not found in [Install, Uninstall].`},
		},
		{name: "rule 6: allowed values of other types", parameters: "I: {type: Integer, allowedValues: [1, 2]}\nB: {type: Boolean, allowedValues: [true]}", args: []string{"I=2", "B=True"}, want: `2 true`},
		{
			name: "rule 6: the pattern", parameters: "S: {type: String, allowedPattern: '^ami-[a-z0-9]+$'}", args: []string{"S=x"}, want: `"x"`,
			problems: []string{`Parameter "S" has value "x" not matching ^ami-[a-z0-9]+$.`},
		},
		{name: "rule 7: defaults are not checked", parameters: "S: {type: String, default: '', allowedPattern: '^a$', allowedValues: [b], minChars: 1}", want: `""`},
		{
			name: "rule 8: checks are per item", parameters: "L: {type: StringList, allowedPattern: '^[a-z]$', allowedValues: [a, b]}", args: []string{"L=a,B,b"}, want: `["a","B","b"]`,
			problems: []string{`Parameter "L" has value "B" not found in [a, b].`, `Parameter "L" has value "B" not matching ^[a-z]$.`},
		},
		{
			name: "rule 9: sizes", parameters: "S: {type: String, minChars: 2, maxChars: '3'}\nL: {type: StringList, maxItems: 1, maxChars: 1}\nM: {type: StringMap, minItems: 2}",
			args: []string{"S=한", "L=a,bc", `M={"a":1}`}, want: `"한" ["a","bc"] {"a":1}`,
			problems: []string{
				`parameter "S" has 1 character in "한", it needs at least 2`,
				`parameter "L" has 2 items, it takes at most 1`,
				`parameter "L" has 2 characters in "bc", it takes at most 1`,
				`parameter "M" has 1 item, it needs at least 2`,
			},
		},
		{name: "rule 10: a pattern may match a part", parameters: "S: {type: String, allowedPattern: 'b'}", args: []string{"S=abc"}, want: `"abc"`},
		{
			name: "a pattern that looks ahead", parameters: "S: {type: String, allowedPattern: '^(?!aws).+$'}\nT: {type: String, allowedPattern: '^(?!aws)'}",
			args: []string{"S=aws-x", "T=mine"}, want: `"aws-x" "mine"`, problems: []string{`Parameter "S" has value "aws-x" not matching ^(?!aws).+$.`},
		},
		{name: "a pattern that only Java knows", parameters: "S: {type: String, allowedPattern: '^a++$'}", args: []string{"S=b"}, want: `"b"`, warnings: 1},
		{
			name: "a pattern without an end", parameters: "S: {type: StringList, allowedPattern: '^(?=a)(a+)+$'}", args: []string{"S=" + strings.Repeat("a", 64) + "!,b"},
			want: `["` + strings.Repeat("a", 64) + `!","b"]`, warnings: 1,
		},
		{
			name: "rule 11: spellings", parameters: "B: {type: Boolean}\nI: {type: Integer}", args: []string{"B=1", "I=1.5"},
			problems: []string{`parameter "B" takes true or false: "1" is neither`, `parameter "I" takes a whole number: "1.5" is none`},
		},
		{name: "rule 12: types named after resources", parameters: "I: {type: 'AWS::EC2::Instance::Id'}\nL: {type: 'List<AWS::EC2::Instance::Id>'}", args: []string{"I=i-123", "L=i-1,i-2"}, want: `"i-123" ["i-1","i-2"]`},
		{name: "rule 14: values are not looked through", parameters: "A: {type: String}\nB: {type: String, default: '{{ A }}'}", args: []string{"A={{ B }}"}, want: `"{{ B }}" "{{ A }}"`},
		{name: "two values for one", parameters: "S: {type: String}", args: []string{"S=a", "S=b"}, problems: []string{`parameter "S" takes one value: 2 are given`}},
		{name: "a map that is none", parameters: "M: {type: StringMap}", args: []string{"M=[]"}, problems: []string{`parameter "M" takes a JSON object: [] is none`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := parseParameters(t, test.parameters)
			args := Arguments{}
			for _, arg := range test.args {
				name, text, _ := strings.Cut(arg, "=")
				args.Add(doc, name, text)
			}
			b := bind(doc, args)
			var got []string
			for _, p := range doc.Parameters {
				if v, ok := b.values[p.Name.Text]; ok {
					text, err := value.Encode(v)
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, string(text))
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("values (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(test.problems, b.problems); diff != "" {
				t.Errorf("problems (-want +got)\n%s", diff)
			}
			if len(b.warnings) != test.warnings {
				t.Errorf("warnings %q", b.warnings)
			}
		})
	}
}

// FuzzArguments binds any text to each type: whatever is accepted can be written
// back in the form of the API and read again.
func FuzzArguments(f *testing.F) {
	for _, seed := range []string{"", "a,b", "[1,2]", `{"a":1}`, `[{"a":1}]`, "true", "-0", "{{ x }}", "\xff", "[[]]", `["a"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, declared := range []Type{String, StringList, Integer, Boolean, StringMap, MapList} {
			v, err := readArgument(declared, []string{text})
			if err != nil {
				continue
			}
			again, err := readArgument(declared, Wire(v))
			if err != nil || !value.Equal(v, again) {
				t.Errorf("%s %q became %v, then %v, error %v", declared, text, v, again, err)
			}
		}
	})
}
