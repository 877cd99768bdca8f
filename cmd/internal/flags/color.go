package flags

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Color decides whether what is written to w is coloured. The choice is the
// value of --color: always, never, or auto, which means on a terminal, unless
// the environment variable NO_COLOR is set (https://no-color.org) or TERM is
// dumb. An empty choice is auto. getenv is os.Getenv but in tests.
func Color(choice string, w io.Writer, getenv func(string) string) (bool, error) {
	switch choice {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto", "":
		return getenv("NO_COLOR") == "" && getenv("TERM") != "dumb" && isTerminal(w), nil
	}
	return false, fmt.Errorf("--color is %q, expected always, auto or never", choice)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
