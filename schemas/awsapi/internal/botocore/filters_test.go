package botocore

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestFilterNamesComeFromTheDocumentation(t *testing.T) {
	t.Parallel()
	const documentation = `<p>The filters.</p> <ul> <li> <p> <code>vpc-id</code> - The ID, as in <code>vpc-1</code>.</p> </li>
		<li> <p> <code>tag</code>:&lt;key&gt; - The tag.</p> </li> <li><p><code>resource:&lt;key&gt; </code> - Another.</p></li> </ul>`
	member, err := json.Marshal(documentation)
	if err != nil {
		t.Fatal(err)
	}
	model, err := parse([]byte(`{"operations": {"DescribeToys": {"name": "DescribeToys", "input": {"shape": "In"}}, "NoInput": {"name": "NoInput"}},
		"shapes": {"In": {"type": "structure", "members": {"Filters": {"shape": "F", "documentation": ` + string(member) + `}, "Other": {"shape": "F"}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadFilterNames(fstest.MapFS{}, map[string]*Model{"ec2": model})
	if err != nil {
		t.Fatal(err)
	}
	want := FilterNames{"ec2": {"DescribeToys": {"resource:<key>", "tag", "tag:<key>", "vpc-id"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAliasesAreThoseOfTheCollection(t *testing.T) {
	t.Parallel()
	data := os.Getenv("SSMKIT_TESTDATA")
	if data == "" {
		t.Skip("SSMKIT_TESTDATA is not set: the service models are not at hand")
	}
	text, err := os.ReadFile(filepath.Join(data, "aws-models", "parameter-aliases.json"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, aliases); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
