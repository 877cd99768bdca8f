package shell

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"

	"github.com/ssmkit/ssmkit/lint"
)

// slips are the mistakes that a shell takes for something else: the name of a
// command or one of its arguments.
func slips(file *syntax.File) []lint.ShellError {
	var found []lint.ShellError
	syntax.Walk(file, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.CallExpr); ok && len(call.Args) > 0 {
			if slip := slipOf(call); slip != nil {
				found = append(found, *slip)
			}
		}
		return true
	})
	return found
}

// glued is a keyword without the space before its condition.
var glued = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)(?:^|;)[ \t]*(if|elif|while|until)\[{1,2}[ \t]`)
})

// unseparated is a condition with its then or do on the same line, and nothing
// between them.
var unseparated = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*(?:if|elif|while|until)\b[^#;\n]*[ \t]\]{1,2}[ \t]+(then|do)[ \t]*$`)
})

// misread looks for the mistakes that make a script unreadable, but at another
// place: what stands here is an argument to the parser, or an index.
func misread(script string) []lint.ShellError {
	if m := glued().FindStringSubmatchIndex(script); m != nil {
		return []lint.ShellError{{
			Message: fmt.Sprintf("put a space after %q", script[m[2]:m[3]]),
			Start:   m[2], End: m[3] + 1,
		}}
	}
	if m := unseparated().FindStringSubmatchIndex(script); m != nil {
		return []lint.ShellError{{
			Message: fmt.Sprintf("put a ; or a new line in front of %q", script[m[2]:m[3]]),
			Start:   m[2], End: m[3],
		}}
	}
	return nil
}

func slipOf(call *syntax.CallExpr) *lint.ShellError {
	first := call.Args[0]
	name := first.Lit()
	switch {
	case name == "[":
		last := call.Args[len(call.Args)-1]
		if last.Lit() != "]" {
			return slip(last, `this "[" has no "]"; put a space in front of the "]"`)
		}
	case bracketed(first):
		return slip(first, fmt.Sprintf("a shell takes this for the name of a command; put a space after the %q", brackets(first)))
	case assigned(first):
		return slip(first, "a shell takes this for the name of a command; assign without the $ in front of the name")
	case len(call.Args) > 1 && assignable(name) && equals(call.Args[1]):
		return slip(call.Args[1], fmt.Sprintf("a shell takes this for an argument of the command %q; assign without spaces around the =", name))
	}
	return nil
}

func slip(at *syntax.Word, message string) *lint.ShellError {
	return &lint.ShellError{Slip: true, Message: message, Start: int(at.Pos().Offset()), End: int(at.End().Offset())}
}

// bracketed tells whether a word is a test without the space after its bracket,
// such as [-d.
func bracketed(w *syntax.Word) bool {
	lit, ok := w.Parts[0].(*syntax.Lit)
	if !ok || !strings.HasPrefix(lit.Value, "[") {
		return false
	}
	rest := strings.TrimPrefix(lit.Value, "[")
	return rest != "[" && (rest != "" || len(w.Parts) > 1) && !strings.Contains(w.Lit(), "]")
}

// brackets are those in front of a word.
func brackets(w *syntax.Word) string {
	if lit, ok := w.Parts[0].(*syntax.Lit); ok && strings.HasPrefix(lit.Value, "[[") {
		return "[["
	}
	return "["
}

// assigned tells whether a word is an assignment to what a variable holds, such
// as $count=1.
func assigned(w *syntax.Word) bool {
	if len(w.Parts) < 2 {
		return false
	}
	name, ok := w.Parts[0].(*syntax.ParamExp)
	lit, next := w.Parts[1].(*syntax.Lit)
	return ok && next && name.Short && strings.HasPrefix(lit.Value, "=")
}

// assignable tells whether a word is probably the name of a variable where an =
// comes next.
func assignable(name string) bool {
	return syntax.ValidName(name) && !slices.Contains([]string{"echo", "expr", "printf", "test"}, name)
}

func equals(w *syntax.Word) bool {
	lit := w.Lit()
	return lit == "=" || strings.HasPrefix(lit, "=") && !strings.HasPrefix(lit, "==")
}
