package rules

import "github.com/ssmkit/ssmkit/document"

// isAutomation tells whether a document's steps are those of Automation.
func isAutomation(doc *document.Document) bool {
	switch doc.Kind {
	case document.Automation, document.ChangeTemplate, document.Steps:
		return true
	}
	return false
}

// nameOf is the name of a step in a message; empty when it has none.
func nameOf(step *document.Step) string {
	if !step.Name.IsScalar() {
		return ""
	}
	return step.Name.Text
}

// nameSpan is what stands for a step in the file: its name, or the beginning of
// a step that has none.
func nameSpan(step *document.Step) document.Span {
	if step.Name.IsScalar() {
		return step.Name.Span()
	}
	start, _ := step.Node.Offsets()
	return step.Node.Source().Span(start, start+1)
}
