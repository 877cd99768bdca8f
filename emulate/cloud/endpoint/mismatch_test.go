package endpoint

import (
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// An error names JSON's kinds of values, not Go's types, and has the right article.
func TestMismatchIsSaidInWords(t *testing.T) {
	t.Parallel()
	op, err := awsapi.Lookup("ssm", "DescribeInstanceInformation")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		member string
		v      any
		want   string
	}{
		{"MaxResults", value.New(), "MaxResults is an object, expected an integer"},
		{"NextToken", value.List("a"), "NextToken is a list, expected a string"},
		{"Filters", "a", "Filters is a string, expected a list"},
	} {
		if _, err := (jsonBody{}).read(op.Parameter(c.member), c.v, 0); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.member, err, c.want)
		}
	}
}
