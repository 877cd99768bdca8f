package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/emulate/view/plan"
)

// TestPlansOfPublishedRunbooks makes a plan of each published runbook, knowing
// nothing about it, and holds it to the runbook: each step is in it once, reached or
// not. With -short, it looks at every tenth.
func TestPlansOfPublishedRunbooks(t *testing.T) {
	t.Parallel()
	schema, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(plan.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	ended, changes := 0, 0
	eachPublishedRunbook(t, func(path string, doc *document.Document) {
		var stdout, stderr bytes.Buffer
		code := run([]string{"ssmrun", path, "--plan", "--no-lint", "--format", "json"}, strings.NewReader(""), &stdout, &stderr)
		var got struct {
			Complete   bool
			Steps      []plannedStep
			NotReached []plannedStep
			Summary    struct{ Calls, Changes int }
		}
		if err := json.Unmarshal(stdout.Bytes(), &got); err != nil {
			t.Errorf("%s: no plan, exit code %d, %v: %s", path, code, err, &stderr)
			return
		}
		result, err := schema.Validate(gojsonschema.NewBytesLoader(stdout.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range result.Errors() {
			t.Errorf("%s: %s", path, problem)
		}
		if want := map[bool]int{true: exitSuccess, false: exitFailed}[got.Complete]; code != want {
			t.Errorf("%s: exit code %d, want %d: %s", path, code, want, &stderr)
		}
		if got.Complete {
			ended++
		}
		changes += got.Summary.Changes
		var want []string
		for s := range doc.AllSteps() {
			want = append(want, s.Name.Text)
		}
		has := names(doc, got.Steps)
		for _, s := range got.NotReached {
			if !strings.Contains(s.Name, "/") { // else it is of another runbook
				has = append(has, s.Name)
			}
		}
		slices.Sort(want)
		slices.Sort(has)
		if !slices.Equal(want, has) {
			t.Errorf("%s: the plan has the steps\n%q\nwant\n%q", path, has, want)
		}
	})
	t.Logf("%d plans to the end, %d changes", ended, changes)
	if ended < 10 || changes < 10 {
		t.Errorf("%d plans to the end, with %d changes", ended, changes)
	}
}

// TestPlansOfPublishedRunbooksSendReadsAlone makes the plans with reads to a server,
// which must not be asked to change anything.
func TestPlansOfPublishedRunbooksSendReadsAlone(t *testing.T) {
	t.Parallel()
	server := newCountingServer(t)
	home, changes := t.TempDir(), 0
	eachPublishedRunbook(t, func(path string, _ *document.Document) {
		command := ssmrun(t, path, "--plan", "--no-lint", "--format", "json", "--live", "--endpoint-url", server.url, "--region", "eu-west-1")
		command.Env = liveEnvironment(home)
		printed, err := command.Output()
		var got struct{ Summary struct{ Changes int } }
		if decoded := json.Unmarshal(printed, &got); decoded != nil {
			t.Errorf("%s: no plan: %v, %v", path, decoded, err)
		}
		changes += got.Summary.Changes
		if _, changed := server.told(); len(changed) > 0 {
			t.Fatalf("%s: these calls change something, and were sent: %v", path, changed)
		}
	})
	reads, _ := server.told()
	t.Logf("%d reads were sent, %d changes were not", len(reads), changes)
	if len(reads) < 20 || changes < 10 {
		t.Errorf("%d reads, %d changes", len(reads), changes)
	}
}

// eachPublishedRunbook looks at each published runbook with steps, with -short at
// every tenth.
func eachPublishedRunbook(t *testing.T, look func(path string, doc *document.Document)) {
	t.Helper()
	corpus := filepath.Join(documenttest.Folder(t), "corpus")
	runbooks := 0
	for name, doc := range documenttest.Runbooks(t) {
		if runbooks++; !testing.Short() || runbooks%10 == 0 {
			look(filepath.Join(corpus, filepath.FromSlash(name)), doc)
		}
	}
}

type plannedStep struct {
	Name  string
	Steps []plannedStep
}

// names are the steps of a plan that are of the document itself, not of a runbook
// that a step has started.
func names(doc *document.Document, steps []plannedStep) []string {
	var list []string
	for _, s := range steps {
		if own := doc.Step(s.Name); own != nil {
			list = append(list, s.Name)
			if len(own.Steps) > 0 {
				list = append(list, names(doc, s.Steps)...)
			}
		}
	}
	return list
}
