package emulate

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
)

// TestHolds pins section 6.3 of execution.md.
func TestHolds(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		condition string
		want      bool
		err       string
	}{
		{condition: `{"Variable":"a","StringEquals":"a"}`, want: true},
		{condition: `{"Variable":"a","StringEquals":"A"}`},
		{condition: `{"Variable":"","StringEquals":""}`, want: true},
		{condition: `{"Variable":"{{ x.y }}","StringEquals":""}`},
		{condition: `{"Variable":"aBc","EqualsIgnoreCase":"AbC"}`, want: true},
		{condition: `{"Variable":"abc","StartsWith":"ab"}`, want: true},
		{condition: `{"Variable":"abc","StartsWith":"Ab"}`},
		{condition: `{"Variable":"abc","EndsWith":"bc"}`, want: true},
		{condition: `{"Variable":"abc","Contains":"b"}`, want: true},
		{condition: `{"Variable":5,"NumericEquals":5.0}`, want: true},
		{condition: `{"Variable":5,"NumericGreater":4}`, want: true},
		{condition: `{"Variable":5,"NumericGreater":5}`},
		{condition: `{"Variable":5,"NumericLesser":6}`, want: true},
		{condition: `{"Variable":5,"NumericGreaterOrEquals":5}`, want: true},
		{condition: `{"Variable":5,"NumericLesserOrEquals":4}`},
		{condition: `{"Variable":"5","NumericEquals":5}`},
		{condition: `{"Variable":"{{ x.y }}","NumericLesser":5}`},
		{condition: `{"Variable":true,"BooleanEquals":true}`, want: true},
		{condition: `{"Variable":false,"BooleanEquals":true}`},
		{condition: `{"Variable":"true","BooleanEquals":true}`},
		{condition: `{"And":[{"Variable":"a","StringEquals":"a"},{"Variable":1,"NumericEquals":1}]}`, want: true},
		{condition: `{"And":[{"Variable":"a","StringEquals":"a"},{"Variable":1,"NumericEquals":2}]}`},
		{condition: `{"Or":[{"Variable":"a","StringEquals":"b"},{"Variable":1,"NumericEquals":1}]}`, want: true},
		{condition: `{"Or":[{"Variable":"a","StringEquals":"b"},{"Not":{"Variable":1,"NumericEquals":1}}]}`},
		{condition: `{"Not":{"Variable":"a","StringEquals":"b"}}`, want: true},
		{condition: `{"Not":{"Or":[{"Variable":"a","StringEquals":"b"},{"Variable":"a","StringEquals":"c"}]}}`, want: true},

		{condition: `{"Variable":"a"}`, err: "a condition has an operator, this one has none"},
		{condition: `{"Variable":"a","StringEquals":"a","StartsWith":"a"}`, err: "a condition has one operator, this one has StringEquals and StartsWith"},
		{condition: `{"Variable":"a","StringEqual":"a"}`, err: "there is no operator StringEqual"},
		{condition: `{"StringEquals":"a"}`, err: "operator StringEquals needs a Variable"},
		{condition: `{"And":[{"Variable":"a","StringEquals":"a"}]}`, err: "operator And takes at least two conditions"},
		{condition: `{"Or":["a","b"]}`, err: "operator Or takes conditions, this is a String"},
		{condition: `{"Not":[{"Variable":"a","StringEquals":"a"}]}`, err: "operator Not takes one condition, this is a MapList"},
	} {
		t.Run(test.condition, func(t *testing.T) {
			t.Parallel()
			v, err := value.Decode([]byte(test.condition))
			if err != nil {
				t.Fatal(err)
			}
			got, err := holds(v.(*value.Object), 0)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(test.err, message); diff != "" {
				t.Errorf("error (-want +got)\n%s", diff)
			}
			if got != test.want {
				t.Errorf("got %t", got)
			}
		})
	}
}

func TestDeepConditionsAreRefused(t *testing.T) {
	t.Parallel()
	condition := value.New("Variable", "a", "StringEquals", "a")
	for range 100_000 {
		condition = value.New("Not", condition)
	}
	if _, err := holds(condition, 0); err == nil {
		t.Error("got no error")
	}
}
