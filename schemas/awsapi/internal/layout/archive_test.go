package layout

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestArchiveGivesBackWhatWasWritten(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 5000)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	entries := map[string][]byte{
		"b":      []byte(strings.Repeat("text that shortens well ", 500)),
		"a":      noise,
		"/empty": {},
		"c":      []byte("x"),
	}
	text, err := WriteArchive(entries)
	if err != nil {
		t.Fatal(err)
	}
	archive := Archive(text)
	if diff := cmp.Diff([]string{"/empty", "a", "b", "c"}, slices.Collect(archive.Names())); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	for name, want := range entries {
		got, err := archive.Read(name)
		if err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", name, diff)
		}
	}
	if len(text) > len(noise)+1000 {
		t.Errorf("%d bytes: the text was not deflated", len(text))
	}
	stored, err := WriteArchive(entries, "b")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(stored), string(entries["b"])) {
		t.Error("the entry to be stored was deflated")
	}
	for _, name := range []string{"", "aa", "z"} {
		if _, err := archive.Read(name); err == nil {
			t.Errorf("there is an entry %q", name)
		}
	}
}

func TestColumnsAreSplitAsTheyWereJoined(t *testing.T) {
	t.Parallel()
	want := [][]byte{[]byte("one"), {}, []byte("three")}
	if diff := cmp.Diff(want, SplitColumns(JoinColumns(want), len(want))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestStringNumbersFollowTheOrderOfTexts(t *testing.T) {
	t.Parallel()
	var s Strings
	for _, text := range []string{"b", "a", "b"} {
		s.Add(text)
	}
	s.Seal()
	var got []uint32
	for _, text := range []string{"", "a", "b"} {
		n, ok := s.Number(text)
		if !ok {
			t.Errorf("%q has no number", text)
		}
		got = append(got, n)
	}
	if diff := cmp.Diff([]uint32{0, 1, 2}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, ok := s.Number("c"); ok {
		t.Error("a text that was not added has a number")
	}
}
