package syntax

import "testing"

// TestMatch shows where the word match begins a statement, and where it is a name.
func TestMatch(t *testing.T) {
	t.Parallel()
	const statement = "match a:\n  case {'b': [c, *_], **d} if e: f\n"
	for _, test := range []struct {
		script string
		minor  int
		plain  bool
	}{
		{statement, 10, true},
		{statement, 9, false},
		{statement, 0, false}, // it depends on the version
		{"match = match(a)[0]\nmatch.b\nmatch: int = 1\nmatch * a, match - a", 10, true},
		{"match (a):\n  case 1: pass", 10, true},
		{"match a, b:\n  case 1, (2 | -3), *c: match = 4", 10, true},
		{"match a:\n  case b.C(1, d=(None | True), e=f) as g: pass\n  case {h.i: 'j' 'k'}: pass\n  case [] | (): pass\nl", 10, true},
		{"match a:\n  pass", 10, false},
		{"match a: case 1: pass", 10, false},
		{"match a:\n  case 1: pass\n  b", 10, false},
		{"match a:\n  case *b: pass", 10, false},
		{"match a:\n  case b as _: pass", 10, false},
		{"match a:\n  case b as c.d: pass", 10, false},
		{"match a:\n  case B(c=1, d): pass", 10, false},
		{"match a:\n  case B(c.d=1): pass", 10, false},
		{"match a:\n  case _(b): pass", 10, false},
		{"match a:\n  case _.b: pass", 10, false},
		{"match a:\n  case {b: 1}: pass", 10, false},
		{"match a:\n  case {**b, 'c': 1}: pass", 10, false},
		{"match a:\n  case f'b': pass", 10, false},
		{"match a:\n  case -b: pass", 10, false},
		{"match a:\n  case 1 + 2: pass", 10, false},
	} {
		if module, plain := Parse(test.script, test.minor); plain != test.plain {
			t.Errorf("%q in 3.%d: plain %t, want %t: %s", test.script, test.minor, plain, test.plain, dump(module))
		}
	}
}
