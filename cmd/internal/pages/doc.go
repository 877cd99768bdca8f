// Package pages writes the pages about the rules of the linter, from the Rule
// values alone: as Markdown for docs/rules, and as text for a terminal.
//
//	page, err := pages.New(rule, linter)
//	err = page.Text(os.Stdout)
//
// The findings on a page are those that the linter makes of the page's own bad
// example.
package pages
