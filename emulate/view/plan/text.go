package plan

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/view"
)

// TextOptions change what Text shows.
type TextOptions struct {
	Color bool
	// Verbose shows all inputs that are kept, and in full length.
	Verbose bool
	// Policy is the command that prints the policy of the runbook, empty for none.
	Policy string
}

// Text writes the plan for people. It is to be called when the run has ended.
func (p *Plan) Text(w io.Writer, options TextOptions) error {
	t := &text{w: w, options: options, plan: p}
	t.heading()
	for _, s := range p.steps {
		t.step(s, "")
	}
	t.unreached()
	t.summary()
	return t.err
}

// text is a plan that is being written.
type text struct {
	w       io.Writer
	options TextOptions
	plan    *Plan
	err     error
}

func (t *text) paint(style view.Style, text string) string {
	return view.Colors(t.options.Color).Paint(style, text)
}

func (t *text) printf(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format, args...)
	}
}

func (t *text) heading() {
	p := t.plan
	name := "a runbook"
	if p.root != nil {
		name = p.root.doc.Source.Name()
	}
	t.printf("Plan of %s in %s, account %s: nothing is changed\n\n", view.Printable(name), p.config.Region, p.config.Account)
	if len(p.config.Filled) > 0 {
		t.printf("Filled in\n")
		var names []string
		for _, v := range p.config.Filled {
			names = append(names, v.Name)
		}
		for i, name := range pad(names) {
			t.printf("  %s  %s\n", name, t.shorten(compact(p.config.Filled[i].Value)))
		}
		t.printf("\n")
	}
}

// step shows a step and, further to the right, those below it.
func (t *text) step(s *step, indent string) {
	name := s.name
	if name == "" {
		name = "(before the first step)"
	}
	line := t.paint(view.Bold, view.Printable(name))
	if s.action != "" {
		line += "  " + t.paint(view.Dim, view.Printable(s.action))
	}
	if s.times > 1 {
		line += fmt.Sprintf("  runs %d times", s.times)
	}
	t.printf("%s%s\n", indent, line)
	indent += "  "
	t.calls(s.calls, indent)
	remark := "not made here"
	if len(s.children) > 0 {
		remark = "the runbook runs here instead"
	}
	t.unmade(s.unmade, indent, remark)
	for _, r := range s.requests {
		line := t.mark(true) + "  request to " + view.Printable(r.host) + "  " + t.paint(view.Dim, "not sent")
		if r.times > 1 {
			line += fmt.Sprintf("  %d times", r.times)
		}
		t.printf("%s%s\n", indent, line)
	}
	for _, note := range s.notes {
		t.printf("%s%s\n", indent, t.paint(view.Yellow, "note: ")+t.lines(note, indent))
	}
	for _, inner := range s.inner {
		t.step(inner, indent)
	}
	if s.failure != "" {
		t.printf("%s%s %s\n", indent, t.paint(view.Red, strings.ToLower(string(s.status))+":"), t.lines(s.failure, indent))
	}
	for _, way := range s.ways {
		t.printf("%s%s\n", indent, view.Printable(way))
	}
	if s.doubt != "" {
		t.printf("%s%s\n", indent, t.paint(view.Yellow, "uncertain: ")+view.Printable(s.doubt))
	}
}

// lines is a text whose lines stand below each other.
func (t *text) lines(text, indent string) string {
	return strings.ReplaceAll(view.Printable(strings.TrimSpace(text)), "\n", "\n"+indent+"  ")
}

// calls shows calls below each other.
func (t *text) calls(calls []*call, indent string) {
	var names, regions, by []string
	for _, c := range calls {
		names = append(names, c.name())
		regions = append(regions, c.region)
		by = append(by, answered(c.by))
	}
	names, regions, by = pad(names), pad(regions), pad(by)
	for i, c := range calls {
		line := t.mark(c.changes) + "  " + names[i] + "  " + t.paint(view.Dim, regions[i]) + "  "
		if c.times > 1 {
			line += t.paint(view.Dim, by[i]) + "  " + fmt.Sprintf("%d times", c.times)
		} else {
			line += t.paint(view.Dim, strings.TrimRight(by[i], " "))
		}
		t.printf("%s%s\n", indent, line)
		t.details(c, indent)
	}
}

// unmade shows calls that were not made, with a remark about each.
func (t *text) unmade(calls []*call, indent, remark string) {
	var names []string
	for _, c := range calls {
		names = append(names, c.name())
	}
	for i, name := range pad(names) {
		line := t.mark(calls[i].changes) + "  "
		if remark == "" {
			line += strings.TrimRight(name, " ")
		} else {
			line += name + "  " + t.paint(view.Dim, remark)
		}
		t.printf("%s%s\n", indent, line)
		t.details(calls[i], indent)
	}
}

// details are what is to know of a call, each in a line of its own.
func (t *text) details(c *call, indent string) {
	indent += strings.Repeat(" ", len("! changes  "))
	shown := len(c.inputs)
	const most = 3
	if !t.options.Verbose && shown > most {
		shown = most
	}
	for _, input := range c.inputs[:shown] {
		if input.Len() > 0 {
			t.printf("%s%s\n", indent, t.shorten(members(input)))
		}
	}
	switch rest := len(c.inputs) - shown; {
	case c.more:
		t.printf("%s%s\n", indent, t.paint(view.Dim, "and more than "+view.Plural(rest, "other input")))
	case rest > 0:
		t.printf("%s%s\n", indent, t.paint(view.Dim, "and "+view.Plural(rest, "other input")+", --verbose shows them"))
	}
	if c.why != "" {
		t.printf("%s%s\n", indent, view.Printable(c.why))
	}
	if unlike := c.unlike(); len(unlike) > 0 {
		t.printf("%sneeds %s\n", indent, strings.Join(unlike, ", "))
	} else if len(c.actions) == 0 {
		t.printf("%sneeds no permission\n", indent)
	}
	if c.refused != "" {
		t.printf("%s%s\n", indent, t.paint(view.Red, "refused: ")+t.lines(strings.TrimSuffix(c.refused+": "+c.message, ": "), indent))
	}
}

// mark tells calls that change something from those that read.
func (t *text) mark(changes bool) string {
	if changes {
		return t.paint(view.Yellow, "! changes")
	}
	return "  " + t.paint(view.Green, "reads") + "  "
}

// answered is who answered, in words.
func answered(by answerer) string {
	switch by {
	case memory:
		return "in memory"
	case amended:
		return "live and amended"
	case nobody:
		return "not answered"
	}
	return string(by)
}

// pad makes texts as wide as the widest of them.
func pad(texts []string) []string {
	widest := 0
	for _, text := range texts {
		widest = max(widest, document.DisplayWidth(view.Printable(text)))
	}
	var out []string
	for _, text := range texts {
		text = view.Printable(text)
		out = append(out, text+strings.Repeat(" ", widest-document.DisplayWidth(text)))
	}
	return out
}

// members is an input in one line, as people would write it.
func members(input *value.Object) string {
	var parts []string
	for name, v := range input.All() {
		parts = append(parts, view.Printable(name)+" "+compact(v))
	}
	return strings.Join(parts, ", ")
}

func compact(v any) string {
	if text, ok := v.(string); ok && text != "" {
		return strings.ReplaceAll(view.Printable(text), "\n", `\n`)
	}
	text, err := value.Encode(v)
	if err != nil {
		return err.Error()
	}
	return view.Printable(string(text))
}

// shownLength is how many characters of an input are shown.
const shownLength = 160

func (t *text) shorten(text string) string {
	if t.options.Verbose || utf8.RuneCountInString(text) <= shownLength {
		return text
	}
	return string([]rune(text)[:shownLength]) + "..."
}

func (t *text) unreached() {
	list := t.plan.notReached()
	if len(list) == 0 {
		return
	}
	t.printf("\nNot reached on this path\n")
	for _, u := range list {
		line := t.paint(view.Bold, view.Printable(u.name)) + "  " + t.paint(view.Dim, view.Printable(u.action))
		if len(u.ways) > 0 {
			line += "  " + view.Printable(strings.Join(u.ways, ", or "))
		}
		t.printf("  %s\n", line)
		t.unmade(u.calls, "    ", "")
		for _, note := range u.notes {
			t.printf("    %s%s\n", t.paint(view.Yellow, "note: "), view.Printable(note))
		}
	}
}

func (t *text) summary() {
	p, sum := t.plan, t.plan.summary()
	t.printf("\n")
	for _, note := range p.notes {
		t.printf("%s%s\n", t.paint(view.Yellow, "note: "), t.lines(note, ""))
	}
	t.printf("%s\n", t.paint(view.Bold, sum.headline()))
	if sum.unmade > 0 {
		t.printf("not made here: %s, %s\n", view.Plural(sum.unmade, "call"), changing(sum.unmade, sum.unmadeChanges))
	}
	if sum.requests > 0 {
		t.printf("%s to others than AWS, not sent\n", view.Plural(sum.requests, "request"))
	}
	var answers []string
	for _, by := range answerers {
		if n := sum.answers[by]; n > 0 {
			answers = append(answers, fmt.Sprintf("%d %s", n, answered(by)))
		}
	}
	if len(answers) > 0 {
		line := "answers: " + strings.Join(answers, ", ")
		if !p.config.Live && sum.answers[memory]+sum.answers[invented] > 0 {
			line += "; --live asks a real account what there is"
		}
		t.printf("%s\n", line)
	}
	if len(sum.actions) > 0 {
		line := view.Plural(len(sum.actions), "IAM action") + `, named as the calls unless "needs" says otherwise`
		if t.options.Policy != "" {
			line += `; "` + view.Printable(t.options.Policy) + `" prints the policy for all steps`
		}
		t.printf("%s\n", line)
	}
	t.end()
}

// headline says how many calls there are, and which change something.
func (s *summary) headline() string {
	if s.calls == 0 {
		return "no calls"
	}
	line := view.Plural(s.calls, "call") + ", " + changing(s.calls, s.changes)
	for i, c := range s.changing {
		sign := ", "
		if i == 0 {
			sign = ": "
		}
		line += sign + c.name
		if c.times > 1 {
			line += fmt.Sprintf(" (%d times)", c.times)
		}
	}
	return line
}

// changing says how many of several calls change something.
func changing(calls, changes int) string {
	switch {
	case calls == 1 && changes == 0:
		return "which changes nothing"
	case calls == 1:
		return "which changes something"
	case changes == 0:
		return "none of them changes anything"
	case changes == 1:
		return "1 of them changes something"
	}
	return fmt.Sprintf("%d of them change something", changes)
}

// end says how far the plan goes.
func (t *text) end() {
	p := t.plan
	switch {
	case p.Complete():
		t.printf("The run would end as %s\n", t.paint(view.Green, string(emulate.Success)))
	case p.finished:
		t.printf("The run would end as %s\n", t.paint(view.Red, string(p.status)))
	default:
		t.printf("%s\n", t.paint(view.Red, "The plan is not complete"))
	}
}
