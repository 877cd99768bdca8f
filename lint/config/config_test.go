package config_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xeipuuv/gojsonschema"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/config"
	"github.com/ssmkit/ssmkit/lint/report"
	"github.com/ssmkit/ssmkit/lint/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestParse holds the files in testdata: what is said about the bad ones stands
// beside them, and nothing is said about the good ones.
func TestParse(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			c, found := config.Parse(document.NewSource(filepath.Base(path), text), rules.All())
			if (c == nil) != (len(found) > 0) {
				t.Errorf("config %v with %d diagnostics", c, len(found))
			}
			var out bytes.Buffer
			if err := report.Text(&out, found, report.TextOptions{}); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(filepath.Base(path), "ok") {
				if out.Len() > 0 {
					t.Errorf("must be silent:\n%s", &out)
				}
				return
			}
			golden(t, path+".out", out.Bytes())
		})
	}
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestParseUnderstands(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/ok.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := config.Parse(document.NewSource("ok.yaml", text), rules.All())
	level := lint.Warning
	want := &config.Config{
		Path: "ok.yaml",
		Lint: lint.Config{
			Ignore:     []string{"unknown-service"},
			Severities: map[string]lint.Severity{"unknown-key": lint.Warning, "unused-ignore": lint.Error},
			Known:      lint.Known{Actions: []string{"aws:new"}, Services: []string{"newservice"}, Runtimes: []string{"python3.99"}},
		},
		FailLevel: &level,
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(config.Config{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := lint.New(rules.All(), got.Lint); err != nil {
		t.Error(err)
	}
}

func TestIgnores(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"vendor", "vendor", true},
		{"vendor", "vendor/a/b.yaml", true},
		{"vendor/", "vendor/a/b.yaml", true},
		{"vendor", "a/vendor/b.yaml", false},
		{"**/vendor", "a/vendor/b.yaml", true},
		{"**/vendor", "vendor/b.yaml", true},
		{"vendor/**", "vendor/b.yaml", true},
		{"*.yaml", "a.yaml", true},
		{"*.yaml", "a/b.yaml", false},
		{"**/*.{yaml,yml}", "a/b.yml", true},
		{"a.yaml", "../a.yaml", false},
		{"설명/*", "설명/x.yaml", true},
	} {
		t.Run(test.pattern+" "+test.path, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join("some", "where")
			text := "ignore: ['" + test.pattern + "']\n"
			c, found := config.Parse(document.NewSource(filepath.Join(dir, config.Name), []byte(text)), rules.All())
			if len(found) > 0 {
				t.Fatalf("%+v", found)
			}
			if got := c.Ignores(filepath.Join(dir, filepath.FromSlash(test.path))); got != test.want {
				t.Errorf("Ignores(%q) = %v", test.path, got)
			}
		})
	}
	if (*config.Config)(nil).Ignores("a.yaml") {
		t.Error("no configuration ignores a file")
	}
}

// TestSchema checks that what editors get is a schema, and knows each rule.
func TestSchema(t *testing.T) {
	t.Parallel()
	text, err := config.Schema(rules.All())
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules.All() {
		good, err := json.Marshal(map[string]any{"rules": map[string]any{rule.Name: "off"}})
		if err != nil {
			t.Fatal(err)
		}
		result, err := schema.Validate(gojsonschema.NewBytesLoader(good))
		if err != nil || !result.Valid() {
			t.Errorf("%s is not accepted: %v", rule.Name, err)
		}
	}
}

// FuzzParse holds every input to this: a config or diagnostics, and no panic.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte("&a rules: *a\n"))
	f.Add([]byte("rules: &a {unknown-key: off, <<: *a}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, found := config.Parse(document.NewSource("x.yaml", text), rules.All())
		if (c == nil) != (len(found) > 0) {
			t.Fatalf("config %v with %d diagnostics", c, len(found))
		}
		if c != nil {
			c.Ignores("a/b.yaml")
			if _, err := lint.New(rules.All(), c.Lint); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("testdata/ok.yaml")
	if err != nil {
		b.Fatal(err)
	}
	known := rules.All()
	for b.Loop() {
		config.Parse(document.NewSource("ok.yaml", text), known)
	}
}
