package lint_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

func TestReplaceText(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, file, text, want string }{
		{"plain", "a: old # why\n", "new", "a: new # why\n"},
		{"plain, an action", "a: old\n", "aws:executeAwsApi", "a: aws:executeAwsApi\n"},
		{"a word that YAML takes for something else", "a: old\n", "Yes", "a: 'Yes'\n"},
		{"a number", "a: old\n", "0.3", "a: '0.3'\n"},
		{"what would begin a comment", "a: old\n", "b #c", "a: 'b #c'\n"},
		{"what would be a map", "a: old\n", "b: c", "a: 'b: c'\n"},
		{"a reference", "a: old\n", "{{ b }}", "a: '{{ b }}'\n"},
		{"a quote", "a: old\n", "it's", "a: 'it''s'\n"},
		{"nothing", "a: old\n", "", "a: ''\n"},
		{"in quotes", "a: 'old'\n", "new", "a: 'new'\n"},
		{"a quote in quotes", "a: 'old'\n", "it's", "a: 'it''s'\n"},
		{"in double quotes", `a: "old"`, "new", `a: "new"`},
		{"a quote in double quotes", `a: "old"`, `"new" \`, `a: "\"new\" \\"`},
		{"JSON", `{"a": "old"}`, "new", `{"a": "new"}`},
		{"JSON, an escape before", `{"a": "\u006fld"}`, "new", `{"a": "new"}`},
		{"JSON, a number", `{"a": 1}`, "x", `{"a": "x"}`},
		{"YAML, a number", `a: 1`, "x", `a: x`},
		{"a block", "a: |\n  old\nb: 1\n", "new", "a: |\n  new\nb: 1\n"},
		{"wide characters", "a: 낡은 # 왜\n", "new", "a: new # 왜\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc, problems := document.Parse(document.NewSource("f", []byte(test.file)))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			got, err := document.Apply([]byte(test.file), []document.Edit{lint.ReplaceText(doc.Root.Get("a"), test.text)})
			if err != nil || string(got) != test.want {
				t.Fatalf("%q, %v, want %q", got, err, test.want)
			}
		})
	}
}
