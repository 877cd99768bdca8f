package schemas_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestRuntimes(t *testing.T) {
	t.Parallel()
	ended := time.Date(2025, time.October, 16, 0, 0, 0, 0, time.UTC)
	want := []schemas.Runtime{
		{Name: "python3.12", Language: "Python"},
		{Name: "python3.11", Language: "Python"},
		{Name: "python3.10", Language: "Python"},
		{Name: "PowerShell 7.4", Language: "PowerShell"},
		{Name: "python3.9", Language: "Python", EndOfLife: ended},
		{Name: "python3.8", Language: "Python", EndOfLife: ended},
		{Name: "python3.7", Language: "Python", EndOfLife: ended},
		{Name: "python3.6", Language: "Python", EndOfLife: ended},
		{Name: "PowerShell 7.0", Language: "PowerShell", EndOfLife: ended},
		{Name: "PowerShell Core 6.0", Language: "PowerShell", EndOfLife: ended},
	}
	if diff := cmp.Diff(want, schemas.Runtimes()); diff != "" {
		t.Errorf("runtimes (-want +got):\n%s", diff)
	}
}
