package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/lint"
)

// summary counts what a run did, for the line that tells people how it went.
type summary struct {
	// files is the number of documents; foreign files do not count.
	files int
	// left are the findings that remain.
	left []lint.Diagnostic
	// mended is the number of findings that were mended, or would be.
	mended int
	// fix and diff are the options of those names.
	fix, diff bool
}

// print writes the line. A run that found nothing and did nothing says nothing.
func (s summary) print(w io.Writer) {
	var parts []string
	if s.mended > 0 {
		verb := "mended "
		if s.diff {
			verb = "would mend "
		}
		parts = append(parts, verb+plural(s.mended, "finding"))
	}
	left := s.counts()
	if len(left) == 0 && s.mended > 0 {
		left = []string{"nothing left to report"}
	}
	if parts = append(parts, left...); len(parts) == 0 {
		return
	}
	line := strings.Join(parts, ", ") + " in " + plural(s.files, "file")
	// What a run with --fix leaves, it has tried already.
	if n := s.fixable(); n > 0 && !s.fix && !s.diff {
		line += fmt.Sprintf("; %d can be mended with --fix", n)
	}
	fmt.Fprintln(w, line)
}

// counts are the numbers of findings of each severity, the worst first.
func (s summary) counts() []string {
	var counts []string
	for severity, noun := range nouns {
		n := 0
		for _, d := range s.left {
			if d.Severity == lint.Severity(severity) {
				n++
			}
		}
		if n > 0 {
			counts = append([]string{plural(n, noun)}, counts...)
		}
	}
	return counts
}

// nouns name the findings of a severity.
var nouns = [...]string{lint.Info: "note", lint.Warning: "warning", lint.Error: "error"}

// fixable is the number of the findings that have a fix.
func (s summary) fixable() int {
	n := 0
	for _, d := range s.left {
		if d.Fix != nil {
			n++
		}
	}
	return n
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
