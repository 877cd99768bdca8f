package document_test

import (
	"os"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
)

func parseFile(t testing.TB, name string) *document.Document {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, problems := document.Parse(document.NewSource(name, text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return doc
}

func TestTypedTree(t *testing.T) {
	t.Parallel()
	doc := parseFile(t, "testdata/parse/runbook.yaml")
	var got []string
	add := func(what string, n *document.Node) {
		if n == nil {
			got = append(got, what+" nil")
			return
		}
		got = append(got, what+" "+n.Raw())
	}
	add("version", doc.SchemaVersion)
	add("role", doc.AssumeRole)
	for _, p := range doc.Parameters {
		add("parameter", p.Name)
		add("type", p.Type)
		add("default", p.Default)
	}
	for _, v := range doc.Variables {
		add("variable", v.Name)
		add("default", v.Default)
	}
	for s := range doc.AllSteps() {
		add("step", s.Name)
		add("action", s.Action)
		if s.Loop != nil {
			add("in", s.Loop.Name)
		}
		for _, o := range s.Outputs {
			add("output", o.Name)
			add("selector", o.Selector)
		}
	}
	for _, o := range doc.Outputs {
		add("pair "+o.Step+" "+o.Output, o.Node)
	}
	for _, f := range doc.Files {
		add("file", f.Name)
	}
	want := []string{
		"version '0.3'", `role "{{ AutomationAssumeRole }}"`,
		"parameter InstanceId", "type AWS::EC2::Instance::Id", "default nil",
		"parameter AutomationAssumeRole", "type String", `default ""`,
		"variable tries", "default 0",
		"step stop", "action aws:executeAwsApi", "output State", "selector $.StoppingInstances[0].CurrentState.Name",
		"step again", "action aws:loop",
		"step wait", "action aws:sleep", "in again",
		"pair stop State stop.State", `pair stop State "{{ stop.State }}"`,
		"file attachment.zip",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if doc.Outputs[0].Braces || !doc.Outputs[1].Braces {
		t.Error("only the second output stands in braces")
	}
}

func TestLookups(t *testing.T) {
	t.Parallel()
	doc := parseFile(t, "testdata/parse/runbook.yaml")
	if s := doc.Step("wait"); s == nil || !s.Is("aws:sleep") || s.Loop != doc.Step("again") {
		t.Errorf("step wait: %+v", s)
	}
	if doc.Step("Wait") != nil || doc.Parameter("instanceId") != nil || doc.Variable("") != nil {
		t.Error("names are not exact")
	}
	if doc.Parameter("InstanceId") == nil || doc.Variable("tries") == nil || doc.Step("stop").Output("State") == nil {
		t.Error("a name is not found")
	}
	// The index of steps is made once, by whoever asks first.
	fresh := parseFile(t, "testdata/parse/runbook.yaml")
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if fresh.Step("stop") == nil || fresh.Path(fresh.Outputs[0].Node) == "" {
				t.Error("not found")
			}
		})
	}
	wait.Wait()
}

func TestCommandPlugins(t *testing.T) {
	t.Parallel()
	doc := parseFile(t, "testdata/parse/command-12.json")
	if len(doc.Steps) != 1 || doc.Steps[0].Action.Text != "aws:runShellScript" {
		t.Fatalf("steps: %+v", doc.Steps)
	}
	if id := doc.Steps[0].Inputs.Get("id"); !id.IsString() || id.Text != "0.aws:runShellScript" {
		t.Errorf("id: %+v", id)
	}
}

func TestEmptyDocument(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " \n", "# a comment\n", "---\n", "\ufeff", "---\n...\n---\n"} {
		doc, problems := document.Parse(document.NewSource("-", []byte(text)))
		if doc == nil || doc.Root != nil || doc.Kind != document.Foreign || len(problems) > 0 {
			t.Errorf("%q: %+v, %v", text, doc, problems)
		}
		if doc.Step("x") != nil || doc.Path(nil) != "" || doc.Parameter("x") != nil {
			t.Errorf("%q has something in it", text)
		}
	}
}

func TestPath(t *testing.T) {
	t.Parallel()
	const text = `a: [x, {b: y}]
"k.e.y": {"": {한국: z}}
base: &base {c: v}
copy: *base
merge: {<<: *base, d: w}
`
	doc, problems := document.Parse(document.NewSource("-", []byte(text)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := map[string]string{
		"x": "a[0]", "y": "a[1].b", "z": `["k.e.y"][""].한국`, "v": "base.c", "w": "merge.d",
		"b": "a[1].b", "d": "merge.d", "k.e.y": `["k.e.y"]`,
	}
	for n := range doc.Root.All() {
		if path, ok := want[n.Text]; ok && n.IsScalar() {
			if got := doc.Path(n); got != path {
				t.Errorf("%q is at %q, want %q", n.Text, got, path)
			}
		}
	}
	if got := doc.Path(doc.Root); got != "" {
		t.Errorf("the root is at %q", got)
	}
	if got := doc.Path(&document.Node{}); got != "" {
		t.Errorf("a foreign node is at %q", got)
	}
}
