package document_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// TestKinds reads testdata/kinds: each file says by its name up to the first
// dot what kind it is; those that begin with foreign are none.
func TestKinds(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/kinds/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, _, _ := strings.Cut(filepath.Base(name), ".")
		want, _, _ = strings.Cut(want, "_")
		switch want {
		case "foreign":
			want = ""
		case "ChangeTemplate":
			want = string(document.ChangeTemplate)
		}
		doc, problems := document.Parse(document.NewSource(filepath.Base(name), text))
		if len(problems) > 0 && problems[0].Code != document.TagProblem {
			t.Errorf("%s: %v", name, problems)
		}
		if string(doc.Kind) != want {
			t.Errorf("%s: kind %q, want %q", name, doc.Kind, want)
		}
	}
}

// TestKindsAgreeWithSchemas holds the names by which documents are recognised to
// those of the schemas, on which this package does not stand.
func TestKindsAgreeWithSchemas(t *testing.T) {
	t.Parallel()
	kind := func(text string) document.Kind {
		doc, problems := document.Parse(document.NewSource("test.yaml", []byte(text)))
		if len(problems) > 0 {
			t.Fatalf("%s: %v", text, problems)
		}
		return doc.Kind
	}
	want := map[string]document.Kind{}
	for _, plugin := range schemas.Plugins() {
		want[plugin] = document.Command
	}
	for _, action := range schemas.Actions() {
		want[action] = document.Automation // which some plugins are called, too
	}
	for name, want := range want {
		if got := kind("schemaVersion: ''\nmainSteps: [{name: a, action: '" + name + "'}]\n"); got != want {
			t.Errorf("a document with a step of the action %s is of the kind %q, want %q", name, got, want)
		}
	}
	for _, parameter := range schemas.ParameterTypes(schemas.KindAutomation) {
		if got := kind("schemaVersion: '0.3'\nparameters: {A: {type: '" + parameter.Name + "'}}\n"); got != document.Automation {
			t.Errorf("a document with a parameter of the type %s is of the kind %q", parameter.Name, got)
		}
	}
}
