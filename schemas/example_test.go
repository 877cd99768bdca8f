package schemas_test

import (
	"fmt"

	"github.com/ssmkit/ssmkit/schemas"
)

func Example() {
	action, ok := schemas.Action("aws:changeInstanceState")
	if !ok {
		return
	}
	inputs := map[string]any{
		"InstanceIds":  schemas.Dynamic{Text: "{{ InstanceIds }}"}, // a value of run time
		"DesiredState": "stoped",
		"Forced":       true,
	}
	for _, violation := range action.Schema().Validate(inputs) {
		switch violation.Kind {
		case schemas.UnknownProperty:
			fmt.Printf("%s has no input %q\n", action.Name, violation.Property)
		case schemas.NotInEnum:
			fmt.Printf("%s is one of %v\n", violation.Path[0], violation.Expected)
		}
	}
	// Output:
	// aws:changeInstanceState has no input "Forced"
	// DesiredState is one of [running stopped terminated]
}
