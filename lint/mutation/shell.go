package mutation

import (
	"regexp"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func shellKinds() []Kind {
	return []Kind{
		{Name: "shell-removed-fi", Summary: "left out a fi of a shell script", make: inShell(`(?m)^[ \t]*(fi)[ \t]*$`, "", "if", "elif", "else")},
		{Name: "shell-removed-done", Summary: "left out a done of a shell script", make: inShell(`(?m)^[ \t]*(done)[ \t]*$`, "", "for", "while", "until")},
		{Name: "shell-removed-then", Summary: "left out a then of a shell script", make: inShell(`(?m)^[ \t]*if .*; *(then)[ \t]*$`, "", "if", "then")},
		{Name: "shell-then-without-semicolon", Summary: "left out the ; in front of then", make: inShell(`(?m)^[ \t]*if \[ .* \](;) *then[ \t]*$`, "", "then")},
		{Name: "shell-bracket-glued-to-if", Summary: "left out the space between if and its bracket", make: inShell(`(?m)^[ \t]*if( )\[{1,2} .*then[ \t]*$`, "")},
		{Name: "shell-bracket-glued-to-test", Summary: "left out the space after the bracket of a test", make: inShell(`(?m)^[ \t]*if \[( )-.*then[ \t]*$`, "")},
		{Name: "shell-glued-closing-bracket", Summary: "left out the space before the closing bracket of a test", make: inShell(`(?m)^[ \t]*if \[ -[^]|&;]*( )\] *; *then[ \t]*$`, "")},
		{Name: "shell-spaces-around-equals", Summary: "wrote an assignment with spaces", make: inShell(`(?m)^[ \t]*[A-Za-z_]\w*(=)["'\w/]`, " = ")},
		{Name: "shell-dollar-before-assignment", Summary: "wrote an assignment with a $ before the name", make: inShell(`(?m)^()[A-Za-z_]\w*=["'\w/]`, "$")},
		{Name: "shell-removed-closing-quote", Summary: "left out the closing quote at the end of a line", make: inShell(`(?m)^[ \t]*(?:echo "[^"'\\\n]*|[A-Za-z_]\w*="[^"'\\\n]*)(")[ \t]*$`, "", `"`, "'", "quote")},
		{Name: "shell-removed-parenthesis", Summary: "left out the closing parenthesis of $(...)", make: inShell(`(?m)^[ \t]*[A-Za-z_]\w*=\$\([^()"'\n]*(\))[ \t]*$`, "", "$(", "cannot stand here")},
	}
}

// inShell replaces what the group of a pattern stands for, wherever it is found
// in the lines of a shell script. A here-document may hold the program of
// another language, so that scripts with one are left alone.
func inShell(pattern, text string, words ...string) func(*maker) {
	return func(m *maker) {
		found := regexp.MustCompile(pattern)
		for step := range m.pluginSteps {
			if !step.Is("aws:runShellScript") {
				continue
			}
			lines := items(step.Inputs.Get("runCommand"))
			if unlikeShell(lines) {
				continue
			}
			for _, line := range lines {
				for _, at := range found.FindAllStringSubmatchIndex(line.Text, -1) {
					m.edit(line.OffsetAt(at[2]), line.OffsetAt(at[3]), text, words...)
				}
			}
		}
	}
}

func unlikeShell(lines []*document.Node) bool {
	for i, line := range lines {
		if i == 0 && strings.HasPrefix(line.Text, "#!") && !strings.Contains(line.Text, "sh") || strings.Contains(line.Text, "<<") {
			return true
		}
	}
	return false
}
