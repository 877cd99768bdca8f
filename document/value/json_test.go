package value_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
)

func TestDecodeThenEncode(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"order of keys":        {`{"z": 1, "a": {"y": [], "b": {}}}`, `{"z":1,"a":{"y":[],"b":{}}}`},
		"key written twice":    {`{"a": 1, "b": 2, "a": 3}`, `{"a":3,"b":2}`},
		"numbers as written":   {`[1.0, 1e3, -0, 9007199254740993, 0.10]`, `[1.0,1e3,-0,9007199254740993,0.10]`},
		"no escaping of HTML":  {`"<a href='x'>&</a>"`, `"<a href='x'>&</a>"`},
		"escapes":              {`"\/\u0041\n\"\\\u0000"`, `"/A\n\"\\\u0000"`},
		"surrogate pair":       {`"\ud83d\ude00"`, `"😀"`},
		"lone surrogate":       {`"\ud83d"`, `"` + "\ufffd" + `"`},
		"Korean":               {`{"이름": "값"}`, `{"이름":"값"}`},
		"null, true and false": {" [null ,true,\tfalse]\r\n", `[null,true,false]`},
		"zero with exponent":   {`0e-99999`, `0e-99999`},
		"just a text":          {`""`, `""`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, err := value.Decode([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, encode(t, v)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", 513) + strings.Repeat("]", 513)
	veryDeep := strings.Repeat("[", 1_000_000)
	for name, c := range map[string]struct {
		text   string
		offset int
		want   string
	}{
		"nothing":           {"", 0, "unexpected end"},
		"unclosed":          {`{"a": [1, 2`, 11, "unexpected end"},
		"trailing comma":    {`[1,]`, 3, "invalid character ']'"},
		"trailing data":     {`{} x`, 3, "after top-level value"},
		"two values":        {`1 2`, 2, "after top-level value"},
		"bare word":         {`{"a": yes}`, 6, "invalid character 'y'"},
		"single quotes":     {`{'a': 1}`, 1, `invalid character '\''`},
		"byte order mark":   {"\ufeff{}", 0, "invalid character"},
		"too deep":          {deep, 512, "more than 512 levels"},
		"too deep to scan":  {veryDeep, 10000, "depth"},
		"too large":         {`[1, 1e309]`, 4, "1e309 is outside the range"},
		"too small":         {`{"a": -1e-400}`, 6, "-1e-400 is outside the range"},
		"exponent of hours": {`1e99999999999999999999`, 0, "outside the range"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := value.Decode([]byte(c.text))
			var syntax *value.SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("Decode: %v", err)
			}
			if syntax.Offset != c.offset || !strings.Contains(syntax.Message, c.want) {
				t.Errorf("at %d: %s\nwant at %d: %s", syntax.Offset, syntax.Message, c.offset, c.want)
			}
		})
	}
}

func TestDeepestAllowed(t *testing.T) {
	t.Parallel()
	deepest := strings.Repeat(`{"a":`, 511) + `[]` + strings.Repeat("}", 511)
	v, err := value.Decode([]byte(deepest))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(`{"Payload":`+deepest+`}`, encode(t, value.New("Payload", v))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestEncodeRefuses(t *testing.T) {
	t.Parallel()
	loop := value.New()
	loop.Set("self", loop)
	for name, c := range map[string]struct {
		v    any
		want string
	}{
		"no number":     {json.Number("0x1F"), `"0x1F" is not a number`},
		"empty number":  {json.Number(""), `"" is not a number`},
		"not a number":  {math.NaN(), "NaN is not a JSON value"},
		"a channel":     {[]any{make(chan int)}, "is not a JSON value"},
		"holds itself":  {loop, "more than 2048 levels"},
		"deep in a map": {map[string]any{"a": struct{}{}}, "is not a JSON value"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := value.Encode(c.v)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestEncodeIndent(t *testing.T) {
	t.Parallel()
	got, err := value.EncodeIndent(value.New("b", value.List(1, "<"), "a", value.New()), "    ")
	if err != nil {
		t.Fatal(err)
	}
	want := "{\n    \"b\": [\n        1,\n        \"<\"\n    ],\n    \"a\": {}\n}"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestMarshalJSON(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(map[string]any{"o": value.New("b", 1, "a", 2)})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"o":{"b":1,"a":2}}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"b":1,"a":[true,null,"x"],"b":2}`, `[1.50,-0,1e-7,12345678901234567890]`, `"<\u2028\ud83d>"`,
		`{} {}`, `[1,]`, "\ufeff1", `1e999`, `{"":{"":{}}}`, "\"\xff\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := value.Decode(text)
		if err != nil {
			var syntax *value.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(text) {
				t.Fatalf("error %v", err)
			}
			return
		}
		var want any
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatalf("accepted what encoding/json refuses: %v", err)
		}
		again, err := value.Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		var got any
		if err := json.Unmarshal(again, &got); err != nil {
			t.Fatalf("wrote %s: %v", again, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		if !utf8.Valid(again) {
			t.Errorf("wrote invalid UTF-8: %q", again)
		}
		back, err := value.Decode(again)
		if err != nil || !value.Equal(v, back) || !value.Equal(value.Clone(v), back) {
			t.Errorf("%s does not read back as itself: %v", again, err)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := []byte("[" + strings.Repeat(`{"InstanceId":"i-0123456789abcdef0","State":{"Code":16,"Name":"running"}},`, 999) + "{}]")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := value.Decode(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	text := []byte("[" + strings.Repeat(`{"InstanceId":"i-0123456789abcdef0","State":{"Code":16,"Name":"running"}},`, 999) + "{}]")
	v, err := value.Decode(text)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := value.Encode(v); err != nil {
			b.Fatal(err)
		}
	}
}
