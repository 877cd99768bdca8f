package main

import (
	"bytes"
	"os"
	"runtime"
	"testing"
)

func TestShowsUnicode(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no locale of this kind")
	}
	for _, test := range []struct {
		locale map[string]string
		want   bool
	}{
		{nil, false},
		{map[string]string{"LANG": "C"}, false},
		{map[string]string{"LANG": "de_DE.ISO-8859-1"}, false},
		{map[string]string{"LANG": "de_DE.UTF-8"}, true},
		{map[string]string{"LANG": "C.utf8"}, true},
		{map[string]string{"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, false},
	} {
		if got := showsUnicode(func(name string) string { return test.locale[name] }); got != test.want {
			t.Errorf("%v: %t", test.locale, got)
		}
	}
}

// TestNoTerminal draws on no file and in no buffer.
func TestNoTerminal(t *testing.T) {
	t.Parallel()
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	none := func(string) string { return "" }
	if _, ok := terminal(file, none); ok {
		t.Error("a file is a terminal")
	}
	if _, ok := terminal(&bytes.Buffer{}, none); ok {
		t.Error("a buffer is a terminal")
	}
}
