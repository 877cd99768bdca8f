package view

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/emulate"
)

// maxPrinted is how many lines of what a script printed are shown, unless all of
// them are wanted.
const maxPrinted = 20

// printed shows what a script printed, the end of it if there is much.
func (t *Text) printed(e emulate.ScriptPrinted) {
	lines := strings.Split(strings.TrimRight(e.Text, "\n"), "\n")
	if skipped := len(lines) - maxPrinted; skipped > 0 && !t.options.Verbose {
		t.note(e.Step, t.paint(Dim, fmt.Sprintf("| (%s more before, --verbose shows them)", Plural(skipped, "line"))))
		lines = lines[skipped:]
	}
	for _, line := range lines {
		line = Printable(line)
		if !t.options.Verbose {
			line = shorten(line)
		}
		t.note(e.Step, t.paint(Dim, "| ")+line)
	}
	if e.Omitted > 0 {
		t.note(e.Step, t.paint(Dim, fmt.Sprintf("| (%d bytes more were not kept)", e.Omitted)))
	}
}
