package lint_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// echo is a PythonReader that tells what it was asked, as a function's name.
type echo struct{}

func (echo) ReadPython(text, handler string, minor int) func() *lint.Python {
	return func() *lint.Python {
		if text == "broken" || text == "broken {{ Name }}" {
			return &lint.Python{Error: &lint.PythonError{Message: "broken"}}
		}
		name := fmt.Sprintf("%s %s %d", text, handler, minor)
		return &lint.Python{Functions: []lint.PythonFunction{{Name: name}}}
	}
}

// TestScripts shows for which steps a script is read, and with what.
func TestScripts(t *testing.T) {
	t.Parallel()
	const text = `schemaVersion: '0.3'
mainSteps:
  - {name: a, action: aws:executeScript, inputs: {Runtime: python3.11, Handler: main, Script: text}}
  - {name: b, action: aws:executeScript, inputs: {Runtime: python3.8, Handler: file.main, Script: text}}
  - {name: c, action: aws:executeScript, inputs: {Runtime: Pyton 3, Handler: main, Script: text}}
  - {name: d, action: aws:executeScript, inputs: {Runtime: python3.10, Handler: file.main, Script: text, Attachment: file.py}}
  - {name: e, action: aws:executeScript, inputs: {Runtime: python 3.10, Handler: '{{ Name }}', Script: text}}
  - {name: f, action: aws:executeScript, inputs: {Runtime: PowerShell 7.4, Script: text}}
  - {name: g, action: aws:executeScript, inputs: {Runtime: python3.11, Handler: main, Script: broken}}
  - {name: h, action: aws:executeScript, inputs: {Runtime: python3.11, Handler: main, Script: 'broken {{ Name }}'}}
  - {name: i, action: aws:executeScript, inputs: {Runtime: python3.11, Handler: main, Script: '%PYTHONSCRIPT%'}}
  - {name: j, action: aws:executeScript, inputs: {Runtime: [python3.11], Handler: {}, Script: 7}}
  - {name: k, action: aws:executeScript, inputs: [python3.11]}
  - {name: l, action: aws:pause, inputs: {Script: text}}
`
	want := []string{
		"a Python text main 11",
		"b Python text main 0",
		"c  not read",
		"d Python text  10",
		"e Python text  0",
		"f PowerShell not read",
		"g Python broken",
		"h Python not read",
		"i Python not read",
		"j  not read",
	}
	var got []string
	rule := lint.Rule{Name: "scripts", Check: func(p *lint.Pass) {
		for _, s := range p.Scripts() {
			what := "not read"
			if read := s.Python(); read != nil && read.Error != nil {
				what = read.Error.Message
			} else if read != nil {
				what = read.Functions[0].Name
			}
			got = append(got, fmt.Sprintf("%s %s %s", s.Step.Name.Text, s.Language, what))
		}
	}}
	linter, err := lint.New([]lint.Rule{rule}, lint.Config{Python: echo{}})
	if err != nil {
		t.Fatal(err)
	}
	linter.Lint(document.NewSource("scripts.yaml", []byte(text)))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
