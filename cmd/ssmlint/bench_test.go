package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkProcess times whole processes: an empty Go program, ssmlint on one
// small document, and, where SSMKIT_TESTDATA is set, on the first user's file
// and on all published documents. The difference to the empty program is ours.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	empty := filepath.Join(dir, "empty.go")
	if err := os.WriteFile(empty, []byte("package main\n\nfunc main() {}\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	build := func(name, source string) string {
		binary := filepath.Join(dir, name)
		if out, err := exec.Command("go", "build", "-o", binary, source).CombinedOutput(); err != nil {
			b.Fatalf("build %s: %v\n%s", name, err, out)
		}
		return binary
	}
	nothing, ssmlint := build("nothing", empty), build("ssmlint", ".")
	run := func(name, binary string, args ...string) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				// Findings make the exit code 1; they are not what is measured.
				_ = exec.Command(binary, args...).Run()
			}
		})
	}
	run("empty", nothing)
	run("version", ssmlint, "--version")
	run("steps", ssmlint, "../../testdata/instance-info-steps.yaml")
	if testdata := os.Getenv("SSMKIT_TESTDATA"); testdata != "" {
		run("seed", ssmlint, filepath.Join(testdata, "seed", "get-instance-steps.yaml"))
		run("aws-owned", ssmlint, filepath.Join(testdata, "corpus", "aws-owned"))
		run("corpus", ssmlint, filepath.Join(testdata, "corpus"))
	}
}
