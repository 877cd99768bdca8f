package schemas

import "sync"

// A Limits holds sizes and spellings that hold for whole documents and for runs,
// beside those that the schemas of inputs tell.
type Limits struct {
	// DocumentBytes is the size of a document; whether a KB is 1024 bytes is not
	// known.
	DocumentBytes int
	// DocumentReferencePattern is the name or ARN of any document, an anchored
	// regular expression of package regexp.
	DocumentReferencePattern string
	// LoopIterations is how often an aws:loop runs its steps at most.
	LoopIterations int
	// NestedAutomations is how many levels of executions there may be below the
	// first.
	NestedAutomations int
	// SleepSeconds is the longest aws:sleep.
	SleepSeconds int
	// CancelSeconds is for all steps together that onCancel leads to.
	CancelSeconds int
	// ScriptResultItems is how many elements of a list that an aws:executeScript
	// returns are kept.
	ScriptResultItems int
	// ScriptTimeoutSeconds is for plugins with scripts: a timeoutSeconds below
	// Minimum or above Maximum counts as Default.
	ScriptTimeoutSeconds struct{ Minimum, Maximum, Default int }
}

var limits = sync.OnceValue(func() Limits {
	var l Limits
	mustDecode("facts/limits.json", &l)
	return l
})

// AllLimits returns the limits.
func AllLimits() Limits { return limits() }
