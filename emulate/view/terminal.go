package view

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/rivo/uniseg"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
)

// TerminalOptions are what a Terminal has to know of the screen and the time.
type TerminalOptions struct {
	// Size is that of the screen now, in cells.
	Size func() (width, height int)
	// Now is the time on the clock of the run, Wall that of whoever waits for it.
	Now, Wall func() time.Time
	// ASCII is for screens that show nothing else.
	ASCII bool
}

// Terminal shows a run as Text does, and below it a few lines about the steps that
// run just now, which it draws anew in place. What stays on the screen in the end
// is the Text. It is safe for use by several goroutines.
type Terminal struct {
	mu      sync.Mutex
	w       io.Writer
	options TerminalOptions
	text    *Text
	err     error
	// pending is text that is not on the screen yet: it comes with the next drawing,
	// so that there are not more of these than the eye can follow.
	pending bytes.Buffer
	// drawn are the lines on the screen that will be drawn anew.
	drawn []string
	// asking tells that somebody types an answer; nothing is drawn meanwhile.
	asking bool
	began  time.Time // on the wall
}

// NewTerminal makes a Terminal that writes to w.
func NewTerminal(w io.Writer, text TextOptions, options TerminalOptions) *Terminal {
	t := &Terminal{w: w, options: options, began: options.Wall()}
	t.text = NewText(&t.pending, text)
	return t
}

// Err is the first error of writing, nil if there was none. After it nothing
// more is written.
func (t *Terminal) Err() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}

// Filled shows values of parameters that were made up before the run.
func (t *Terminal) Filled(values []emulate.Output) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text.Filled(values)
}

// Observe takes the next event. Draw shows it.
func (t *Terminal) Observe(event emulate.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text.Observe(event)
	for {
		child, ok := event.(emulate.ChildEvent)
		if !ok {
			break
		}
		event = child.Event
	}
	switch event.(type) {
	case emulate.StepWaiting:
		t.redraw(nil)
		t.asking = true
	case emulate.StepDecided, emulate.StepFinished, emulate.RunCancelled:
		t.asking = false
	}
}

// Draw brings the screen up to date. It is for a ticker.
func (t *Terminal) Draw() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.asking {
		t.redraw(t.status())
	}
}

// Close leaves nothing but the Text on the screen.
func (t *Terminal) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.redraw(nil)
}

// Beside is a writer of something else that comes to the same screen.
func (t *Terminal) Beside(w io.Writer) io.Writer { return beside{t, w} }

type beside struct {
	t *Terminal
	w io.Writer
}

func (b beside) Write(p []byte) (int, error) {
	b.t.mu.Lock()
	defer b.t.mu.Unlock()
	b.t.redraw(nil)
	return b.w.Write(p)
}

// mostStatus is how many lines are drawn anew.
const mostStatus = 8

// status is what stands below the text. A line ends before the last cell of the
// screen: there, terminals disagree about where the cursor is.
func (t *Terminal) status() []string {
	if t.text.id == "" {
		return nil
	}
	width, height := t.options.Size()
	width = max(width-1, 1)
	now := t.options.Now()
	lines := t.text.running(now, width)
	if len(lines) == 0 {
		return nil
	}
	// The last line of the screen is where the cursor stays.
	if most := max(min(mostStatus, height-1), 1); len(lines) >= most {
		more := len(lines) - most + 1
		lines = lines[more:]
	}
	total := fmt.Sprintf("%d of %s, %s", t.text.ended(), Plural(len(t.text.names), "step"), Duration(now.Sub(t.text.started)))
	// On the clock of the wall, both have begun at nearly the same time.
	if took := t.options.Wall().Sub(t.began); (now.Sub(t.text.started) - took).Abs() > time.Second {
		total += " of virtual time in " + Duration(took)
	}
	lines = append(lines, cut(total, width))
	if t.options.ASCII {
		for i, line := range lines {
			lines[i] = ascii(line)
		}
	}
	for i, line := range lines {
		lines[i] = t.text.paint(Dim, line)
	}
	return lines
}

// redraw writes the text that is pending, and lines below it instead of those that
// were there, in one go.
func (t *Terminal) redraw(lines []string) {
	if t.err != nil || t.pending.Len() == 0 && len(t.drawn) == 0 && len(lines) == 0 {
		return
	}
	var out bytes.Buffer
	// Row by row: some terminals keep what is cleared at once up to their top.
	for range t.rows() {
		out.WriteString("\x1b[1A\x1b[2K")
	}
	out.Write(t.pending.Bytes())
	t.pending.Reset()
	for _, line := range lines {
		out.WriteString(line + "\n")
	}
	t.drawn = lines
	_, t.err = t.w.Write(out.Bytes())
}

// rows is how many rows of the screen the drawn lines take. It is more than their
// number when the screen has become narrower since.
func (t *Terminal) rows() int {
	width, height := t.options.Size()
	rows := 0
	for _, line := range t.drawn {
		cells := document.DisplayWidth(strings.TrimSuffix(strings.TrimPrefix(line, "\x1b["+string(Dim)+"m"), "\x1b[0m"))
		rows += max(1, (cells+width-1)/max(width, 1))
	}
	return min(rows, max(height-1, 0))
}

// cut shortens a line to so many cells.
func cut(line string, width int) string {
	if document.DisplayWidth(line) <= width {
		return line
	}
	const dots = "..."
	kept, cells := 0, 0
	for rest, state := line, -1; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if cells+w > width-len(dots) {
			break
		}
		cells += w
		kept += len(cluster)
	}
	return line[:kept] + dots[:min(len(dots), width)]
}

// ascii replaces what is not.
func ascii(line string) string {
	return strings.Map(func(r rune) rune {
		if r > 126 {
			return '?'
		}
		return r
	}, line)
}
