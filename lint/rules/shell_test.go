package rules_test

import (
	"strings"

	"github.com/ssmkit/ssmkit/lint"
)

// ifReader stands for ShellCheck, which not every machine has: of all mistakes
// it knows the if without fi.
type ifReader struct{}

func (ifReader) ReadShell(scripts []string) [][]lint.ShellError {
	found := make([][]lint.ShellError, len(scripts))
	for i, script := range scripts {
		words := strings.FieldsFunc(script, func(r rune) bool { return strings.ContainsRune(" \t\n;", r) })
		level := 0
		for _, word := range words {
			switch word {
			case "if":
				level++
			case "fi":
				level--
			}
		}
		if at := strings.LastIndex(script, "if "); level > 0 && at >= 0 {
			found[i] = []lint.ShellError{
				{Code: "SC1073", Message: "Couldn't parse this if expression. Fix to allow more checks.", Start: at, End: at},
				{Code: "SC1046", Message: "Couldn't find 'fi' for this 'if'.", Start: at, End: at + len("if")},
			}
		}
	}
	return found
}
