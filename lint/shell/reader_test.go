package shell_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/shell"
)

// TestReadShell has the scripts that people get wrong, with what is said about
// each. Marked is the text of the script that the message is about.
func TestReadShell(t *testing.T) {
	for _, test := range []struct{ script, marked, message string }{
		{"if true; then\n  ls\n", "if", `"if" has no "fi"`},
		{"if true\n  ls\n", "if", `"if" has no "then"`},
		{"for i in a b\n  ls\ndone\n", "for", `"for" has no "do"`},
		{"for i in a; do\n  ls\n", "for", `"for" has no "done"`},
		{"while true; do ls; fi\n", "fi", `"fi" ends no "if"`},
		{"if true\n  ls\ndone\n", "done", `"done" ends no loop`},
		{"done\n", "done", `"done" ends no loop`},
		{"case $x in\n  a) ls ;;\n", "case", `"case" has no "esac"`},
		{"f() {\n  ls\n", "{", `"{" has no "}"`},
		{"echo $(ls\n", "$", `"$(" has no ")"`},
		{"ls\necho 'it\n", "'", `the quote ' is not closed`},
		{"ls\necho \"é it\n", `"`, `the quote " is not closed`},
		{"ls )\n", ")", `")" cannot stand here`},
		{"ls |\n", "|", `"|" must be followed by a statement`},
		{"ls &&& ls\n", "&", `"&&" must be followed by a statement`},
		{"cat <<EOF\nabc\n  EOF\n", "<<", "a shell takes the rest of the script for the text of this <<, because no line is just EOF"},
		{"if[ -d x ]; then ls; fi\n", "if[", `put a space after "if"`},
		{"if [ -d x ] then\n  ls\nfi\n", "then", `put a ; or a new line in front of "then"`},
	} {
		t.Run(test.script, func(t *testing.T) {
			found := shell.NewReader(nil).ReadShell([]string{test.script})
			if len(found) != 1 || len(found[0]) != 1 {
				t.Fatalf("got %+v, want one error", found)
			}
			e := found[0][0]
			if e.Message != test.message || test.script[e.Start:e.End] != test.marked || e.Code != "" {
				t.Errorf("got %+v at %q, want %s at %q", e, test.script[e.Start:e.End], test.message, test.marked)
			}
		})
	}
}

// TestDoubtful has scripts that the parser cannot read and a shell can, that are
// for another one, or that would take the parser minutes.
func TestDoubtful(t *testing.T) {
	for _, script := range []string{
		"declare -A space=([/usr]=1)\nspace[a.b]=2\n",
		"results[$1:$k]=${results[$k]}\n",
		"#!/bin/ksh\nprint ${|REPLY=x;}\n",
		"echo ${${x%.*}##*/}\n", // zsh
		strings.Repeat("((", 20000),
		strings.Repeat("{ ", 40000),
	} {
		t.Run(script[:min(len(script), 20)], func(t *testing.T) {
			if found := shell.NewReader(nil).ReadShell([]string{script}); found[0] != nil {
				t.Errorf("got %+v, want nothing", found[0])
			}
		})
	}
}

// answers is a second reader that says the same about each script.
type answers struct {
	said  []lint.ShellError
	asked []string
	fails bool
}

func (a *answers) ReadShell(scripts []string) [][]lint.ShellError {
	a.asked = append(a.asked, scripts...)
	if a.fails {
		return nil
	}
	found := make([][]lint.ShellError, len(scripts))
	for i := range found {
		found[i] = a.said
	}
	return found
}

func TestSecondReader(t *testing.T) {
	said := []lint.ShellError{{Code: "SC1046", Message: "no fi", End: 2}}
	own := []lint.ShellError{{Message: `"if" has no "fi"`, End: 2}}
	scripts := []string{"ls\n", "if true; then ls\n", "a[$(b:c)]=1\n"}
	for name, test := range map[string]struct {
		second *answers
		want   [][]lint.ShellError
	}{
		"says more":     {&answers{said: said}, [][]lint.ShellError{nil, said, nil}},
		"knows better":  {&answers{}, [][]lint.ShellError{nil, nil, nil}},
		"cannot answer": {&answers{fails: true}, [][]lint.ShellError{nil, own, nil}},
	} {
		t.Run(name, func(t *testing.T) {
			got := shell.NewReader(test.second).ReadShell(scripts)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(scripts[1:2], test.second.asked); diff != "" {
				t.Errorf("it is asked about other scripts than the doubtful (-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzReadShell(f *testing.F) {
	for _, seed := range []string{"if [ -d x ]; then\n", "a[é]=1 $b=2", "[-x", "x =1", "[ \"${a[@]}\"", "cat <<E\n`"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, script string) {
		for _, found := range shell.NewReader(nil).ReadShell([]string{script}) {
			for _, e := range found {
				if e.Start < 0 || e.End < e.Start || e.End > len(script) {
					t.Errorf("%+v is outside of the script", e)
				}
			}
		}
	})
}
