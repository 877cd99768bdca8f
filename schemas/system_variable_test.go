package schemas_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestSystemVariables(t *testing.T) {
	t.Parallel()
	var got []string
	for _, v := range schemas.SystemVariables() {
		got = append(got, v.Name)
	}
	want := []string{
		"automation:EXECUTION_ID", "global:ACCOUNT_ID", "global:AWS_PARTITION", "global:DATE", "global:DATE_TIME", "global:REGION",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("variables (-want +got):\n%s", diff)
	}
}
