package selector_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/selector"
)

// Each segment is shown as its kind, its text, and its names as they are written.
func TestSegments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []string
	}{
		{"$", nil},
		{"$.Reservations[0].State", []string{"child .Reservations <Reservations>", "index [0]", "child .State <State>"}},
		{"Reservations[0]", []string{"child Reservations <Reservations>", "index [0]"}},
		{"  $.a  ", []string{"child .a <a>"}},
		{"\ta.b ", []string{"child a <a>", "child .b <b>"}},
		{".a", []string{"descend .", "child a <a>"}},
		{"[0].a", []string{"index [0]", "child .a <a>"}},
		{"'a.b'[0]", []string{"child 'a.b' <a.b>", "index [0]"}},
		{"$.이름.'값.x'", []string{"child .이름 <이름>", "child .'값.x' <값.x>"}},
		{`$[ "a" , "b\"c" ]`, []string{`child [ "a" , "b\"c" ] <a> <b\"c>`}},
		{"$.a.[0].['b']", []string{"child .a <a>", "index .[0]", "child .['b'] <b>"}},
		{"$..a..*", []string{"descend ..", "child a <a>", "descend ..", "wildcard *"}},
		{"$..[*]", []string{"descend ..", "wildcard [*]"}},
		{"$[0,1][1:][-1]", []string{"index [0,1]", "slice [1:]", "index [-1]"}},
		{"$.a[?(@.b[0] == 'c]' )].d", []string{"child .a <a>", "filter [?(@.b[0] == 'c]' )]", "child .d <d>"}},
		{"$.a.length()", []string{"child .a <a>", "function .length() <length>"}},
		{"$.a.index( 2 )", []string{"child .a <a>", "function .index( 2 ) <index>"}},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			path, err := selector.Compile(c.text)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range path.Segments() {
				shown := s.Kind.String() + " " + c.text[s.Offset:s.End]
				for _, span := range s.NameSpans {
					shown += " <" + c.text[span.Start:span.End] + ">"
				}
				got = append(got, shown)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if path.Text() != c.text {
				t.Errorf("Text() = %q", path.Text())
			}
		})
	}
}

func TestSegmentValues(t *testing.T) {
	t.Parallel()
	path, err := selector.Compile(`$['a.b', 'c\'\n'].d[0, -1][1:][:-2]`)
	if err != nil {
		t.Fatal(err)
	}
	s := path.Segments()
	got := []any{s[0].Names, s[1].Names, s[2].Indexes, *s[3].From, s[3].To == nil, s[4].From == nil, *s[4].To}
	want := []any{[]string{"a.b", "c'\n"}, []string{"d"}, []int{0, -1}, 1, true, true, -2}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestCanonicalSpelling(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"$":                          "$",
		"@.a":                        "$['a']",
		" a.[0].b ":                  "$['a'][0]['b']",
		"$.Outputs.'step.Output'[0]": "$['Outputs']['step.Output'][0]",
		`$["it's"]['back\\slash']`:   `$['it\'s']['back\\slash']`,
		"$.a..*.b":                   "$['a']..[*]['b']",
		"$.a[ 0 , -1 ].[1:2:3]":      "$['a'][0,-1][1:2]",
		"$.a.[?( @.b=='c' )]":        "$['a'][?( @.b=='c' )]",
		"$.['a', 'b']":               "$['a','b']",
		"$.a.index( 1 )":             "$['a'].index(1)",
	} {
		path, err := selector.Compile(text)
		if err != nil {
			t.Errorf("Compile(%q): %v", text, err)
			continue
		}
		if got := path.String(); got != want {
			t.Errorf("%q is spelled %s, want %s", text, got, want)
		}
	}
}

func TestDefinite(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"$": true, "$.a[0]['b']": true, "$.a[-1]": true, "$['a','b']": true, "$.a.length()": true,
		"$..a": false, "$.*": false, "$[*]": false, "$[0,1]": false, "$[0:1]": false, "$[?(@.a)]": false, "$['a','b'].c": false,
	} {
		path, err := selector.Compile(text)
		if err != nil {
			t.Errorf("Compile(%q): %v", text, err)
			continue
		}
		if got := path.Definite(); got != want {
			t.Errorf("%s is definite: %t, want %t", text, got, want)
		}
	}
}

func TestCorpusCompiles(t *testing.T) {
	t.Parallel()
	selectors := publishedSelectors(t)
	if len(selectors) < 500 {
		t.Fatalf("the corpus has only %d selectors", len(selectors))
	}
	for text, file := range selectors {
		if _, err := selector.Compile(text); err != nil {
			t.Errorf("%s: %q: %v", file, text, err)
		}
	}
}
