package value_test

import (
	"encoding/json"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
)

func TestEqual(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`{"a":1,"b":[2]}`, `{"b":[2],"a":1}`, true},
		{`{"a":1}`, `{"a":1,"b":null}`, false},
		{`{"a":null}`, `{"b":null}`, false},
		{`[1,2]`, `[2,1]`, false},
		{`[]`, `{}`, false},
		{`null`, `false`, false},
		{`""`, `null`, false},
		{`1`, `"1"`, false},
		{`true`, `true`, true},
		{`1`, `1.0`, true},
		{`10e-1`, `1`, true},
		{`100`, `1e2`, true},
		{`0`, `-0.0e9`, true},
		{`9007199254740993`, `9007199254740992`, false},
		{`0.1`, `0.10000000000000001`, false},
	} {
		if got := value.Equal(decode(t, c.a), decode(t, c.b)); got != c.want {
			t.Errorf("Equal(%s, %s) = %t", c.a, c.b, got)
		}
	}
}

func TestEqualAcceptsGoValues(t *testing.T) {
	t.Parallel()
	plain := map[string]any{"n": 2, "f": 0.5, "l": []any{int64(1)}}
	decoded := decode(t, `{"f":0.5,"l":[1.0],"n":2}`)
	if !value.Equal(plain, decoded) || !value.Equal(decoded, plain) {
		t.Errorf("%v and %v differ", plain, decoded)
	}
	if value.Equal(make(chan int), nil) || value.Equal(nil, make(chan int)) {
		t.Errorf("a channel equals null")
	}
}

func TestCompareNumbers(t *testing.T) {
	t.Parallel()
	ascending := []json.Number{
		"-1e400", "-10", "-9.5", "-0.001", "0", "1e-999999999", "0.09", "0.1", "1", "1.5", "9", "10", "9007199254740992", "9007199254740993", "1e999999999",
	}
	for i, a := range ascending {
		for j, b := range ascending {
			want := min(1, max(-1, i-j))
			if got, ok := value.CompareNumbers(a, b); got != want || !ok {
				t.Errorf("CompareNumbers(%s, %s) = %d, %t, want %d", a, b, got, ok, want)
			}
		}
	}
	for _, bad := range []json.Number{"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "1_0", "0x1", "NaN", "1e99999999999"} {
		if _, ok := value.CompareNumbers(bad, "1"); ok {
			t.Errorf("%q is taken for a number", bad)
		}
	}
}

func TestCloneIsIndependent(t *testing.T) {
	t.Parallel()
	original := decode(t, `{"list":[{"a":1}]}`)
	clone := value.Clone(original)
	list, _ := clone.(*value.Object).Get("list")
	list.([]any)[0].(*value.Object).Set("a", "changed")
	if got := encode(t, original); got != `{"list":[{"a":1}]}` {
		t.Errorf("changing the clone made the original %s", got)
	}
}

func decode(t *testing.T, text string) any {
	t.Helper()
	v, err := value.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
