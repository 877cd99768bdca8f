package document_test

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
)

// BenchmarkParse reads one runbook of about 10 KB, as YAML and as JSON, beside
// what the libraries alone take for the same bytes.
func BenchmarkParse(b *testing.B) {
	asYAML := readBench(b, "community", "yaml", "yml")
	asJSON := readBench(b, "aws-owned", "json")
	b.Run("YAML", func(b *testing.B) { benchmarkParse(b, "x.yaml", asYAML) })
	b.Run("YAML-library-alone", func(b *testing.B) {
		b.SetBytes(int64(len(asYAML)))
		b.ReportAllocs()
		for b.Loop() {
			var n yaml.Node
			if err := yaml.Unmarshal(asYAML, &n); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("JSON", func(b *testing.B) { benchmarkParse(b, "x.json", asJSON) })
	b.Run("JSON-tokens-alone", func(b *testing.B) {
		b.SetBytes(int64(len(asJSON)))
		b.ReportAllocs()
		for b.Loop() {
			decoder := json.NewDecoder(bytes.NewReader(asJSON))
			for {
				if _, err := decoder.Token(); err != nil {
					break
				}
			}
		}
	})
}

func benchmarkParse(b *testing.B, name string, text []byte) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, problems := document.Parse(document.NewSource(name, text)); doc.Root == nil || len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

// readBench is the document below a folder of the corpus that is nearest to
// 10 KB, of those with these extensions.
func readBench(b *testing.B, folder string, extensions ...string) []byte {
	b.Helper()
	var best []byte
	distance := func(text []byte) int { return max(len(text)-10_000, 10_000-len(text)) }
	for name, text := range documenttest.Published(b) {
		if !strings.HasPrefix(name, folder+"/") || !slices.Contains(extensions, strings.TrimPrefix(path.Ext(name), ".")) {
			continue
		}
		if best == nil || distance(text) < distance(best) {
			best = text
		}
	}
	if best == nil {
		b.Fatal("the corpus has no such document")
	}
	return best
}
