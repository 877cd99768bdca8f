// Package mutation makes the mistakes that people make in SSM documents, one at
// a time, to measure what the linter finds.
//
//	for _, kind := range mutation.Kinds() {
//		for _, mutant := range kind.Mutants(doc) {
//			text, err := document.Apply(doc.Source.Text(), mutant.Edits)
//			...
//		}
//	}
//
// It lives here: the kinds of mistakes, a file for each family, and the edits
// that make them. A kind makes only what is a mistake for certain: a name that
// nothing depends on is left alone, and no spelling is turned into another legal
// one.
//
// It does not live here: what the linter says about them. The test of this
// package lints the mutants of good documents and reports the share that is
// found, by kind; what is missed on purpose stands with its reason in
// testdata/misses.yaml.
package mutation
