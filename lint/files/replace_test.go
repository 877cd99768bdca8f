package files_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/lint/files"
)

func TestReplace(t *testing.T) {
	t.Parallel()
	root := tree(t, "d/a.yaml", "l.yaml -> d/a.yaml")
	file, link := filepath.Join(root, "d", "a.yaml"), filepath.Join(root, "l.yaml")
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := files.Replace(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "new" {
		t.Errorf("content %q, %v", got, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if target, err := os.Readlink(link); err != nil || filepath.ToSlash(target) != "d/a.yaml" {
		t.Errorf("the link leads to %q, %v", target, err)
	}
	if diff := cmp.Diff([]string{"a.yaml"}, entries(t, filepath.Join(root, "d"))); diff != "" {
		t.Errorf("files left behind (-want +got):\n%s", diff)
	}
}

func TestReplaceWhatCannotBe(t *testing.T) {
	t.Parallel()
	root := tree(t, "d/", "dangling -> nowhere")
	for _, name := range []string{"d", "none", "dangling"} {
		if err := files.Replace(filepath.Join(root, name), []byte("new")); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if diff := cmp.Diff([]string{"d", "dangling"}, entries(t, root)); diff != "" {
		t.Errorf("files left behind (-want +got):\n%s", diff)
	}
}

// entries are the names in a directory.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range list {
		names = append(names, entry.Name())
	}
	return names
}
