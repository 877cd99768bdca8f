package actions

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
)

// TestSendParameters pins how runbooks write the parameters of a Command document,
// and what the API gets of it: lists of texts.
func TestSendParameters(t *testing.T) {
	t.Parallel()
	given, err := value.Decode([]byte(`{
		"DocumentName": "AWS-RunShellScript", "InstanceIds": ["i-1"],
		"Parameters": {"commands": "uptime", "list": ["a", 1, true], "map": {"a": 1}, "maps": [{"b": 2}]}
	}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := sendParameters(given.(*value.Object))
	if err != nil {
		t.Fatal(err)
	}
	text, err := value.Encode(got)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"DocumentName":"AWS-RunShellScript","InstanceIds":["i-1"],` +
		`"Parameters":{"commands":["uptime"],"list":["a","1","true"],"map":["{\"a\":1}"],"maps":["{\"b\":2}"]}}`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
