package script

import (
	"fmt"
	"strings"
)

// Traceback is the exception as Python prints it, but for the last line, which is
// as the service writes it: TYPE - MESSAGE. The function tells where the line of
// a frame is, File "runbook.yaml", line 12 for example.
func (x *Exception) Traceback(place func(Frame) string) string {
	var b strings.Builder
	x.write(&b, place)
	return strings.TrimRight(b.String(), "\n")
}

func (x *Exception) write(b *strings.Builder, place func(Frame) string) {
	if x.Behind != nil {
		x.Behind.write(b, place)
		if x.Cause {
			b.WriteString("\n\nThe above exception was the direct cause of the following exception:\n\n")
		} else {
			b.WriteString("\n\nDuring handling of the above exception, another exception occurred:\n\n")
		}
	}
	if len(x.Frames) > 0 {
		b.WriteString("Traceback (most recent call last):\n")
	}
	for _, f := range x.Frames {
		if f.File == "" {
			b.WriteString("  ...\n")
			continue
		}
		b.WriteString("  " + place(f))
		if f.Function != "" {
			b.WriteString(", in " + f.Function)
		}
		b.WriteString("\n")
		if f.Code != "" {
			b.WriteString("    " + f.Code + "\n")
		}
	}
	b.WriteString(x.Type)
	if x.Message != "" {
		b.WriteString(" - " + x.Message)
	}
}

// Plain is the place of a frame as Python prints it.
func (f Frame) Plain() string { return fmt.Sprintf("File %q, line %d", f.File, f.Line) }
