package selector_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
)

func Example() {
	response := value.New("Reservations", value.List(
		value.New("Instances", value.List(
			value.New("InstanceId", "i-1", "State", value.New("Name", "running")),
			value.New("InstanceId", "i-2", "State", value.New("Name", "stopped")),
		)),
	))
	for _, text := range []string{
		"$.Reservations[0].Instances[1].State.Name",
		"$.Reservations..InstanceId",
		"$.Reservations[0].Instance[1]",
		"$.Reservations[0",
	} {
		path, err := selector.Compile(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(path.Select(response))
	}
	// Output:
	// stopped <nil>
	// [i-1 i-2] <nil>
	// <nil> $['Reservations'][0]['Instance'] is not there: the object has no key "Instance"
	// offset 14: the bracket is never closed
}

func TestSelectGivesTheValueItself(t *testing.T) {
	t.Parallel()
	state := value.New("Name", "running")
	root := value.New("a", value.List(value.New("State", state)))
	for _, text := range []string{"$.a[0].State", "$.a[-1].State"} {
		if got := mustSelect(t, text, root); got != any(state) {
			t.Errorf("%s gives a %T that is not the selected object", text, got)
		}
	}
}

func TestSelectFromPlainMaps(t *testing.T) {
	t.Parallel()
	root := map[string]any{
		"b": map[string]any{"id": 1, "n": 2.5},
		"a": []any{map[string]any{"id": "2"}, value.New("id", nil)},
	}
	for text, want := range map[string]string{
		"$.b.n":           `2.5`,
		"$.a[0].id":       `"2"`,
		"$.a[1].id":       `null`,
		"$..id":           `["2",null,1]`,
		"$.*":             `[[{"id":"2"},{"id":null}],{"id":1,"n":2.5}]`,
		"$.a[?(@.id==3)]": `[]`,
		"$[?(@.b.id==1)]": `[` + encode(t, root) + `]`,
		"$.b.keys()":      `["id","n"]`,
		"$.b['n','id']":   `{"n":2.5,"id":1}`,
		"$.b.length()":    `2`,
		"$.a":             `[{"id":"2"},{"id":null}]`,
	} {
		if diff := cmp.Diff(want, encode(t, mustSelect(t, text, root))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}

// The root of a selector may be anything that a script returns.
func TestSelectFromScalars(t *testing.T) {
	t.Parallel()
	for _, root := range []any{nil, true, "text", 1.5} {
		if got := mustSelect(t, "$", root); got != root {
			t.Errorf("$ of %v is %v", root, got)
		}
		if diff := cmp.Diff([]any{}, mustSelect(t, "$..a", root)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestNotFoundError(t *testing.T) {
	t.Parallel()
	root := value.New("a", value.List(value.New("b", 1)))
	for text, want := range map[string]selector.NotFoundError{
		"$.a[0].c":   {Path: "$['a'][0]['c']", Segment: 2, Reason: `the object has no key "c"`},
		"a[1].b":     {Path: "$['a'][1]", Segment: 1, Reason: "the list has one element"},
		"$.a.b.c":    {Path: "$['a']['b']", Segment: 1, Reason: "there is a list, not an object"},
		"$.a[0].b.c": {Path: "$['a'][0]['b']['c']", Segment: 3, Reason: "there is a number, not an object"},
		"$.c..b":     {Path: "$['c']", Segment: 0, Reason: `the object has no key "c"`},
	} {
		path, err := selector.Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = path.Select(root)
		var missing *selector.NotFoundError
		if !errors.As(err, &missing) {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, *missing); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}

func TestPathIsSharedByGoroutines(t *testing.T) {
	t.Parallel()
	path, err := selector.Compile("$.a[0]")
	if err != nil {
		t.Fatal(err)
	}
	root := value.New("a", value.List("x"))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got, err := path.Select(root); got != "x" || err != nil {
				t.Errorf("Select: %v, %v", got, err)
			}
		})
	}
	group.Wait()
}

func TestCompileIsBounded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"length":           {"$." + strings.Repeat("a", 4096), "too long"},
		"descents":         {"$" + strings.Repeat("..*", 9), "more than 16"},
		"parentheses":      {"$[?(" + strings.Repeat("(", 100) + "@.a" + strings.Repeat(")", 101) + "]", "nested more than 32"},
		"negations":        {"$[?(" + strings.Repeat("!", 100) + "@.a)]", "nested more than 32"},
		"lists":            {"$[?(@.a in " + strings.Repeat("[", 100), "nested more than 32"},
		"objects":          {"$[?(@.a == " + strings.Repeat("{'a':", 100), "nested more than 32"},
		"filters":          {strings.Repeat("$[?(@.a == ", 100), "nested more than 32"},
		"filters in paths": {strings.Repeat("@[?(", 100), "nested more than 32"},
		"pattern":          {"$[?(@.a =~ /" + strings.Repeat("(a{1000}){1000}", 3) + "/)]", "cannot be evaluated"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := selector.Compile(c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestSelectIsBounded(t *testing.T) {
	t.Parallel()
	deep := any("end")
	for range 10_000 {
		deep = []any{deep}
	}
	wide := make([]any, 10_000)
	for i := range wide {
		wide[i] = value.New("a", strings.Repeat("x", 100))
	}
	loop := map[string]any{}
	loop["self"] = loop
	for name, c := range map[string]struct {
		text string
		root any
		want string
	}{
		"chain of descents":         {"$..*..*..*..*", deepObject(200), "more than"},
		"too deep to descend":       {"$..a", deep, "nested more than"},
		"value that holds itself":   {"$..a", loop, "nested more than"},
		"filter over the whole":     {"$[?($..a)]", wide, "more than"},
		"comparison with the whole": {"$[?(@ != $)]", wide, "more than"},
		"pattern over the whole":    {"$[?($ =~ /y.*/)]", wide, "more than"},
		"costly pattern":            {"$[?(@.a =~ /(x?){200}x{900}/)]", wide, "more than"},
		"list against list":         {"$[?($ anyof $)]", wide, "more than"},
		"comparison too deep":       {"$[?(@ == $[0])]", []any{deep}, "nested more than"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, err := selector.Compile(c.text)
			if err != nil {
				t.Fatal(err)
			}
			_, err = path.Select(c.root)
			var limit *selector.LimitError
			if !errors.As(err, &limit) || !strings.Contains(limit.Message, c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func deepObject(depth int) any {
	v := value.New()
	for range depth {
		v = value.New("a", v, "b", value.List(1, 2))
	}
	return v
}

func mustSelect(t *testing.T, text string, root any) any {
	t.Helper()
	path, err := selector.Compile(text)
	if err != nil {
		t.Fatal(err)
	}
	v, err := path.Select(root)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}
