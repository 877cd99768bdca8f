package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// dump writes a tree in one line: field:Kind(text)@offset[children].
func dump(n *Node) string {
	var b strings.Builder
	if n.Field != "" {
		b.WriteString(n.Field + ":")
	}
	b.WriteString(n.Kind)
	if n.Text != "" {
		fmt.Fprintf(&b, "(%s)", n.Text)
	}
	fmt.Fprintf(&b, "@%d", n.Offset)
	if n.Context != Load {
		b.WriteString([]string{"", "=", "-"}[n.Context])
	}
	if len(n.Children) > 0 {
		var parts []string
		for _, child := range n.Children {
			parts = append(parts, dump(child))
		}
		b.WriteString("[" + strings.Join(parts, " ") + "]")
	}
	return b.String()
}

// TestParse shows trees. That they are right in general is for the tests of
// package python, which ask Python.
func TestParse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ script, want string }{
		{"", "Module@0"},
		{"a.b = c['d']\n", "Module@0[body:Assign@0[targets:Attribute(b)@0=[value:Name(a)@0] value:Subscript@6[value:Name(c)@6 slice:Str(d)@8]]]"},
		{"{'a': 1, **b}", "Module@0[body:Expr@0[value:Dict@0[keys:Str(a)@1 keys:Nothing@0 values:Constant@6 values:Name(b)@11]]]"},
		{"f'é {a:{b}}' 'c'", "Module@0[body:Expr@0[value:JoinedStr@0[values:FormattedValue@5[value:Name(a)@6 format_spec:JoinedStr@7[values:FormattedValue@8[value:Name(b)@9]]]]]]"},
		{
			"def f(a, *, b=None): # one\n  if a not in b: return\n",
			"Module@0[body:FunctionDef(f)@0[args:arguments@0[args:arg(a)@6 kwonlyargs:arg(b)@12 kw_defaults:None@14] " +
				"body:If@29[test:Compare(NotIn)@32[left:Name(a)@32 comparators:Name(b)@41] body:Return@44]]]",
		},
	} {
		module, plain := Parse(test.script, 10)
		if !plain {
			t.Errorf("%q is not plain", test.script)
		} else if got := dump(module); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.script, got, test.want)
		}
	}
}

// TestNotPlain has what must be left to Python: what is wrong in all versions or
// in some, and what is not worth the trouble.
func TestNotPlain(t *testing.T) {
	t.Parallel()
	for _, script := range []string{
		"a b", "a = ", "(a", "a)", "f(a", "[a}", "'a", "'''a", "'a\nb'", "a = 'b' c", "1a", "01", "1__0", "0x", "1e", "a ! b", "a ? b", "a $ b",
		"if a = b: pass", "if a: pass\n  b", "if a:\nb", " a", "if a:\n  b\n c", "if a:\n\tb", "if a: if b: c", "else: a", "try: a", "try: a\nexcept: b\nexcept C: d",
		"a + 1 = b", "f() = a", "'a' = b", "None = a", "a, b += c", "a: b, c", "(a): b = 1", "x for x in y", "del f()", "del *a", "for 1 in a: b",
		"return", "class A: return", "if a: return 1", "def f(a=1, b): pass", "def f(*): pass", "def f(*, **a): pass", "def f(**a, b): pass", "def f(/, a): pass", "def f(a, /, b, /): pass", "def f(*a, /): pass", "lambda a /: b", "def f(a.b): pass",
		"f(a=1, b)", "f(**a, b)", "f(**a, *b)", "f(a.b=1)", "f(a=1, a=2)", "f(a for a in b, c)", "f(a, b for b in c)", "lambda a: b: c", "*a", "*a = b", "a = *b,",
		"{**a for a in b}", "[*a for a in b]", "{a: b, c}", "{a, b: c}", "{*a: b}", "a[*b]", "a[]", "not", "a not b", "a <> b", "print 'a'", "exec a", "raise a, b",
		"except A, B: c", "import a.b as c.d", "from a import b,", "from a import (b", "from . import", "from a import", "import *", "global a.b", "a..b", "a.1", "a\\ \nb", "a\\\n", "\\\na",
		"f'{'", "f'}'", "f'{}'", "f'{a'", "f'{a!}'", "f'{a!x}'", "f'{a! r}'", "f'{a!r }'", "f'{a:{b:{c}}}'", "f'{a b}'", "f'{\"\\n\"}'", "f'{a#}'", "f'''{a\n}'''", "f'{f\"{a}\"}'",
		"f'{lambda: a}'", "f'{a=b}'", "a := 1", "(a.b := 1)", "((a) := 1)", "if (a) := 1: b", "(a := 1 := 2)", "f\"{a[\"b\"]}\"", "f'{a:=b}'", "'\\x4'", "'\\u123'", "'\\U00110000'", "'\\ud800'", "'\\N{DASH}'", "b'é'", "b'a' 'b'", "ur'a'", "t'a'",
		"async def f(): pass", "await a", "async for a in b: c", "with (a, b): c", "with a as f(): b", "try: a\nexcept* B: c", "def f[T](): pass", "type a = b",
		"é = 1", "a = 1\u00a0", "a\x00", "a\r\n", "\f\na", "\ufeffa", "'\xff'", "__debug__ = 1", "@a[0]\ndef f(): pass", "@a",
		strings.Repeat("(", 300) + "a" + strings.Repeat(")", 300), strings.Repeat("-", 100_000) + "1", strings.Repeat("a.", 100_000) + "a", "1" + strings.Repeat("+1", 100_000),
		strings.Repeat("not ", 100_000) + "a", strings.Repeat("lambda:", 100_000) + "a", "if a: b\n" + strings.Repeat("elif a: b\n", 100_000), strings.Repeat("a if b else ", 100_000) + "c",
	} {
		if module, plain := Parse(script, 9); plain {
			t.Errorf("%.80q is plain: %.200s", script, dump(module))
		}
	}
}
