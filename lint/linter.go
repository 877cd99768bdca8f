package lint

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// InternalErrorRule is the name under which a rule that broke is reported. What
// the other rules found on the same file stays.
const InternalErrorRule = "internal-error"

// Config changes what a Linter does. The zero value is the default.
type Config struct {
	// Select names the only rules to run; all of them when it is empty.
	Select []string
	// Ignore names rules to leave out.
	Ignore []string
	// Severities replace those of rules, by their names, whatever the single
	// finding says.
	Severities map[string]Severity
	// Known are names that rules take for known beside those of AWS's that are
	// in this program.
	Known Known
	// Today is the day for which the ends of support are judged. They are not
	// when it is zero.
	Today time.Time
	// Python reads Python scripts. What needs that is not checked when it is nil.
	Python PythonReader
	// Shell reads shell scripts. They are not checked when it is nil.
	Shell ShellReader
}

// Known are names that exist although this program does not know them: of a
// newer service, or of somebody's own.
type Known struct {
	Actions, Services, Runtimes []string
}

// Linter runs rules over documents. It is safe for use by several goroutines.
type Linter struct {
	rules  []Rule // that are switched on, those that read scripts last
	known  map[string]*Rule
	config Config
}

// New makes a Linter of rules. It is an error when the config names a rule that
// is not among them.
func New(rules []Rule, config Config) (*Linter, error) {
	l := &Linter{known: make(map[string]*Rule, len(rules)), config: config}
	for i := range rules {
		l.known[rules[i].Name] = &rules[i]
	}
	for _, name := range slices.Concat(config.Select, config.Ignore, slices.Sorted(maps.Keys(config.Severities))) {
		if l.known[name] == nil {
			return nil, l.unknownRule(name)
		}
	}
	for _, r := range rules {
		selected := len(config.Select) == 0 || slices.Contains(config.Select, r.Name)
		if selected && !slices.Contains(config.Ignore, r.Name) {
			l.rules = append(l.rules, r)
		}
	}
	slices.SortStableFunc(l.rules, func(a, b Rule) int {
		switch {
		case a.ReadsScripts == b.ReadsScripts:
			return 0
		case a.ReadsScripts:
			return 1
		}
		return -1
	})
	return l, nil
}

// UnknownRuleError says that a config names a rule that does not exist.
type UnknownRuleError struct {
	Name string
	// Meant is the rule that was probably meant; empty when none is near enough.
	Meant string
}

func (e *UnknownRuleError) Error() string {
	if e.Meant == "" {
		return fmt.Sprintf("there is no rule %q", e.Name)
	}
	return fmt.Sprintf("there is no rule %q; did you mean %q?", e.Name, e.Meant)
}

func (l *Linter) unknownRule(name string) *UnknownRuleError {
	meant, _ := nearest.Of(name, maps.Keys(l.known))
	return &UnknownRuleError{name, meant}
}

// Result is what is known about one file.
type Result struct {
	Document *document.Document
	// Diagnostics are ordered by place, then by rule.
	Diagnostics []Diagnostic
}

// Lint parses a file and runs the rules over it.
func (l *Linter) Lint(src *document.Source) Result {
	doc, problems := document.Parse(src)
	return Result{doc, l.Check(doc, problems)}
}

// Check runs the rules over a document that is parsed already. The problems are
// those that the parser found in it.
func (l *Linter) Check(doc *document.Document, problems []document.Problem) []Diagnostic {
	if doc.Kind == document.Foreign && doc.Root != nil {
		problems = nil // the form of what is no SSM document is for others to judge
	}
	return l.check(doc, problems, &facts{doc: doc})
}

// CheckSchema holds a file that is no SSM document against a schema. The part
// is what messages call the whole of it. Only the rules about the form of files
// and about schemas have a say in such a file, so the linter must have no
// others.
func (l *Linter) CheckSchema(doc *document.Document, problems []document.Problem, schema *schemas.Schema, part string) []Diagnostic {
	facts := &facts{doc: doc}
	facts.violations.get(func() []Violation {
		s := &structure{doc: doc}
		s.check(schema, doc.Root, part, nil)
		return s.found
	})
	return l.check(doc, problems, facts)
}

func (l *Linter) check(doc *document.Document, problems []document.Problem, facts *facts) []Diagnostic {
	var all []Diagnostic
	for _, problem := range problems {
		if l.on(string(problem.Code)) {
			all = append(all, l.fromProblem(doc, problem))
		}
	}
	// What could not be read is not there to be judged: its rules would report
	// the consequences of one missing bracket.
	if doc.Root != nil || len(problems) == 0 {
		pass := &Pass{Doc: doc, Config: l.config, facts: facts}
		l.beginScripts(pass)
		comments := readIgnoreComments(l, doc)
		for i := range l.rules {
			rule := &l.rules[i]
			if rule.Check == nil {
				continue
			}
			found, finished := l.run(rule, pass)
			all = append(all, found...)
			if !finished {
				comments.mayBeNeeded(rule.Name)
			}
		}
		all = comments.apply(all, facts.unread)
	}
	for i, d := range all {
		if severity, ok := l.config.Severities[d.Rule]; ok {
			all[i].Severity = severity
		}
	}
	sortDiagnostics(all)
	return all
}

// beginScripts has the scripts read that rules are going to ask for.
func (l *Linter) beginScripts(pass *Pass) {
	if len(l.rules) == 0 || !l.rules[len(l.rules)-1].ReadsScripts {
		return
	}
	for _, script := range pass.Scripts() {
		script.begin()
	}
}

func (l *Linter) on(rule string) bool {
	return slices.ContainsFunc(l.rules, func(r Rule) bool { return r.Name == rule })
}

// run keeps a rule that breaks from taking the others' findings with it. Such a
// rule has not finished.
func (l *Linter) run(rule *Rule, pass *Pass) (found []Diagnostic, finished bool) {
	pass.rule, pass.diagnostics = rule, nil
	defer func() {
		if r := recover(); r != nil {
			found = append(pass.diagnostics, Diagnostic{
				Rule: InternalErrorRule, Severity: Warning, Source: pass.Doc.Source, Span: pass.Doc.Source.Span(0, 0),
				Message:    fmt.Sprintf("rule %q broke on this document and did not finish: %v", rule.Name, r),
				Suggestion: fmt.Sprintf("report this with the document, and go on with --ignore %s", rule.Name),
			})
		}
	}()
	rule.Check(pass)
	return pass.diagnostics, true
}

func (l *Linter) fromProblem(doc *document.Document, p document.Problem) Diagnostic {
	d := Diagnostic{
		Rule: string(p.Code), Severity: Error, Message: p.Message,
		Source: doc.Source, Span: p.Span, Path: pathAt(doc, p.Span.Start.Offset), Suggestion: p.Suggestion,
	}
	if rule := l.known[d.Rule]; rule != nil {
		d.Severity = rule.Severity
	}
	if p.Related != nil {
		d.Related = []Related{{p.Related.Span, p.Related.Message}}
	}
	if p.Edits != nil {
		d.Fix = &Fix{Title: "mend the form", Edits: p.Edits}
	}
	return d
}
