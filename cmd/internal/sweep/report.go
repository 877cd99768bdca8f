package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// report writes how many runbooks came to which end, and of each that is not a
// Success why.
func report(w io.Writer, ends []end) error {
	out := bufio.NewWriter(w)
	counts := map[string]int{}
	for _, e := range ends {
		counts[e.title()]++
	}
	fmt.Fprintf(out, "# How %d runbooks end\n\n| end | runbooks | share |\n|---|---|---|\n", len(ends))
	titles := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for _, title := range titles {
		fmt.Fprintf(out, "| %s | %d | %.1f %% |\n", title, counts[title], 100*float64(counts[title])/float64(len(ends)))
	}
	for _, title := range titles {
		if title == "Success" {
			continue
		}
		fmt.Fprintf(out, "\n## %s\n\n", title)
		for _, e := range ends {
			if e.title() == title {
				fmt.Fprintf(out, "- %s: %s\n", filepath.Base(e.file), firstLines(e.why))
			}
		}
	}
	return out.Flush()
}

func (e end) title() string {
	switch e.kind {
	case refused:
		return "refused as broken"
	case stopped:
		return "came to no end"
	}
	return e.status
}

// maxWhy is how many bytes of a reason a line of the report holds.
const maxWhy = 600

// firstLines makes one line of a message, of bounded length. Of a long one the
// end is kept too: it is where Python says what was wrong.
func firstLines(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > maxWhy {
		text = strings.ToValidUTF8(text[:maxWhy/2]+" ... "+text[len(text)-maxWhy/2:], "")
	}
	return text
}
