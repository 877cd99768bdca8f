package schemas

// A DocumentKind is a kind of document that schemas describe, in AWS's word.
type DocumentKind string

// The described kinds. A change template has its own envelope, and everything
// else as in Automation. Policy documents are Command documents 2.0.
const (
	KindAutomation     DocumentKind = "Automation"
	KindChangeTemplate DocumentKind = "Automation.ChangeTemplate"
	KindCommand        DocumentKind = "Command"
	KindSession        DocumentKind = "Session"
)
