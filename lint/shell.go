package lint

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
)

// A ShellReader reads shell scripts without running them. Packages lint/shell
// and lint/shellcheck have one each. It is used by several goroutines.
type ShellReader interface {
	// ReadShell returns for each script why a shell cannot read it or reads
	// something else; nil when nothing can be said.
	ReadShell(scripts []string) [][]ShellError
}

// ShellError is why a script cannot be read, and the bytes of the script where
// that shows.
type ShellError struct {
	Code    string // of ShellCheck, such as SC1009; empty when it is another's
	Message string
	// Slip tells that a shell can read the script, but takes what is there for
	// something that cannot be meant.
	Slip       bool
	Start, End int
}

// ShellScript is a script of a Command document: the lines of a step's
// runCommand, one after the other.
type ShellScript struct {
	Step   *document.Step
	Errors []ShellError

	lines  []*document.Node
	starts []int // of the lines in the script
}

// Place is the node of the line at an offset of the script, and the stretch of
// the file from there to another offset, or to the end of that line.
func (s *ShellScript) Place(start, end int) (*document.Node, document.Span) {
	i, found := slices.BinarySearch(s.starts, start)
	if !found {
		i--
	}
	n := s.lines[i]
	at := min(start-s.starts[i], len(n.Text))
	return n, n.SpanAt(at, max(at, min(end-s.starts[i], len(n.Text))))
}

// ShellScripts are the document's shell scripts that somebody reads, in the
// order of the file; none when nothing does.
func (p *Pass) ShellScripts() []*ShellScript {
	return p.facts.shellScripts.get(func() []*ShellScript {
		if p.Doc.Kind != document.Command {
			return nil
		}
		all, read := shellScripts(p.Doc, p.Config.Shell)
		p.facts.unread = p.facts.unread || !read
		return all
	})
}

// shellScripts are read when nothing is left that nobody could read.
func shellScripts(doc *document.Document, reader ShellReader) (all []*ShellScript, read bool) {
	var texts []string
	for _, step := range doc.Steps {
		if !step.Is("aws:runShellScript") || step.Inputs == nil {
			continue
		}
		for _, e := range step.Inputs.Entries {
			if !strings.EqualFold(e.Key.Text, "runCommand") || e.Value.Kind != document.List {
				continue
			}
			if s, text := newShellScript(step, e.Value.Items); s != nil {
				all, texts = append(all, s), append(texts, text)
			}
		}
	}
	if len(all) == 0 {
		return nil, true
	}
	if reader == nil {
		return nil, false
	}
	found := reader.ReadShell(texts)
	for i, errors := range found {
		if i < len(all) {
			all[i].Errors = errors
		}
	}
	return all, found != nil
}

// shebang are the first lines of scripts that are not for a shell.
var shebang = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^#!`)
})

// shell are the first lines of those that are.
var shell = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^#!\s*(/usr/bin/env\s+(-S\s+)?|/\S*/)(sh|bash|dash|ksh)\b`)
})

// newShellScript puts the lines of a script together. It is nil when they are no
// lines, or not for a shell.
func newShellScript(step *document.Step, lines []*document.Node) (*ShellScript, string) {
	s := &ShellScript{Step: step, lines: lines}
	var text strings.Builder
	for _, line := range lines {
		if !line.IsString() {
			return nil, ""
		}
		s.starts = append(s.starts, text.Len())
		text.WriteString(withoutReferences(line))
		text.WriteByte('\n')
	}
	script := text.String()
	if len(lines) == 0 || shebang().MatchString(script) && !shell().MatchString(script) {
		return nil, ""
	}
	return s, script
}

// withoutReferences puts words of the same length in the places of references,
// whose braces mean something else to a shell.
func withoutReferences(n *document.Node) string {
	references := n.References()
	if len(references) == 0 {
		return n.Text
	}
	text := []byte(n.Text)
	for _, r := range references {
		for i := r.Start; i < r.End; i++ {
			text[i] = 'x'
		}
	}
	return string(text)
}
