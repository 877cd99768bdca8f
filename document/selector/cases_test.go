package selector_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/selector"
)

var update = flag.Bool("update", false, "write what the selectors in testdata select")

// TestCases reads files with a selector per line, followed by an indented line
// that tells what it selects from the value in the file's JSON twin.
func TestCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.cases")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			root := readJSON(t, strings.TrimSuffix(file, ".cases")+".json")
			got := answers(t, string(text), root)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// answers returns text with an answer after each selector.
func answers(t *testing.T, text string, root any) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "    "):
			continue
		case strings.TrimSpace(line) == "" || line[0] == '#':
			b.WriteString(line)
		default:
			b.WriteString(line + "    " + answer(t, strings.TrimSuffix(line, "\n"), root) + "\n")
		}
	}
	return b.String()
}

func answer(t *testing.T, text string, root any) string {
	t.Helper()
	path, err := selector.Compile(text)
	var syntax *selector.SyntaxError
	if errors.As(err, &syntax) {
		kind := "wrong"
		if syntax.Unsupported {
			kind = "unsupported"
		}
		return fmt.Sprintf("%s at %d: %s", kind, syntax.Offset, syntax.Message)
	}
	if err != nil {
		t.Fatalf("Compile(%q) gives a %T", text, err)
	}
	v, err := path.Select(root)
	if err != nil {
		return err.Error()
	}
	return encode(t, v)
}
