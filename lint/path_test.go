package lint_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

func TestPathsOfWhatTheParserFinds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, file, want string }{
		{"a key twice at the top", "sessionType: Port\nschemaVersion: '1.0'\na: 1\na: 2\n", "a"},
		{"a key twice deep inside", "sessionType: Port\nschemaVersion: '1.0'\na:\n  - b: {c: 1}\n  - b: {c: 1, c: 2}\n", "a[1].b.c"},
		{"in JSON", `{"sessionType": "Port", "schemaVersion": "1.0", "a": [{"b": 1, "b": 2}]}`, "a[0].b"},
		{"in what an alias stands for", "sessionType: Port\nschemaVersion: '1.0'\na: &x {c: 1, c: 2}\nb: *x\n", "a.c"},
		{"a comma too many", "{\"sessionType\": \"Port\", \"schemaVersion\": \"1.0\", \"a\": [\n{\"b\": 1},]}\n", "a"},
		{"a map for a key", "sessionType: Port\nschemaVersion: '1.0'\na:\n  - ? {b: c}\n    : d\n", "a[0][\"\"]"},
		{"nothing to be read", "\x00", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found := newLinter(t, lint.Config{}, formRules...).Lint(document.NewSource("f", []byte(test.file))).Diagnostics
			if len(found) != 1 || found[0].Path != test.want {
				t.Errorf("path %q, want %q\n%s", found[0].Path, test.want, briefs(found))
			}
		})
	}
}
