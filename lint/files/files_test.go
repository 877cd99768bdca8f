package files_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint/files"
)

// tree makes files below a new directory and returns it. A name that ends with
// a slash is a directory; "a -> b" is a symbolic link.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range names {
		name, target, link := strings.Cut(name, " -> ")
		path := filepath.Join(root, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		switch {
		case err != nil:
		case link:
			err = os.Symlink(filepath.FromSlash(target), path)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(path, 0o755)
		default:
			err = os.WriteFile(path, []byte("x"), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestList(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		tree []string
		// args and want are below the tree's root; what is found in a directory
		// has a question mark.
		args, want []string
	}{
		{"named files in their order", []string{"b.yaml", "a.json"}, []string{"b.yaml", "a.json"}, []string{"b.yaml", "a.json"}},
		{"a named file needs no extension", []string{"runbook", "x.txt"}, []string{"runbook", "x.txt"}, []string{"runbook", "x.txt"}},
		{"standard input", []string{"a.yaml"}, []string{"-", "a.yaml", "-"}, []string{"-", "a.yaml"}},
		{
			"a directory", []string{"d/b.yml", "d/a.YAML", "d/c.json", "d/readme.md", "d/x", "d/e/f.yaml"},
			[]string{"d"}, []string{"d/a.YAML?", "d/b.yml?", "d/c.json?", "d/e/f.yaml?"},
		},
		{
			"hidden folders and those of others", []string{"d/.git/a.yaml", "d/node_modules/x/a.json", "d/e/node_modules/a.json", "d/.hidden.yaml", "d/z.yaml"},
			[]string{"d"}, []string{"d/.hidden.yaml?", "d/z.yaml?"},
		},
		{"a hidden folder that is named", []string{".github/a.yaml"}, []string{".github"}, []string{".github/a.yaml?"}},
		{"an empty directory", []string{"d/"}, []string{"d"}, nil},
		{"a directory that is called like a file", []string{"d.yaml/a.yaml"}, []string{"d.yaml"}, []string{"d.yaml/a.yaml?"}},
		{"links that form a circle", []string{"d/a.yaml", "d/e/up -> ..", "d/self -> self"}, []string{"d"}, []string{"d/a.yaml?"}},
		{"links in a directory are not followed", []string{"a.yaml", "d/l.yaml -> ../a.yaml"}, []string{"d"}, nil},
		{"a link that is named", []string{"a.yaml", "l.yaml -> a.yaml"}, []string{"l.yaml"}, []string{"l.yaml"}},
		{"a link to a directory that is named", []string{"d/a.yaml", "d/e/b.yaml", "l -> d"}, []string{"l"}, []string{"l/a.yaml?", "l/e/b.yaml?"}},
		{"a file that is named twice", []string{"d/a.yaml"}, []string{"d/a.yaml", "d/./a.yaml", "d/../d/a.yaml"}, []string{"d/a.yaml"}},
		{"a file in a directory and named", []string{"d/a.yaml", "d/b.yaml"}, []string{"d", "d/b.yaml"}, []string{"d/a.yaml?", "d/b.yaml"}},
		{"a named file and its directory", []string{"d/a.yaml", "d/b.yaml"}, []string{"d/b.yaml", "d"}, []string{"d/b.yaml", "d/a.yaml?"}},
		{"a pattern", []string{"b.yaml", "a.yaml", "c.json"}, []string{"*.yaml"}, []string{"a.yaml", "b.yaml"}},
		{
			"a pattern for all depths", []string{"a.yaml", "d/b.yaml", "d/e/c.yaml", "d/e/c.json"},
			[]string{"**/*.{yaml,yml}"}, []string{"a.yaml", "d/b.yaml", "d/e/c.yaml"},
		},
		{"a pattern and hidden names", []string{".a.yaml", ".d/b.yaml", "c.yaml"}, []string{"**/*.yaml"}, []string{"c.yaml"}},
		{"a pattern for hidden names", []string{".a.yaml", ".d/b.yaml", "c.yaml"}, []string{".*/*.yaml"}, []string{".d/b.yaml"}},
		{"a pattern that meets a directory", []string{"d1/a.yaml", "d2/b.txt"}, []string{"d?"}, []string{"d1/a.yaml?"}},
		{"a pattern and links that form a circle", []string{"d/a.yaml", "d/up -> .", "d/down -> ."}, []string{"**/a.yaml"}, []string{"d/a.yaml"}},
		{"a file whose name looks like a pattern", []string{"a[1].yaml", "a1.yaml"}, []string{"a[1].yaml"}, []string{"a[1].yaml"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			root := tree(t, test.tree...)
			var args []string
			for _, arg := range test.args {
				if arg != files.Stdin {
					arg = root + "/" + arg
				}
				args = append(args, arg)
			}
			got, err := files.List(args)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, names(root, got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// names are the paths below root, with a question mark behind what was found.
func names(root string, found []files.File) []string {
	var names []string
	for _, f := range found {
		name := strings.TrimPrefix(filepath.ToSlash(f.Path), filepath.ToSlash(root)+"/")
		if f.Found {
			name += "?"
		}
		names = append(names, name)
	}
	return names
}

// What cannot be found costs only itself.
func TestListWhatIsNotThere(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.yaml", "dangling -> nowhere")
	for _, test := range []struct{ name, arg, want string }{
		{"a file", "none.yaml", "none.yaml"},
		{"a link that leads nowhere", "dangling", "dangling"},
		{"a pattern without files", "none*.yaml", "it matches no file"},
		{"a pattern that is none", "[", "pattern"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := files.List([]string{root + "/" + test.arg, root + "/a.yaml"})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one about %q", err, test.want)
			}
			if diff := cmp.Diff([]string{"a.yaml"}, names(root, got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestListDirectoryThatCannotBeRead(t *testing.T) {
	t.Parallel()
	root := tree(t, "d/a.yaml", "d/closed/b.yaml", "d/z.yaml")
	closed := filepath.Join(root, "d", "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(closed, 0o755) }) // for the removal of the tree
	if _, err := os.ReadDir(closed); err == nil {
		t.Skip("this user can read every directory")
	}
	got, err := files.List([]string{root + "/d"})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "closed") {
		t.Errorf("error %v, want one about the closed directory", err)
	}
	if diff := cmp.Diff([]string{"d/a.yaml?", "d/z.yaml?"}, names(root, got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.yaml", "d/")
	got, err := files.Read(files.File{Path: filepath.Join(root, "a.yaml")}, nil)
	if err != nil || string(got) != "x" {
		t.Errorf("a file: %q, %v", got, err)
	}
	got, err = files.Read(files.File{Path: files.Stdin}, strings.NewReader("in"))
	if err != nil || string(got) != "in" {
		t.Errorf("standard input: %q, %v", got, err)
	}
	if _, err = files.Read(files.File{Path: filepath.Join(root, "none")}, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err = files.Read(files.File{Path: filepath.Join(root, "d")}, nil); err == nil {
		t.Error("a directory can be read")
	}
	if _, err = files.Read(files.File{Path: files.Stdin}, iotest.ErrReader(fs.ErrClosed)); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("standard input that breaks: %v", err)
	}
}

// endless never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestReadTakesNoMoreThanIsUsed(t *testing.T) {
	t.Parallel()
	got, err := files.Read(files.File{Path: files.Stdin}, endless{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != document.MaxBytes+1 {
		t.Errorf("%d bytes, want one more than the limit", len(got))
	}
}

func TestMayBeDocument(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"a runbook", "schemaVersion: '0.3'\nmainSteps:\n- action: aws:sleep\n", true},
		{"a runbook in JSON", `{"mainSteps":[{"action":"aws:sleep"}]}`, true},
		{"steps alone", "- name: a\n  action: aws:sleep\n", true},
		{"plugins of version 1.2", `{"schemaVersion":"1.2","runtimeConfig":{"aws:runShellScript":{}}}`, true},
		{"a session document", "sessionType: Standard_Stream\n", true},
		{"a broken runbook", "mainSteps: [{action: 'aws:sleep\n", true},
		{"nothing", "", false},
		{"a package", `{"name": "x", "version": "1.0.0"}`, false},
		{"a template of CloudFormation", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: {Tags: [{Key: 'aws:x'}]}\n", false},
		{"a workflow", "jobs:\n  a:\n    steps:\n    - uses: x/action@v1\n", false},
		{"anything with a schemaVersion", "schemaVersion: 2\nname: x\n", true},
	} {
		if got := files.MayBeDocument([]byte(test.text)); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
}
