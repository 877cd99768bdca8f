package flags_test

import (
	"io"
	"testing"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
)

func TestColor(t *testing.T) {
	t.Parallel()
	environment := func(pairs map[string]string) func(string) string {
		return func(name string) string { return pairs[name] }
	}
	for _, test := range []struct {
		choice string
		env    map[string]string
		want   bool
	}{
		{choice: "always", want: true},
		{choice: "always", env: map[string]string{"NO_COLOR": "1"}, want: true},
		{choice: "never"},
		{choice: "auto"}, // what is written to is no terminal
		{choice: ""},
	} {
		got, err := flags.Color(test.choice, io.Discard, environment(test.env))
		if err != nil || got != test.want {
			t.Errorf("Color(%q) with %v = %t, %v; want %t", test.choice, test.env, got, err, test.want)
		}
	}
	_, err := flags.Color("yes", io.Discard, environment(nil))
	if want := `--color is "yes", expected always, auto or never`; err == nil || err.Error() != want {
		t.Errorf("got error %v, want %q", err, want)
	}
}
