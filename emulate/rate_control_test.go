package emulate

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
)

// TestRateControlRefused asks for the refusal of what StartAutomationExecution
// does not take, by whom only the request is known.
func TestRateControlRefused(t *testing.T) {
	t.Parallel()
	target := func(key string, values int) *value.Object {
		return value.New("Key", key, "Values", slices.Repeat([]any{"x"}, values))
	}
	location := value.New("Accounts", value.List("123456789012"), "Regions", value.List("eu-west-1"))
	for _, test := range []struct {
		request *value.Object
		want    string // empty for none
	}{
		{value.New(), ""},
		{value.New("Targets", value.List(target("ParameterValues", 50)), "TargetParameterName", "Id"), ""},
		{
			value.New("Targets", value.List(target("ParameterValues", 51)), "TargetParameterName", "Id"),
			"the target ParameterValues has 51 elements, there may be 50",
		},
		{
			value.New("TargetMaps", slices.Repeat([]any{value.New("Id", "x")}, 301)),
			"TargetMaps has 301 elements, there may be 300",
		},
		{
			value.New("TargetLocations", slices.Repeat([]any{location}, 101)),
			"TargetLocations has 101 elements, there may be 100",
		},
		{
			value.New("TargetLocations", value.List(value.New("Accounts", value.List("123456789012")))),
			"each of TargetLocations needs Accounts and Regions",
		},
		{
			value.New("Targets", value.List(target("ParameterValues", 1)), "TargetMaps", value.List(value.New("Id", "x"))),
			"there are both Targets and TargetMaps, which exclude each other",
		},
		{
			value.New("Targets", value.List(target("ParameterValues", 1))),
			"the targets need TargetParameterName, the parameter that takes them",
		},
		{value.New("TargetParameterName", "Id"), "there is TargetParameterName, but no Targets for it"},
		{
			value.New("TargetMaps", value.List(value.New("Id", "x")), "MaxConcurrency", "0"),
			`MaxConcurrency is "0", expected a number from 1 or a percentage such as 10%`,
		},
		{value.New("TargetMaps", "x"), "TargetMaps is a String, not a list of maps"},
	} {
		got := ""
		if _, err := ReadRateControl(test.request); err != nil {
			got = fmt.Sprint(err)
		}
		if got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
