// Package lint finds what is wrong in an SSM document and says how to mend it.
//
//	linter, err := lint.New(rules.All(), lint.Config{})
//	if err != nil {
//		return err // the config names a rule that there is not
//	}
//	result := linter.Lint(document.NewSource("restart.yaml", text))
//	for _, d := range result.Diagnostics {
//		fmt.Println(d.Span.Start.Line, d.Rule, d.Message)
//	}
//
// It lives here: what a rule, a diagnostic and a fix are, the pass that a rule
// gets with the facts computed once for a document, and the Linter that runs
// rules. The core is pure: it reads no files, no environment and no clock.
//
// It does not live here: the rules (folder rules), output formats (folder
// report), finding and reading files (folder files).
package lint
