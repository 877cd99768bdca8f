package actions

import (
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
)

// TestDesires pins section 5.5 of execution.md.
func TestDesires(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		found, desired string // JSON
		want           bool
	}{
		{`"running"`, `["stopped","running"]`, true},
		{`"running"`, `["Running"]`, false},
		{`true`, `["True"]`, true},
		{`false`, `["false"]`, true},
		{`"true"`, `["True"]`, false},
		{`200`, `["200"]`, true},
		{`200`, `["2e2"]`, true},
		{`200`, `["x"]`, false},
		{`[]`, `["[]"]`, true},
		{`[]`, `["a"]`, false},
		{`["a","a"]`, `["a"]`, true},
		{`["a","b"]`, `["a","b"]`, true},
		{`["a","b"]`, `["a"]`, false},
		{`{"a":1}`, `["{\"a\":1}"]`, true},
	} {
		found, err := value.Decode([]byte(test.found))
		if err != nil {
			t.Fatal(err)
		}
		desired, err := value.Decode([]byte(test.desired))
		if err != nil {
			t.Fatal(err)
		}
		p, err := newProperty(value.New("Service", "ec2", "Api", "DescribeVolumes", "PropertySelector", "$", "DesiredValues", desired))
		if err != nil {
			t.Fatal(err)
		}
		if got := p.desires(found); got != test.want {
			t.Errorf("%s among %s: got %t", test.found, test.desired, got)
		}
	}
}
