package pages

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/report"
)

// Page is the page about one rule.
type Page struct {
	rule     lint.Rule
	findings string
}

// New makes a page. The linter, which has all rules, looks at the bad example.
func New(rule lint.Rule, linter *lint.Linter) (Page, error) {
	var findings bytes.Buffer
	found := linter.Lint(document.NewSource(exampleName(rule.Docs.Bad), []byte(rule.Docs.Bad))).Diagnostics
	err := report.Text(&findings, found, report.TextOptions{})
	return Page{rule, findings.String()}, err
}

// exampleName is a name with the ending that an example's form has.
func exampleName(text string) string {
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		return "bad.json"
	}
	return "bad.yaml"
}

// Markdown writes the page for docs/rules.
func (p Page) Markdown(w io.Writer) error {
	return p.write(w, "# %s\n\n", "## %s\n\n", func(b *strings.Builder, language, text string) {
		fence := "```"
		for strings.Contains(text, fence) {
			fence += "`"
		}
		fmt.Fprintf(b, "%s%s\n%s\n%s\n\n", fence, language, strings.TrimRight(text, "\n"), fence)
	})
}

// Text writes the page for a terminal.
func (p Page) Text(w io.Writer) error {
	return p.write(w, "%s\n\n", "%s\n\n", func(b *strings.Builder, _, text string) {
		for line := range strings.Lines(text) {
			if strings.TrimSpace(line) != "" {
				b.WriteString("    ")
			}
			b.WriteString(line)
		}
		if !strings.HasSuffix(text, "\n") {
			b.WriteString("\n")
		}
		b.WriteString("\n")
	})
}

func (p Page) write(w io.Writer, title, heading string, block func(b *strings.Builder, language, text string)) error {
	var b strings.Builder
	fmt.Fprintf(&b, title, p.rule.Name)
	fmt.Fprintf(&b, "%s. Severity: %s. Since %s.\n\n", upper(p.rule.Summary), p.rule.Severity, p.rule.Docs.Since)
	fmt.Fprintf(&b, "%s\n\n", strings.TrimSpace(p.rule.Docs.Text))
	fmt.Fprintf(&b, heading, "Bad")
	block(&b, language(p.rule.Docs.Bad), p.rule.Docs.Bad)
	if p.findings == "" {
		b.WriteString("To find this, ssmlint needs another program; a note says which when it is missing.\n\n")
	} else {
		block(&b, "text", p.findings)
	}
	fmt.Fprintf(&b, heading, "Good")
	block(&b, language(p.rule.Docs.Good), p.rule.Docs.Good)
	fmt.Fprintf(&b, heading, "Where it is meant")
	b.WriteString("On the line, or alone on the line above:\n\n")
	block(&b, "yaml", "# ssmlint: ignore "+p.rule.Name+" -- why it is right here\n")
	b.WriteString("For a whole project, in .ssmlint.yaml:\n\n")
	block(&b, "yaml", "rules:\n  "+p.rule.Name+": off\n")
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

func language(text string) string { return strings.TrimPrefix(exampleName(text), "bad.") }

// upper writes the first letter of a sentence large.
func upper(sentence string) string {
	if sentence == "" {
		return ""
	}
	return strings.ToUpper(sentence[:1]) + sentence[1:]
}

// Index writes the list of all rules for docs/rules.
func Index(w io.Writer, rules []lint.Rule) error {
	var b strings.Builder
	b.WriteString("# Rules\n\n")
	b.WriteString("An error is what the service refuses or what makes the run fail, a warning what runs but is\n")
	b.WriteString("probably not meant, an info advice. `ssmlint explain RULE` shows a page in the terminal.\n\n")
	b.WriteString("| rule | severity | what it finds |\n|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s |\n", r.Name, r.Name, r.Severity, cell.Replace(r.Summary))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cell keeps text from ending a table's cell.
var cell = strings.NewReplacer("|", `\|`)
