// Package rewrite writes SSM documents in other words that mean the same, to
// find out whether the linter says the same of them.
//
//	for _, kind := range rewrite.Kinds() {
//		if r, ok := kind.Rewrite(doc); ok {
//			result := linter.Lint(document.NewSource(name, r.Text))
//			...
//		}
//	}
//
// It lives here: the ways to write a document, a file for each family. None
// changes what the service makes of a document.
//
// It does not live here: what the linter says. The test of this package lints
// what is rewritten and compares. Mistakes are made by package mutation.
package rewrite
