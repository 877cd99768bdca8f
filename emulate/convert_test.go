package emulate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// TestConvert pins the table of execution.md 5.2, and what this package does
// where the table says nothing.
func TestConvert(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		from  string // JSON
		to    emulate.Type
		want  string // JSON, "absent", or "error: " with the message
		doubt bool
	}{
		// documented
		{from: `"a"`, to: emulate.String, want: `"a"`},
		{from: `"a"`, to: emulate.StringList, want: `["a"]`},
		{from: `"12"`, to: emulate.Integer, want: `12`},
		{from: `"true"`, to: emulate.Boolean, want: `true`},
		{from: `"False"`, to: emulate.Boolean, want: `false`},
		{from: `16`, to: emulate.Integer, want: `16`},
		{from: `16`, to: emulate.String, want: `"16"`},
		{from: `16`, to: emulate.StringList, want: `["16"]`},
		{from: `true`, to: emulate.Boolean, want: `true`},
		{from: `true`, to: emulate.String, want: `"true"`},
		{from: `false`, to: emulate.StringList, want: `["false"]`},
		{from: `["a"]`, to: emulate.String, want: `"a"`},
		{from: `[5]`, to: emulate.Integer, want: `5`},
		{from: `[true]`, to: emulate.Boolean, want: `true`},
		{from: `["a","b"]`, to: emulate.StringList, want: `["a","b"]`},
		{from: `{"a":{"b":1}}`, to: emulate.StringMap, want: `{"a":{"b":1}}`},
		{from: `[{"a":1},{"b":2}]`, to: emulate.MapList, want: `[{"a":1},{"b":2}]`},

		// not documented, section 5.4: an empty result
		{from: `[]`, to: emulate.StringList, want: `[]`},
		{from: `[]`, to: emulate.MapList, want: `[]`},
		{from: `[]`, to: emulate.String, want: `absent`},
		{from: `[]`, to: emulate.Integer, want: `absent`},
		// not documented, section 3.3: null
		{from: `null`, to: emulate.String, want: `absent`},
		{from: `null`, to: emulate.StringList, want: `absent`},
		// not documented, section 5.2
		{from: `{"a":1}`, to: emulate.String, want: `"{\"a\":1}"`, doubt: true},
		{from: `0.5`, to: emulate.String, want: `"0.5"`, doubt: true},
		{from: `[1,true]`, to: emulate.StringList, want: `["1","true"]`},
		{from: `[1]`, to: emulate.String, want: `"1"`},
		{from: `""`, to: emulate.String, want: `""`},

		// impossible
		{from: `"abc"`, to: emulate.Integer, want: `error: the String abc cannot be converted to Integer`},
		{from: `"1.0"`, to: emulate.Integer, want: `error: the String 1.0 cannot be converted to Integer`},
		{from: `1.5`, to: emulate.Integer, want: `error: the decimal number 1.5 cannot be converted to Integer`},
		{from: `"yes"`, to: emulate.Boolean, want: `error: the String yes cannot be converted to Boolean`},
		{from: `1`, to: emulate.Boolean, want: `error: the Integer 1 cannot be converted to Boolean`},
		{from: `true`, to: emulate.Integer, want: `error: the Boolean true cannot be converted to Integer`},
		{from: `["a","b"]`, to: emulate.String, want: `error: the StringList ["a","b"] cannot be converted to String`},
		{from: `{"a":1}`, to: emulate.StringList, want: `error: the StringMap {"a":1} cannot be converted to StringList`},
		{from: `{"a":1}`, to: emulate.Integer, want: `error: the StringMap {"a":1} cannot be converted to Integer`},
		{from: `{"a":1}`, to: emulate.MapList, want: `error: the StringMap {"a":1} cannot be converted to MapList`},
		{from: `"a"`, to: emulate.StringMap, want: `error: the String a cannot be converted to StringMap`},
		{from: `[{"a":1}]`, to: emulate.StringMap, want: `error: the MapList [{"a":1}] cannot be converted to StringMap`},
		{from: `[{"a":1}]`, to: emulate.String, want: `error: the MapList [{"a":1}] cannot be converted to String`},
		{from: `["a"]`, to: emulate.MapList, want: `error: the StringList ["a"] cannot be converted to MapList`},
	} {
		t.Run(test.from+" to "+string(test.to), func(t *testing.T) {
			t.Parallel()
			from, err := value.Decode([]byte(test.from))
			if err != nil {
				t.Fatal(err)
			}
			got, err := emulate.Convert(from, test.to)
			shown := "absent"
			switch {
			case err != nil:
				shown = "error: " + err.Error()
			case !got.Absent:
				text, err := value.Encode(got.Value)
				if err != nil {
					t.Fatal(err)
				}
				shown = string(text)
			}
			if diff := cmp.Diff(test.want, shown); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if (got.Doubt != "") != test.doubt {
				t.Errorf("doubt %q", got.Doubt)
			}
		})
	}
}
