package rules_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint/files"
)

// BenchmarkCorpus compares, over all published documents and on one core: a
// plain pass over the bytes with the standard library's tokens for JSON and
// yaml.v3's nodes for YAML, our own parser, and parser and rules together. The
// ratios are what counts; machines differ.
func BenchmarkCorpus(b *testing.B) {
	type file struct {
		name string
		text []byte
	}
	found, err := files.List([]string{corpus(b)})
	if err != nil {
		b.Fatal(err)
	}
	var all []file
	size := 0
	for _, f := range found {
		text := readFile(b, f.Path)
		all = append(all, file{filepath.Base(f.Path), text})
		size += len(text)
	}
	linter := newLinter(b)
	for name, work := range map[string]func(file){
		"plain": func(f file) {
			if strings.HasSuffix(f.name, ".json") {
				plainJSON(b, f.text)
			} else {
				plainYAML(f.text)
			}
		},
		"parse": func(f file) { document.Parse(document.NewSource(f.name, f.text)) },
		"lint":  func(f file) { linter.Lint(document.NewSource(f.name, f.text)) },
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, f := range all {
					work(f)
				}
			}
		})
	}
}

func plainJSON(b *testing.B, text []byte) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			b.Fatal(err)
		}
	}
}

// plainYAML ignores errors: one of the published documents is broken YAML.
func plainYAML(text []byte) {
	var n yaml.Node
	_ = yaml.Unmarshal(text, &n)
}
