package main

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A file of 50 MB is refused, and costs no more than the part of it that could
// be a document.
func TestLargeFileTakesLittleMemory(t *testing.T) {
	for _, text := range []string{"schemaVersion: '0.3'\nmainSteps: # ", strings.Repeat("- action: aws:sleep\n", 2500<<10)} {
		path := filepath.Join(t.TempDir(), "large.yaml")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, 50<<20); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{path}, {"--fix", path}, {filepath.Dir(path)}} {
			var before, after runtime.MemStats
			var out strings.Builder
			runtime.ReadMemStats(&before)
			code := run(append([]string{"ssmlint"}, args...), nil, &out, io.Discard)
			runtime.ReadMemStats(&after)
			if code != exitFindings || !strings.Contains(out.String(), "[too-large]") {
				t.Errorf("%v: exit code %d\n%.1000s", args, code, out.String())
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > 64<<20 {
				t.Errorf("%v: %d MB of memory", args, got>>20)
			}
		}
	}
}
