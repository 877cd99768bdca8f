package main

import (
	"io"
	"slices"

	"github.com/ssmkit/ssmkit/cmd/internal/pages"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/lint/rules"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// explain shows the page about a rule. Its findings are those of this program.
func explain(w io.Writer, name string) error {
	all := rules.All()
	i := slices.IndexFunc(all, func(r lint.Rule) bool { return r.Name == name })
	if i < 0 {
		meant, _ := nearest.Of(name, slices.Values(ruleNames()))
		return usageError{&lint.UnknownRuleError{Name: name, Meant: meant}}
	}
	scripts := python.NewReader("")
	defer scripts.Close()
	linter, err := pages.NewLinter(scripts)
	if err != nil {
		return err
	}
	page, err := pages.New(all[i], linter)
	if err != nil {
		return err
	}
	return page.Text(w)
}
