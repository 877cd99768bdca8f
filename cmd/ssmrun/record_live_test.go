package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestRecordLiveAndReplay records what a live client gets over the network, from a
// server on this machine, and replays it without one.
func TestRecordLiveAndReplay(t *testing.T) {
	t.Parallel()
	const runbook = "testdata/served/runbook.yaml"
	url := startServer(t, "--strict", "--world", "testdata/served/world.yaml", "--responses", "testdata/served/responses.yaml")
	folder := filepath.Join(t.TempDir(), "recorded")
	recorded := printsJSON(t, runbook, "--live", "--endpoint-url", url, "--region", "us-east-1", "--record", folder)
	for _, want := range []string{"i-0abc1234567890def", "deploy"} {
		if !bytes.Contains(recorded, []byte(want)) {
			t.Errorf("the run does not show %s, which the server has", want)
		}
	}
	replayed := printsJSON(t, runbook, "--region", "us-east-1", "--replay", folder)
	if !bytes.Equal(recorded, replayed) {
		t.Errorf("replayed, the run prints\n%s\nrecorded it was\n%s", replayed, recorded)
	}
	hidden := []byte("planted-hunter22")
	if bytes.Contains(recorded, hidden) {
		t.Error("the output shows the secret")
	}
	files := 0
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		text, err := os.ReadFile(filepath.Join(folder, name))
		if bytes.Contains(text, hidden) {
			t.Errorf("%s of the recording shows the secret", name)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("the recording has %d files: %v", files, err)
	}
}

// printsJSON is what a run prints that ends well, as a user whose credentials are
// those of the environment alone.
func printsJSON(t *testing.T, args ...string) []byte {
	t.Helper()
	command := ssmrun(t, append(args, "--format", "json")...)
	command.Env = liveEnvironment(t.TempDir())
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		t.Fatalf("ssmrun %q: %v: %s", args, err, &complaint)
	}
	return out
}
