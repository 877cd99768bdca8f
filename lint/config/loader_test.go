package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/ssmkit/ssmkit/lint/config"
	"github.com/ssmkit/ssmkit/lint/rules"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write := func(path, text string) {
		t.Helper()
		path = filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(".ssmlint.yaml", "fail-level: info\n")
	write("a/b/c/doc.yaml", "")
	write("a/b/.ssmlint.yaml", "fail-level: warning\n")
	write("broken/.ssmlint.yaml", "fail-level: never\n")
	loader := config.NewLoader(rules.All())
	for _, test := range []struct{ dir, want string }{
		{".", ".ssmlint.yaml"},
		{"a", ".ssmlint.yaml"},
		{"a/b", "a/b/.ssmlint.yaml"},
		{"a/b/c", "a/b/.ssmlint.yaml"},
		{"not/there", ".ssmlint.yaml"},
	} {
		c, err := loader.Nearest(filepath.Join(root, test.dir))
		if err != nil {
			t.Fatal(err)
		}
		want := filepath.Join(root, test.want)
		if got, err := filepath.Abs(c.Path); err != nil || got != want {
			t.Errorf("for %s: %s, want %s", test.dir, got, want)
		}
	}
	for range 2 { // the second time it is remembered
		_, err := loader.Nearest(filepath.Join(root, "broken", "below"))
		if broken := (*config.BrokenError)(nil); !errors.As(err, &broken) || len(broken.Diagnostics) != 1 {
			t.Errorf("a broken configuration: %v", err)
		}
	}
	if _, err := loader.Load(filepath.Join(root, "nothing.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a configuration that is not there: %v", err)
	}
}
