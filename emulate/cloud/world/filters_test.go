package world

import (
	"strings"
	"testing"
)

func TestWildcard(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"a*", "abc", true},
		{"*c", "abc", true},
		{"*b*", "abc", true},
		{"a*c*e", "abcde", true},
		{"a*c*e", "abcd", false},
		{"?", "한", true},
		{"??", "a", false},
		{"a?c", "abc", true},
		{`a\*`, "a*", true},
		{`a\*`, "ab", false},
		{`*\?`, "ab?", true},
		{"*aab", "aaab", true},
		{"A", "a", false},
	} {
		if got := wildcard(test.pattern, test.text); got != test.want {
			t.Errorf("wildcard(%q, %q) = %t", test.pattern, test.text, got)
		}
	}
}

func TestWildcardIsNotExponential(t *testing.T) {
	t.Parallel()
	if wildcard(strings.Repeat("*a", 1000)+"b", strings.Repeat("a", 10_000)) {
		t.Error("matched")
	}
}
