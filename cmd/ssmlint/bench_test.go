package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// BenchmarkProcess times whole processes in turn with what they are measured
// against, so that the ratios hold on any machine:
//
//   - where SSMKIT_TESTDATA is set, ssmlint with two workers on all documents that
//     AWS publishes, against a plain pass over the same bytes with two workers: the
//     standard library's tokens for JSON, yaml.v3's nodes for YAML. The metric
//     plain is how many times as long it takes, peak-MB the memory that it needs;
//   - ssmlint on one small document, against an empty Go program. The metric
//     empty-ms is what that takes, own-ms the difference.
//
// Python and ShellCheck are used as they are installed. All figures are medians.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	empty := filepath.Join(dir, "empty.go")
	if err := os.WriteFile(empty, []byte("package main\n\nfunc main() {}\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	nothing, ssmlint := build(b, dir, "nothing", empty), build(b, dir, "ssmlint", ".")
	small := func(name string, args ...string) {
		b.Run(name, func(b *testing.B) {
			var base, own []time.Duration
			for b.Loop() {
				base = append(base, process(exec.Command(nothing)))
				own = append(own, process(exec.Command(ssmlint, args...)))
			}
			b.ReportMetric(0, "ns/op") // of both together, which is of no use
			b.ReportMetric(milliseconds(median(own)), "ms")
			b.ReportMetric(milliseconds(slices.Min(own)), "least-ms")
			b.ReportMetric(milliseconds(median(base)), "empty-ms")
			b.ReportMetric(milliseconds(median(own)-median(base)), "own-ms")
		})
	}
	small("version", "--version")
	small("steps", "../../testdata/instance-info-steps.yaml")
	testdata := os.Getenv("SSMKIT_TESTDATA")
	if testdata == "" {
		return
	}
	small("seed", filepath.Join(testdata, "seed", "get-instance-steps.yaml"))
	owned := filepath.Join(testdata, "corpus", "aws-owned")
	all := readAll(b, owned)
	small("10KB", nearestTo(10<<10, all, func(f file) bool {
		return bytes.Contains(f.text, []byte(`"schemaVersion": "0.3"`)) && !bytes.Contains(f.text, []byte("executeScript"))
	}))
	small("10KB-python", nearestTo(10<<10, all, func(f file) bool { return bytes.Contains(f.text, []byte(`"Runtime": "python`)) }))
	for name, args := range map[string][]string{
		"aws-owned":               {owned},
		"aws-owned-without-tools": {owned},
	} {
		b.Run(name, func(b *testing.B) {
			var base, own []time.Duration
			var peak float64
			for b.Loop() {
				base = append(base, plainPass(b, all))
				c := exec.Command(ssmlint, args...)
				c.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(workers))
				if strings.HasSuffix(name, "without-tools") {
					c.Env = append(c.Env, "PATH="+dir)
				}
				own = append(own, process(c))
				peak = max(peak, peakMB(c.ProcessState))
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(milliseconds(median(own)), "ms")
			b.ReportMetric(milliseconds(median(base)), "plain-ms")
			b.ReportMetric(float64(median(own))/float64(median(base)), "plain")
			b.ReportMetric(peak, "peak-MB")
		})
	}
}

// workers is how many work at a time, in ssmlint and in the plain pass.
const workers = 2

func build(b *testing.B, dir, name, source string) string {
	b.Helper()
	binary := filepath.Join(dir, name)
	if out, err := exec.Command("go", "build", "-o", binary, source).CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", name, err, out)
	}
	return binary
}

// process is how long a process takes. Findings make the exit code 1; they are
// not what is measured.
func process(c *exec.Cmd) time.Duration {
	start := time.Now()
	_ = c.Run()
	return time.Since(start)
}

type file struct {
	path string
	text []byte
}

func readAll(b *testing.B, root string) []file {
	b.Helper()
	var all []file
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all = append(all, file{path, text})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// nearestTo is the file whose size is nearest to one, of those that will do.
func nearestTo(size int, all []file, will func(file) bool) string {
	distance := func(f file) int { return max(len(f.text)-size, size-len(f.text)) }
	best := -1
	for i, f := range all {
		if will(f) && (best < 0 || distance(f) < distance(all[best])) {
			best = i
		}
	}
	return all[best].path
}

// plainPass is how long it takes to do nothing with the files but to read their
// notation.
func plainPass(b *testing.B, all []file) time.Duration {
	b.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
	start := time.Now()
	var group sync.WaitGroup
	slots := make(chan struct{}, workers)
	for _, f := range all {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			if strings.HasSuffix(f.path, ".json") {
				decoder := json.NewDecoder(bytes.NewReader(f.text))
				for {
					if _, err := decoder.Token(); err != nil {
						return
					}
				}
			}
			var n yaml.Node
			_ = yaml.Unmarshal(f.text, &n) // one of the published documents is broken YAML
		})
	}
	group.Wait()
	return time.Since(start)
}

func median(all []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
