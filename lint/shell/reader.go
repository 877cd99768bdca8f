// Package shell reads the shell scripts of documents, for lint.Config.Shell.
//
//	linter, err := lint.New(rules.All(), lint.Config{Shell: shell.NewReader(nil)})
//
// It lives here: parsing scripts in this process, in some ten microseconds for
// each kilobyte, the mistakes that a shell reads without complaint as something
// else, and what another reader has to say where this one has doubts.
//
// It does not live here: which scripts there are (package lint), what is made of
// the errors (folder rules), and ShellCheck (package lint/shellcheck).
package shell

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"

	"github.com/ssmkit/ssmkit/lint"
)

// Reader reads shell scripts. It may be used by several goroutines.
type Reader struct {
	second lint.ShellReader
}

// NewReader makes a Reader. The second reader, which may be nil, is asked about
// the scripts that cannot be parsed, and what it says counts: it knows the shell
// better or says more, and is too slow for the others.
func NewReader(second lint.ShellReader) *Reader { return &Reader{second} }

// ReadShell reads scripts.
func (r *Reader) ReadShell(scripts []string) [][]lint.ShellError {
	found := make([][]lint.ShellError, len(scripts))
	var doubted []int
	for i, script := range scripts {
		if len(script) > mostBytes || depth(script) > mostDepth {
			continue
		}
		file, err := parse(script)
		if err == nil {
			found[i] = slips(file)
		} else if found[i] = misread(script); found[i] == nil {
			found[i] = parseError(script, err)
		}
		if len(found[i]) > 0 && !found[i][0].Slip {
			doubted = append(doubted, i)
		}
	}
	if r.second == nil || len(doubted) == 0 {
		return found
	}
	asked := make([]string, len(doubted))
	for i, number := range doubted {
		asked[i] = scripts[number]
	}
	for i, said := range r.second.ReadShell(asked) { // nothing at all when it fails
		found[doubted[i]] = said
	}
	return found
}

// What is larger or nested deeper is not read. It is in no document that the
// service takes, or no person wrote it, and the parser could take minutes.
const (
	mostBytes = 64 << 10
	mostDepth = 100
)

// depth is how deep parentheses are nested in a script. Those in quotes and the
// lone ones of case patterns count too, which makes no difference.
func depth(script string) int {
	most, now := 0, 0
	for i := range len(script) {
		switch script[i] {
		case '(':
			now++
			most = max(most, now)
		case ')':
			now = max(0, now-1)
		}
	}
	return most
}

// ksh are the first lines of scripts for a Korn shell. For all others Bash is
// taken, which reads what a plain sh reads: sh is often Bash.
var ksh = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^#!.*\bm?ksh\b`)
})

func parse(script string) (*syntax.File, error) {
	variant := syntax.LangBash
	if strings.HasPrefix(script, "#!") && ksh().MatchString(script) {
		variant = syntax.LangMirBSDKorn
	}
	return syntax.NewParser(syntax.Variant(variant)).Parse(strings.NewReader(withoutKeys(script)), "")
}

// key is the key of an associative array in front of its value. The parser
// takes it for arithmetic and stumbles over [/usr]=1 and [$a:$b]=2.
var key = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("\\[[^][\\s()\"'`]*[^][\\s()\"'`\\w][^][\\s()\"'`]*\\]\\+?=")
})

// withoutKeys puts letters in the places of the keys of associative arrays.
func withoutKeys(script string) string {
	if !strings.Contains(script, "]=") && !strings.Contains(script, "]+=") {
		return script
	}
	return key().ReplaceAllStringFunc(script, func(match string) string {
		end := strings.LastIndexByte(match, ']')
		return "[" + strings.Repeat("x", end-1) + match[end:]
	})
}

// unsure are the parts of errors that do not tell of a mistake for certain. What
// is in brackets may be the key of an associative array and no arithmetic.
var unsure = []string{
	"arithmetic", "an expression", "must follow a name", "ternary operator", "\"[\" has no",
}

// phrases are phrases of the parser and how messages put them.
var phrases = sync.OnceValue(func() []phrase {
	return []phrase{
		{regexp.MustCompile("`([^`]+)`"), `"$1"`},
		{regexp.MustCompile(`^reached .+ without matching (".+") with (".+")$`), "$1 has no $2"},
		{regexp.MustCompile(`^reached .+ without closing quote "?(.+?)"?$`), "the quote $1 is not closed"},
		{regexp.MustCompile(`^(".+") statement must end with (".+")$`), "$1 has no $2"},
		{regexp.MustCompile(`^"(\w+) [^"]+" must be followed by ("then"|"do")$`), `"$1" has no $2`},
		{regexp.MustCompile(`^(".+") can only be used to end (a|an) (.+)$`), "$1 ends no $3"},
		{regexp.MustCompile(`^a command can only contain words and redirects; encountered (".+")$`), "$1 cannot stand here"},
	}
})

type phrase struct {
	theirs *regexp.Regexp
	ours   string
}

// parseError is what is said about a script that the parser cannot read. It is
// nothing when the script may be right.
func parseError(script string, err error) []lint.ShellError {
	var parse syntax.ParseError
	if !errors.As(err, &parse) {
		return nil // written for another shell
	}
	start := min(int(parse.Pos.Offset()), len(script))
	e := lint.ShellError{Start: start, End: wordEnd(script, start)}
	if word, ok := strings.CutPrefix(parse.Text, "unclosed here-document "); ok {
		e.Slip, e.End = true, start+len("<<")
		e.Message = fmt.Sprintf("a shell takes the rest of the script for the text of this <<, because no line is just %s", strings.Trim(word, "`"))
		return []lint.ShellError{e}
	}
	message := parse.Text
	for _, p := range phrases() {
		message = p.theirs.ReplaceAllString(message, p.ours)
	}
	for _, part := range unsure {
		if strings.Contains(message, part) {
			return nil
		}
	}
	e.Message = message
	return []lint.ShellError{e}
}

// wordEnd is the end of the word or the mark at a place.
func wordEnd(script string, start int) int {
	rest := script[start:]
	end := strings.IndexAny(rest, " \t\r\n;|&()<>\"'`")
	if end < 0 {
		return len(script)
	}
	return start + max(end, min(1, len(rest)))
}
