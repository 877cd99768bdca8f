package pattern

import (
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pattern, text string
		part, all     bool
	}{
		{"b", "abc", true, false},
		{"^[a-c]+$", "abc", true, true},
		{"^[a-c]+$", "abd", false, false},
		{"", "abc", true, false},
		// Only an engine that tracks back reads these.
		{"^(?!aws).+$", "mine", true, true},
		{"^(?!aws).+$", "aws-x", false, false},
		{"^(?=m)", "mine", true, false},
		{`^(?!0)\d+$`, "12", true, true},
		{`^(?!0)\d+$`, "١٢", false, false},
		{`^(?!_)\w+$`, "é", false, false},
		{"^x{1,1024}$", strings.Repeat("x", 1024), true, true},
		{"^x{1,1024}$", strings.Repeat("x", 1025), false, false},
	} {
		p, err := Compile(test.pattern)
		if err != nil {
			t.Errorf("%q: %v", test.pattern, err)
			continue
		}
		if got, err := p.Match(test.text); got != test.part || err != nil {
			t.Errorf("%q matches a part of %q: %v, %v, want %v", test.pattern, test.text, got, err, test.part)
		}
		if got, err := p.MatchAll(test.text); got != test.all || err != nil {
			t.Errorf("%q matches all of %q: %v, %v, want %v", test.pattern, test.text, got, err, test.all)
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	for name, pattern := range map[string]string{
		"broken":                  "([a-z",
		"possessive":              "^a++$",
		"a class of Java's":       `^\p{Alpha}+$`,
		"an intersection":         "^[a-z&&[^b]]$",
		"longer than anybody has": strings.Repeat("a", longest+1),
	} {
		if _, err := Compile(pattern); err == nil {
			t.Errorf("%s: %.40q is read", name, pattern)
		}
	}
}

// TestHostile has patterns that need time which doubles with each character.
func TestHostile(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("a", 64) + "!"
	p, err := Compile("^(?=a)(a+)+$")
	if err != nil {
		t.Fatal(err)
	}
	const want = "it took longer than 100ms"
	if _, err := p.Match(text); err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
	// It is not tried again.
	if _, err := p.MatchAll("a"); err == nil || err.Error() != want {
		t.Errorf("the error of the next text is %v, want %s", err, want)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pattern           string
		broken, onNodeToo bool
	}{
		{"^[a-z]+$", false, false},
		{"([a-z", true, true},
		{"^(?!aws)", false, true},
		{"^x{1,1024}$", false, true},
		{"^a++$", false, true},
		{`^\p{Alpha}$`, false, true},
		{strings.Repeat("(", longest+1), false, false},
	} {
		err, onNode := Check(test.pattern)
		if (err != nil) != test.broken || (onNode != nil) != test.onNodeToo {
			t.Errorf("%.40q: %v, on the node %v", test.pattern, err, onNode)
		}
	}
}
