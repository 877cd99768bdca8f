package view_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/view"
)

// screen understands what a Terminal writes: lines, and what moves the cursor,
// which is always at the end. It keeps the lines whole, so that they are broken
// anew for each width as terminals do.
type screen struct {
	t             *testing.T
	width, height int
	lines         []string
}

var control = regexp.MustCompile("^\x1b\\[([0-9]*)([A-Za-z])")

func (s *screen) Write(p []byte) (int, error) {
	if len(s.lines) == 0 {
		s.lines = []string{""}
	}
	for text := string(p); text != ""; {
		last := len(s.lines) - 1
		found := control.FindStringSubmatch(text)
		switch {
		case found != nil && found[2] == "A":
			// Each row is cleared on the way.
			ups := 0
			for strings.HasPrefix(text, upAndClear) {
				ups++
				text = text[len(upAndClear):]
			}
			if ups == 0 {
				s.t.Fatalf("a row stays: %q", text)
			}
			s.up(ups)
		case found != nil && found[2] == "m":
			text = text[len(found[0]):]
		case found != nil:
			s.t.Fatalf("unknown %q", found[0])
		case text[0] == '\n':
			s.lines = append(s.lines, "")
			text = text[1:]
		default:
			end := strings.IndexAny(text, "\n\x1b")
			if end < 0 {
				end = len(text)
			}
			s.lines[last] += text[:end]
			text = text[end:]
		}
	}
	return len(p), nil
}

const upAndClear = "\x1b[1A\x1b[2K"

// row is where a row begins.
type row struct{ line, offset int }

func (s *screen) rows() []row {
	var rows []row
	for i, line := range s.lines {
		rows = append(rows, row{i, 0})
		cells, offset := 0, 0
		for rest, state := line, -1; rest != ""; {
			var cluster string
			var width int
			cluster, rest, width, state = uniseg.FirstGraphemeClusterInString(rest, state)
			if cells > 0 && cells+width > s.width {
				rows = append(rows, row{i, offset})
				cells = 0
			}
			cells += width
			offset += len(cluster)
		}
	}
	return rows
}

// up moves the cursor to the beginning of a row above, and clears the rest.
func (s *screen) up(n int) {
	rows := s.rows()
	if n > s.height-1 || n >= len(rows) {
		s.t.Errorf("the cursor goes up %d rows; there are %d, %d of them on the screen", n, len(rows), s.height)
		return
	}
	to := rows[len(rows)-1-n]
	s.lines = append(s.lines[:to.line], s.lines[to.line][:to.offset])
}

// TestTerminal draws at each event, on screens of all sizes that also change: in
// the end there is the plain text and nothing else.
func TestTerminal(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"record", "loop"} {
		for _, width := range []int{200, 40, 7, 1} {
			t.Run(fmt.Sprint(file, width), func(t *testing.T) {
				t.Parallel()
				var plain bytes.Buffer
				text := view.NewText(&plain, view.TextOptions{})
				runFile(t, "testdata/"+file+".yaml", text.Observe)
				want := &screen{t: t, width: width, height: 10}
				_, _ = want.Write(plain.Bytes())

				got := &screen{t: t, width: width, height: 10}
				terminal := view.NewTerminal(got, view.TextOptions{Color: true}, view.TerminalOptions{
					Size: func() (int, int) { return got.width, got.height }, Now: noon, Wall: noon,
				})
				events := 0
				runFile(t, "testdata/"+file+".yaml", func(e emulate.Event) {
					terminal.Observe(e)
					terminal.Draw()
					events++
					got.width = width + events%3
				})
				got.width = width
				terminal.Close()
				if terminal.Err() != nil {
					t.Fatal(terminal.Err())
				}
				if diff := cmp.Diff(want.lines, got.lines); diff != "" {
					t.Errorf("(-plain text +screen)\n%s", diff)
				}
			})
		}
	}
}

func noon() time.Time { return time.Date(2026, 3, 1, 12, 10, 0, 0, time.UTC) }

// TestTerminalShowsWhatRuns pins the lines below the text in the middle of a run.
func TestTerminalShowsWhatRuns(t *testing.T) {
	t.Parallel()
	got := &screen{t: t, width: 60, height: 10}
	wall := noon()
	terminal := view.NewTerminal(got, view.TextOptions{}, view.TerminalOptions{
		Size: func() (int, int) { return got.width, got.height }, Now: noon, Wall: func() time.Time { return wall },
	})
	var shown []string
	var beside bytes.Buffer
	runFile(t, "testdata/loop.yaml", func(e emulate.Event) {
		terminal.Observe(e)
		wall = wall.Add(time.Second)
		terminal.Draw()
		if _, ok := e.(emulate.AttemptStarted); ok {
			shown = append(shown, strings.Join(got.lines, "\n"))
		}
	})
	golden(t, "testdata/loop.terminal.txt", []byte(strings.Join(shown, "\n----\n")))
	if _, err := fmt.Fprintln(terminal.Beside(&beside), "a note"); err != nil || beside.String() != "a note\n" {
		t.Errorf("beside the text: %q, %v", beside.String(), err)
	}
}

// TestTerminalASCII shows nothing else below the text.
func TestTerminalASCII(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	terminal := view.NewTerminal(&got, view.TextOptions{}, view.TerminalOptions{
		Size: func() (int, int) { return 80, 24 }, Now: noon, Wall: noon, ASCII: true,
	})
	first := true
	runFile(t, "testdata/record.yaml", func(e emulate.Event) {
		terminal.Observe(e)
		if _, ok := e.(emulate.AttemptStarted); ok && first {
			first = false
			terminal.Draw()
			if i := strings.IndexFunc(got.String(), func(r rune) bool { return r > 126 }); i >= 0 {
				t.Errorf("drawn: %q", got.String())
			}
		}
	})
	if first {
		t.Error("nothing was drawn")
	}
}
