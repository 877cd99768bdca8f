// Package document reads AWS Systems Manager (SSM) documents into a typed tree
// that knows where everything stands in the file.
//
//	src := document.NewSource("restart.yaml", text)
//	doc, problems := document.Parse(src)
//	for step := range doc.AllSteps() {
//		fmt.Println(step.Name.Text, step.Name.Span().Start.Line)
//	}
//
// It lives here: reading YAML and JSON, positions, the tree of nodes, the typed
// view on it (parameters, steps, outputs ...), references such as
// {{ step.Output }}, recognising the kind of a document, and byte edits. The
// dialect of selectors is in the folder selector, values without positions are
// in the folder value.
//
// It does not live here: what AWS accepts. The parser judges form (broken YAML,
// a key written twice), the rules of package lint judge sense (an unknown
// action, a missing step), and package emulate runs what this package reads.
package document
