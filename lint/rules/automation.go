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
