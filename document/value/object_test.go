package value_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
)

func Example() {
	answer := value.New(
		"InstanceId", "i-0123456789abcdef0",
		"State", value.New("Code", 16, "Name", "running"),
		"Tags", value.List(value.New("Key", "Name", "Value", "web")),
	)
	text, err := value.Encode(answer)
	fmt.Println(string(text), err)
	// Output:
	// {"InstanceId":"i-0123456789abcdef0","State":{"Code":16,"Name":"running"},"Tags":[{"Key":"Name","Value":"web"}]} <nil>
}

func TestObjectKeepsOrder(t *testing.T) {
	t.Parallel()
	var o value.Object
	o.Set("z", "1")
	o.Set("a", "2")
	o.Set("m", "3")
	o.Set("z", "4") // keeps its place
	o.Delete("a")
	o.Delete("absent")
	o.Set("a", "5") // now at the end
	if diff := cmp.Diff(`{"z":"4","m":"3","a":"5"}`, encode(t, &o)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if v, ok := o.Get("a"); v != "5" || !ok {
		t.Errorf("Get(a) = %v, %t", v, ok)
	}
	if v, ok := o.Get("absent"); v != nil || ok {
		t.Errorf("Get(absent) = %v, %t", v, ok)
	}
}

// A large object finds its keys through an index, which must follow changes.
func TestLargeObject(t *testing.T) {
	t.Parallel()
	o := value.New()
	const n = 100
	for i := range n {
		o.Set(fmt.Sprint("k", i), json.Number(fmt.Sprint(i)))
	}
	for i := 0; i < n; i += 2 {
		o.Delete(fmt.Sprint("k", i))
	}
	o.Set("k1", "changed")
	if o.Len() != n/2 {
		t.Errorf("Len() = %d, want %d", o.Len(), n/2)
	}
	for i := range n {
		_, ok := o.Get(fmt.Sprint("k", i))
		if want := i%2 == 1; ok != want {
			t.Errorf("Get(k%d) found %t, want %t", i, ok, want)
		}
	}
	if key, v := o.At(0); key != "k1" || v != "changed" {
		t.Errorf("first member is %s: %v", key, v)
	}
	for key := range o.All() {
		if key != "k1" {
			t.Errorf("first key is %s", key)
		}
		break
	}
}

func TestNilObjectIsEmpty(t *testing.T) {
	t.Parallel()
	var o *value.Object
	if _, ok := o.Get("a"); ok || o.Len() != 0 {
		t.Errorf("nil object has members")
	}
	for key := range o.All() {
		t.Errorf("nil object yields %q", key)
	}
	if got := encode(t, o); got != "{}" {
		t.Errorf("nil object is %s", got)
	}
	if !value.Equal(o, value.New()) {
		t.Errorf("nil object differs from an empty one")
	}
}

func TestNewAcceptsWhatCodeWrites(t *testing.T) {
	t.Parallel()
	o := value.New(
		"int", 16,
		"long", int64(1)<<62,
		"float", 0.5,
		"words", []string{"a", "b"},
		"objects", []*value.Object{value.New("k", true)},
		"map", map[string]any{"b": 1, "a": nil},
		"texts", map[string]string{"b": "1", "a": "2"},
		"list", []any{1, []any{2}},
	)
	want := `{"int":16,"long":4611686018427387904,"float":0.5,"words":["a","b"],"objects":[{"k":true}],` +
		`"map":{"a":null,"b":1},"texts":{"a":"2","b":"1"},"list":[1,[2]]}`
	if diff := cmp.Diff(want, encode(t, o)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if v, _ := o.Get("int"); v != json.Number("16") {
		t.Errorf("an int became %T", v)
	}
	if v, _ := o.Get("map"); v.(*value.Object).Len() != 2 {
		t.Errorf("a map became %T", v)
	}
}

func TestNewRefusesMistakesOfTheCaller(t *testing.T) {
	t.Parallel()
	for name, pairs := range map[string][]any{
		"key has no value":    {"a", 1, "b"},
		"not a key":           {1, "a"},
		"is not a JSON value": {"a", make(chan int)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, strings.TrimPrefix(name, "key ")) {
					t.Errorf("panic %q", got)
				}
			}()
			value.New(pairs...)
		})
	}
}

func encode(t *testing.T, v any) string {
	t.Helper()
	text, err := value.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTypedMembers(t *testing.T) {
	t.Parallel()
	inner := value.New("Name", "web")
	o := value.New("Text", "a", "Number", 1, "Object", inner, "List", []any{inner, "b", inner}, "Null", nil)
	for _, key := range []string{"Text", "Number", "Object", "List", "Null", "Absent"} {
		if got, want := o.Text(key), map[string]string{"Text": "a"}[key]; got != want {
			t.Errorf("Text(%q) is %q, want %q", key, got, want)
		}
		if got, want := len(o.List(key)), map[string]int{"List": 3}[key]; got != want {
			t.Errorf("List(%q) has %d items, want %d", key, got, want)
		}
		if got, want := o.Object(key), map[string]*value.Object{"Object": inner}[key]; got != want {
			t.Errorf("Object(%q) is %v, want %v", key, got, want)
		}
		if got, want := len(o.Objects(key)), map[string]int{"List": 2}[key]; got != want {
			t.Errorf("Objects(%q) are %d, want %d", key, got, want)
		}
	}
	var none *value.Object
	if none.Object("a").Text("b") != "" || none.List("a") != nil || none.Objects("a") != nil {
		t.Error("a nil object has members")
	}
}

func TestScalarText(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		v    any
		want string
		ok   bool
	}{
		{"a b", "a b", true},
		{"", "", true},
		{json.Number("1.50"), "1.50", true},
		{true, "true", true},
		{nil, "", false},
		{[]any{"a"}, "", false},
		{value.New(), "", false},
	} {
		if got, ok := value.ScalarText(test.v); got != test.want || ok != test.ok {
			t.Errorf("ScalarText(%v) is %q, %t", test.v, got, ok)
		}
	}
}
