// Package completion writes the scripts that make shells complete a command line.
// They ask the program itself, through the hidden flag of urfave/cli, for commands,
// flags and arguments; what a flag takes is in the script.
package completion

import (
	"embed"
	"fmt"
	"io"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var scripts embed.FS

// Shells are those that there is a script for.
func Shells() []string { return []string{"bash", "fish", "zsh"} }

// Program is a program whose command line is completed.
type Program struct {
	Name string
	// Values are what flags take, those for one command before those for all.
	Values []Value
	// Files are the flags that take the name of a file or folder.
	Files []string
	// NoFiles are the commands that take none as an argument.
	NoFiles []string
}

// Value is what one or more flags take.
type Value struct {
	// Command is the only one that is meant, empty for all.
	Command string
	Flags   []string
	Words   []string
	// Ask is a command line that prints the words, if there are none here.
	Ask string
}

// Pattern matches the command and the flag, as COMMAND:--FLAG.
func (v Value) Pattern(or string) string {
	if v.Command == "" {
		return patterns(v.Flags, or)
	}
	return v.Command + ":--" + strings.Join(v.Flags, or+v.Command+":--")
}

func patterns(flags []string, or string) string { return "*:--" + strings.Join(flags, or+"*:--") }

// Write writes the script for one of the Shells.
func Write(w io.Writer, shell string, p Program) error {
	name := shell + ".tmpl"
	script, err := template.New(name).Funcs(template.FuncMap{"join": strings.Join, "patterns": patterns}).ParseFS(scripts, name)
	if err != nil {
		return fmt.Errorf("read the script in this program: %w", err)
	}
	return script.Execute(w, p)
}
