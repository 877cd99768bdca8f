package schemas_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/schemas"
)

func TestKeysOfAPlaceInASchema(t *testing.T) {
	t.Parallel()
	sleep, _ := schemas.Action("aws:sleep")
	output, err := schemas.Get(schemas.AutomationOutput)
	if err != nil {
		t.Fatal(err)
	}
	file, err := schemas.Get(schemas.AutomationFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		schema *schemas.Schema
		path   []string
		want   []string
	}{
		{sleep.Schema(), nil, []string{"Duration", "Timestamp"}},
		{output, nil, []string{"Name", "Selector", "Type"}},
		{file, []string{"checksums"}, []string{"SHA-256", "SHA256", "sha-256", "sha256"}},
		{sleep.Schema(), []string{"Duration", "deeper"}, nil},
		{sleep.Schema(), []string{"0"}, nil},
	} {
		if diff := cmp.Diff(c.want, c.schema.Keys(c.path)); diff != "" {
			t.Errorf("%s at %v (-want +got):\n%s", c.schema.ID(), c.path, diff)
		}
	}
}
