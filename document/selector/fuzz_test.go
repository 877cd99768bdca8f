package selector

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
)

func FuzzCompile(f *testing.F) {
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		path, err := Compile(text)
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(text) || syntax.Message == "" {
				t.Fatalf("error %v", err)
			}
			return
		}
		checkSpans(t, path)
		canonical := path.String()
		if len(canonical) > maxLength {
			return
		}
		again, err := Compile(canonical)
		if err != nil {
			t.Fatalf("%q is spelled %q, which does not compile: %v", text, canonical, err)
		}
		if diff := cmp.Diff(canonical, again.String()); diff != "" {
			t.Errorf("%q is spelled anew (-want +got)\n%s", text, diff)
		}
		if path.Definite() != again.Definite() {
			t.Errorf("%q and %q are not both definite", text, canonical)
		}
	})
}

// checkSpans checks that segments follow each other inside the text, and that
// names are inside their segments.
func checkSpans(t *testing.T, path *Path) {
	t.Helper()
	at := 0
	for _, s := range path.Segments() {
		if s.Offset < at || s.End <= s.Offset || s.End > len(path.Text()) {
			t.Fatalf("%q: %s segment at [%d,%d) after %d", path.Text(), s.Kind, s.Offset, s.End, at)
		}
		at = s.Offset
		for _, span := range s.NameSpans {
			if span.Start < at || span.End < span.Start || span.End > s.End {
				t.Fatalf("%q: name at [%d,%d) in a segment at [%d,%d)", path.Text(), span.Start, span.End, s.Offset, s.End)
			}
			at = span.End
		}
		if len(s.Names) != len(s.NameSpans) {
			t.Fatalf("%q: %d names, %d spans", path.Text(), len(s.Names), len(s.NameSpans))
		}
		at = s.End
	}
}

// FuzzSelect checks that the library and the walker agree on definite paths, and
// that indefinite ones give a list.
func FuzzSelect(f *testing.F) {
	dialect, err := os.ReadFile("testdata/dialect.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range seeds(f) {
		f.Add(text, string(dialect))
	}
	f.Add(`$["a\"\u0000"][0]`, `{"a\"\u0000":[1e5]}`)
	f.Fuzz(func(t *testing.T, text, document string) {
		path, err := Compile(text)
		if err != nil {
			return
		}
		root, err := value.Decode([]byte(document))
		if err != nil {
			return
		}
		got, err := path.Select(root)
		checkError(t, err)
		if !path.Definite() {
			if _, ok := got.([]any); !ok && err == nil {
				t.Errorf("%s gives a %T", text, got)
			}
			return
		}
		want, wantErr := path.selectByWalk(root)
		if diff := cmp.Diff(wantErr, err); diff != "" {
			t.Errorf("%s (-walker +library)\n%s", text, diff)
		}
		if !value.Equal(want, got) {
			t.Errorf("%s gives %v by the walker, %v by the library", text, want, got)
		}
	})
}

func checkError(t *testing.T, err error) {
	t.Helper()
	var missing *NotFoundError
	var limit *LimitError
	if err != nil && !errors.As(err, &missing) && !errors.As(err, &limit) {
		t.Fatalf("error %v of type %[1]T", err)
	}
}

// seeds returns the selectors of the case files.
func seeds(f *testing.F) []string {
	f.Helper()
	files, err := filepath.Glob("testdata/*.cases")
	if err != nil || len(files) == 0 {
		f.Fatalf("%d files: %v", len(files), err)
	}
	var found []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		lines := bufio.NewScanner(strings.NewReader(string(text)))
		for lines.Scan() {
			if line := lines.Text(); line != "" && line[0] != '#' && !strings.HasPrefix(line, "    ") {
				found = append(found, line)
			}
		}
	}
	return found
}
