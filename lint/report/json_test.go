package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
)

func TestJSON(t *testing.T) {
	t.Parallel()
	full := finding(t, "설명.yaml", "a: b\n줘: «👍🏽e\u0301\nx»\n")
	full.Severity = lint.Error
	full.Path = "mainSteps[0].name"
	full.Message = `"<a> & \x1b" is odd`
	full.Suggestion = "two\nlines"
	full.Related = []lint.Related{{Span: full.Source.Span(0, 1), Message: "and here"}}
	full.Fix = &lint.Fix{}
	plain := finding(t, "-", "«»")
	for _, test := range []struct {
		name        string
		diagnostics []lint.Diagnostic
		want        string
	}{
		{"nothing", nil, `{
  "version": 1,
  "diagnostics": []
}
`},
		{"columns in code points, fields in one order", []lint.Diagnostic{full, plain}, `{
  "version": 1,
  "diagnostics": [
    {
      "file": "설명.yaml",
      "line": 2,
      "column": 4,
      "endLine": 3,
      "endColumn": 2,
      "path": "mainSteps[0].name",
      "rule": "some-rule",
      "severity": "error",
      "message": "\"<a> & \\x1b\" is odd",
      "suggestion": "two\nlines",
      "related": [
        {
          "line": 1,
          "column": 1,
          "endLine": 1,
          "endColumn": 2,
          "message": "and here"
        }
      ],
      "fixable": true
    },
    {
      "file": "-",
      "line": 1,
      "column": 1,
      "endLine": 1,
      "endColumn": 1,
      "path": "",
      "rule": "some-rule",
      "severity": "warning",
      "message": "it is odd",
      "suggestion": "",
      "fixable": false
    }
  ]
}
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			if err := report.JSON(&out, test.diagnostics); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, out.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
