package schemas

import "sync"

// A Limits holds sizes and spellings that hold for all documents. Patterns are
// anchored regular expressions of package regexp.
type Limits struct {
	DocumentBytes            int      // size of a document; whether a KB is 1024 bytes is not known
	DocumentNamePattern      string   // name of an own document
	DocumentReferencePattern string   // name or ARN of any document
	DocumentVersionPattern   string   // $LATEST, $DEFAULT or a number
	ReservedPrefixes         []string // of document names; whether letter case counts is not known
	VersionNamePattern       string
	DisplayNameLength        int
	DisplayNamePattern       string
	TargetTypeLength         int
	TargetTypePattern        string
	ParameterNamePattern     string
	ParameterNameLength      int
	StepNamePattern          string // Automation
	AttachmentsPerDocument   int    // what the API takes
	AttachmentsPerRunbook    int    // what the guide of 2023 says
	AttachmentNamePattern    string
	VariableMapListItems     int // of a variable's value, as all that follow
	VariableListItems        int
	VariableTextLength       int
	VariableKeyLength        int
	LoopIterations           int
	NestedAutomations        int // levels below the first
	NestedDocuments          int // levels of aws:runDocument
	SleepSeconds             int // the longest aws:sleep
	CancelSeconds            int // for all steps that onCancel leads to
	ScriptTimeoutSeconds     struct {
		// A script plugin's timeoutSeconds below Minimum or above Maximum counts
		// as Default.
		Minimum, Maximum, Default int
	}
}

var limits = sync.OnceValue(func() Limits {
	var l Limits
	mustDecode("facts/limits.json", &l)
	return l
})

// AllLimits returns the limits.
func AllLimits() Limits { return limits() }
