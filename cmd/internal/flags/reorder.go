package flags

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// completion is what the shell scripts of urfave/cli add at the end to ask for
// completions; the library looks for it at that very place.
const completion = "--generate-bash-completion"

// Reorder brings a command line into the only order that urfave/cli v2 reads:
// program, flags, command, its flags, "--", the other arguments. The library
// stops at the first argument that is no flag and takes what follows for
// arguments, so that "ssmrun doc.yaml --instance i-1" would have three.
//
// Flags may then stand anywhere. Each goes to the innermost command that
// defines it, and aliases become the flag's first name, as the library calls it
// an error to use two names of one flag. One-letter flags may be written
// together (-qn) when all but the last take no value. A lone "-" is an argument,
// everything behind "--" is, and a flag that nobody defines stays for the
// library to report. The first element of args is the program's name; args is
// not changed.
func Reorder(app *cli.App, args []string) []string {
	if len(args) < 2 {
		return args
	}
	line := commandLine{levels: []level{newLevel(args[0], rootFlags(app))}, commands: app.Commands}
	rest := args[1:]
	completing := rest[len(rest)-1] == completion
	if completing {
		rest = rest[:len(rest)-1]
	}
	line.read(rest)
	out := line.ordered(completing)
	if completing {
		out = append(out, completion)
	}
	return out
}

// rootFlags are the app's flags with those that the library adds itself.
func rootFlags(app *cli.App) []cli.Flag {
	flags := append([]cli.Flag{}, app.Flags...)
	if !app.HideVersion {
		flags = append(flags, cli.VersionFlag)
	}
	return flags
}

// level is the program or one command below it, with the flags given for it.
type level struct {
	name  string
	known map[string]knownFlag // by each of its names
	given []string
}

type knownFlag struct {
	name       string // the first one
	takesValue bool
}

func newLevel(name string, flags []cli.Flag) level {
	known := map[string]knownFlag{}
	for _, f := range append([]cli.Flag{cli.HelpFlag}, flags...) {
		documented, ok := f.(cli.DocGenerationFlag)
		for _, name := range f.Names() {
			known[name] = knownFlag{f.Names()[0], ok && documented.TakesValue()}
		}
	}
	return level{name: name, known: known}
}

type commandLine struct {
	levels   []level // the last one is the innermost
	commands []*cli.Command
	// arguments are what is neither flag nor command.
	arguments []string
	// unfinished tells that the line ends with a flag whose value is missing, and
	// help that somebody asks for it.
	unfinished, help bool
}

func (l *commandLine) read(args []string) {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		switch {
		case arg == "--":
			l.arguments = append(l.arguments, args...)
			return
		case len(arg) > 1 && arg[0] == '-':
			args = l.readFlag(arg, args)
		case len(l.arguments) > 0 || !l.enter(arg):
			l.arguments = append(l.arguments, arg)
		}
	}
}

// enter goes into the command of this name, if there is one.
func (l *commandLine) enter(name string) bool {
	for _, c := range l.commands {
		if c.HasName(name) {
			l.levels = append(l.levels, newLevel(c.Name, c.Flags))
			l.commands = c.Subcommands
			return true
		}
	}
	return false
}

// readFlag takes one flag and, from the arguments behind it, its value. It
// returns what is left of them.
func (l *commandLine) readFlag(arg string, rest []string) []string {
	text, value, hasValue := strings.Cut(arg, "=")
	name := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "-")
	flag, at := l.find(name)
	if at == nil {
		if letters := l.together(text); letters != nil && !hasValue {
			for _, letter := range letters {
				rest = l.readFlag("-"+letter, rest)
			}
			return rest
		}
		innermost := &l.levels[len(l.levels)-1]
		innermost.given = append(innermost.given, arg)
		return rest
	}
	l.help = l.help || flag.name == cli.HelpFlag.Names()[0]
	at.given = append(at.given, "--"+flag.name)
	switch {
	case hasValue:
		at.given[len(at.given)-1] += "=" + value
	case flag.takesValue && len(rest) == 0:
		l.unfinished = true
	case flag.takesValue:
		at.given = append(at.given, rest[0])
		return rest[1:]
	}
	return rest
}

// find looks a flag up from the innermost command outwards; the level is nil
// when nobody knows it.
func (l *commandLine) find(name string) (knownFlag, *level) {
	for i := len(l.levels) - 1; i >= 0; i-- {
		if flag, ok := l.levels[i].known[name]; ok {
			return flag, &l.levels[i]
		}
	}
	return knownFlag{}, nil
}

// together splits -qn into its letters; nil when it is something else.
func (l *commandLine) together(text string) []string {
	if strings.HasPrefix(text, "--") {
		return nil
	}
	letters := strings.Split(text[1:], "")
	for i, letter := range letters {
		flag, at := l.find(letter)
		if at == nil || flag.takesValue && i < len(letters)-1 {
			return nil
		}
	}
	return letters
}

func (l *commandLine) ordered(completing bool) []string {
	var out []string
	for _, level := range l.levels {
		out = append(out, level.name)
		out = append(out, level.given...)
	}
	switch {
	case completing:
		// Behind "--" the library completes nothing.
		return append(out, l.arguments...)
	case l.help, l.unfinished:
		// With arguments, help looks for a help topic of that name, and a flag
		// that lacks its value would take one of them.
		return out
	case len(l.arguments) > 0:
		out = append(append(out, "--"), l.arguments...)
	}
	return out
}
