package report

import (
	"encoding/xml"
	"io"
	"iter"

	"github.com/ssmkit/ssmkit/lint"
)

// writeXML writes a file of its own. What XML cannot hold, such as control
// characters, becomes the replacement character.
func writeXML(w io.Writer, report any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(report); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// byFile gives the diagnostics of one file after the other.
func byFile(diagnostics []lint.Diagnostic) iter.Seq[[]lint.Diagnostic] {
	return func(yield func([]lint.Diagnostic) bool) {
		for len(diagnostics) > 0 {
			n := 1
			for n < len(diagnostics) && diagnostics[n].Source == diagnostics[0].Source {
				n++
			}
			if !yield(diagnostics[:n]) {
				return
			}
			diagnostics = diagnostics[n:]
		}
	}
}
