package lint

// Rule is one thing that can be wrong with a document. Rules are values without
// state; one Rule may check many documents at once.
type Rule struct {
	// Name is kebab-case. People write it in configs and suppressions, so it is
	// never changed and never used for anything else.
	Name string
	// Summary says in one line what the rule finds.
	Summary string
	// Severity is that of its findings, unless a finding says otherwise.
	Severity Severity
	Docs     Docs
	// ReadsScripts tells that the rule asks for Script.Python. Scripts are sent to
	// be read ahead of all rules, and such rules run last, so that they seldom wait.
	ReadsScripts bool
	// Check looks at one document and reports to the pass. It is nil for what
	// the parser finds while it reads (broken YAML, a key written twice).
	Check func(*Pass)
}

// Docs is the page about a rule.
type Docs struct {
	// Text is Markdown: what it is about and why it matters.
	Text string
	// Bad and Good are whole documents, one that the rule reports and one that
	// it does not.
	Bad, Good string
	// Since is the version that brought the rule.
	Since string
}
