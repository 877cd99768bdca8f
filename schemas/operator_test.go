package schemas_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/schemas"
)

func TestOperatorsAreThoseOfAChoice(t *testing.T) {
	t.Parallel()
	for _, o := range schemas.Operators() {
		var operand any = schemas.Dynamic{Text: "{{ x }}"}
		choice := object{"NextStep": "a", "Variable": schemas.Dynamic{Text: "{{ v }}"}, o.Name: operand}
		if violations := get(t, schemas.AutomationChoice).Validate(choice); len(violations) > 0 {
			t.Errorf("%s: %v", o.Name, violations)
		}
		if o.Description == "" || o.Operand == "" {
			t.Errorf("%s lacks facts: %+v", o.Name, o)
		}
	}
	if n := len(schemas.Operators()); n != 14 {
		t.Errorf("there are %d operators, want eleven comparisons and And, Or, Not", n)
	}
}
