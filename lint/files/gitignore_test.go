package files

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/document/documenttest"
)

// ignoreCases are .gitignore files, by their path, and the paths below which
// they apply. A path with a slash at its end is a directory.
var ignoreCases = []struct {
	name    string
	ignores map[string]string
	paths   []string
	want    []string // those that are left out
}{
	{"a name, at every depth", map[string]string{"": "a.yaml\n"}, []string{"a.yaml", "d/a.yaml", "d/ba.yaml"}, []string{"a.yaml", "d/a.yaml"}},
	{"a star", map[string]string{"": "*.yaml\n"}, []string{"a.yaml", "d/a.yaml", "a.yml"}, []string{"a.yaml", "d/a.yaml"}},
	{"a star stops at a slash", map[string]string{"": "d/*.yaml\n"}, []string{"d/a.yaml", "d/e/a.yaml"}, []string{"d/a.yaml"}},
	{"a slash in front", map[string]string{"": "/a.yaml\n"}, []string{"a.yaml", "d/a.yaml"}, []string{"a.yaml"}},
	{"a slash inside", map[string]string{"": "d/a.yaml\n"}, []string{"d/a.yaml", "e/d/a.yaml"}, []string{"d/a.yaml"}},
	{"a directory", map[string]string{"": "d/\n"}, []string{"d/", "e/d/", "e/f/"}, []string{"d/", "e/d/"}},
	{"a directory's name on a file", map[string]string{"": "d/\n"}, []string{"d"}, nil},
	{"two stars in front", map[string]string{"": "**/d/a.yaml\n"}, []string{"d/a.yaml", "e/f/d/a.yaml", "a.yaml"}, []string{"d/a.yaml", "e/f/d/a.yaml"}},
	{"two stars behind", map[string]string{"": "d/**\n"}, []string{"d/", "d/a.yaml", "d/e/a.yaml"}, []string{"d/a.yaml", "d/e/a.yaml"}},
	{"two stars between", map[string]string{"": "a/**/b.yaml\n"}, []string{"a/b.yaml", "a/c/b.yaml", "a/c/d/b.yaml", "c/b.yaml"}, []string{"a/b.yaml", "a/c/b.yaml", "a/c/d/b.yaml"}},
	{"two stars in a name", map[string]string{"": "a**.yaml\n"}, []string{"ab.yaml", "ab/c.yaml"}, []string{"ab.yaml"}},
	{"the last one counts", map[string]string{"": "*.yaml\n!a.yaml\n"}, []string{"a.yaml", "b.yaml"}, []string{"b.yaml"}},
	{"the last one counts, reversed", map[string]string{"": "!a.yaml\n*.yaml\n"}, []string{"a.yaml"}, []string{"a.yaml"}},
	{"a nearer file counts more", map[string]string{"": "*.yaml\n", "d": "!a.yaml\n"}, []string{"a.yaml", "d/a.yaml", "d/e/a.yaml", "d/b.yaml"}, []string{"a.yaml", "d/b.yaml"}},
	{"a nearer file is for what is below it", map[string]string{"d": "/a.yaml\n"}, []string{"a.yaml", "d/a.yaml", "d/e/a.yaml"}, []string{"d/a.yaml"}},
	{"classes and a question mark", map[string]string{"": "[a-c]?.yaml\n[!x]y.yml\n"}, []string{"a1.yaml", "d1.yaml", "xy.yml", "zy.yml"}, []string{"a1.yaml", "zy.yml"}},
	{"braces are letters", map[string]string{"": "{a,b}.yaml\n"}, []string{"a.yaml", "{a,b}.yaml"}, []string{"{a,b}.yaml"}},
	{"comments and blank lines", map[string]string{"": "# a.yaml\n\n   \n\\#b.yaml\n"}, []string{"a.yaml", "#b.yaml"}, []string{"#b.yaml"}},
	{"an exclamation mark that is meant", map[string]string{"": "\\!a.yaml\n"}, []string{"!a.yaml", "a.yaml"}, []string{"!a.yaml"}},
	{"blanks at the end", map[string]string{"": "a.yaml  \nb.yaml\\ \n"}, []string{"a.yaml", "b.yaml", "b.yaml "}, []string{"a.yaml", "b.yaml "}},
	{"CRLF", map[string]string{"": "a.yaml\r\nb.yaml\r\n"}, []string{"a.yaml", "b.yaml"}, []string{"a.yaml", "b.yaml"}},
	{"other scripts", map[string]string{"": "설명*\n"}, []string{"설명.yaml", "명.yaml"}, []string{"설명.yaml"}},
	{"a broken class", map[string]string{"": "[a\nb.yaml\n"}, []string{"a.yaml", "b.yaml"}, []string{"b.yaml"}},
	{"letter case", map[string]string{"": "A.yaml\n"}, []string{"a.yaml"}, nil},
}

func TestGitignore(t *testing.T) {
	t.Parallel()
	for _, test := range ignoreCases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			root := ignoreTree(t, test.ignores, test.paths)
			g := newGitignore(root)
			var got []string
			for _, path := range test.paths {
				if g.ignores(filepath.Join(root, filepath.FromSlash(path)), strings.HasSuffix(path, "/")) {
					got = append(got, path)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestGitAgrees asks Git itself about the same cases.
func TestGitAgrees(t *testing.T) {
	t.Parallel()
	git := documenttest.Program(t, "git")
	for _, test := range ignoreCases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			root := ignoreTree(t, test.ignores, test.paths)
			run := func(stdin string, args ...string) string {
				command := exec.Command(git, args...)
				command.Dir = root
				command.Stdin = strings.NewReader(stdin)
				command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
				out, err := command.Output()
				if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
					t.Fatalf("git %v: %v", args, err)
				}
				return string(out)
			}
			run("", "init", "-q")
			var paths, want []string // directories without the slash: with it, Git looks into them
			for _, path := range test.paths {
				paths = append(paths, strings.TrimSuffix(path, "/"))
			}
			for _, path := range test.want {
				want = append(want, strings.TrimSuffix(path, "/"))
			}
			slices.Sort(want)
			out := run(strings.Join(paths, "\x00")+"\x00", "check-ignore", "-z", "--no-index", "--stdin")
			var got []string
			for path := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
				if path != "" {
					got = append(got, path)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("git is of another opinion (-want +git):\n%s", diff)
			}
		})
	}
}

func ignoreTree(t *testing.T, ignores map[string]string, paths []string) string {
	t.Helper()
	root := t.TempDir()
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for dir, text := range ignores {
		write(filepath.Join(root, dir, ".gitignore"), text)
	}
	for _, path := range paths {
		if name := filepath.Join(root, filepath.FromSlash(path)); strings.HasSuffix(path, "/") {
			if err := os.MkdirAll(name, 0o755); err != nil {
				t.Fatal(err)
			}
		} else {
			write(name, "")
		}
	}
	return root
}

func TestRepositoryRoot(t *testing.T) {
	t.Parallel()
	root := ignoreTree(t, map[string]string{"": "a.yaml\n", "repo": "b.yaml\n"}, []string{"repo/.git/", "repo/d/a.yaml", "repo/d/b.yaml", "loose/a.yaml"})
	g := newGitignore(filepath.Join(root, "repo", "d"))
	if !g.ignores(filepath.Join(root, "repo", "d", "b.yaml"), false) {
		t.Error("what the repository's root leaves out is not left out below")
	}
	if g.ignores(filepath.Join(root, "repo", "d", "a.yaml"), false) {
		t.Error("a file above the repository counts")
	}
	if newGitignore(filepath.Join(root, "loose")).ignores(filepath.Join(root, "loose", "a.yaml"), false) {
		t.Error("outside of a repository, a file above the directory counts")
	}
}
