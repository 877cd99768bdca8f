package main

import (
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/ssmkit/ssmkit/emulate/view"
)

// terminal is the file behind w if it is a screen on which one can draw.
func terminal(w io.Writer, getenv func(string) string) (*os.File, bool) {
	file, ok := w.(*os.File)
	if !ok || getenv("TERM") == "dumb" || !term.IsTerminal(int(file.Fd())) {
		return nil, false
	}
	return file, true
}

// newScreen shows a run on a terminal.
func newScreen(file *os.File, o options, b *backend, color bool) *view.Terminal {
	return view.NewTerminal(file, view.TextOptions{Color: color, Verbose: o.verbose}, view.TerminalOptions{
		Size: func() (width, height int) {
			width, height, err := term.GetSize(int(file.Fd()))
			if err != nil || width <= 0 || height <= 0 {
				return 80, 24
			}
			return width, height
		},
		Now: b.clock.Now, Wall: time.Now, ASCII: !showsUnicode(os.Getenv),
	})
}

// showsUnicode tells whether the locale's characters are those of Unicode.
func showsUnicode(getenv func(string) string) bool {
	if runtime.GOOS == "windows" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(getenv(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return false
}

// drawInterval is how often a screen is drawn anew. A run that is over before then
// is never seen on the way.
const drawInterval = 100 * time.Millisecond

// drawing draws until stop is called.
func drawing(screen *view.Terminal) (stop func()) {
	ticker := time.NewTicker(drawInterval)
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-ticker.C:
				screen.Draw()
			case <-done:
				return
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(done)
		<-stopped
		screen.Close()
	}
}
