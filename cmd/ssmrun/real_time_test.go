package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealTimeIsInterrupted cancels a run while a step sleeps for an hour: the
// steps that follow its onCancel run, and the run has ended as Cancelled.
func TestRealTimeIsInterrupted(t *testing.T) {
	t.Parallel()
	runbook := filepath.Join(t.TempDir(), "runbook.yaml")
	text := `schemaVersion: '0.3'
mainSteps:
  - name: wait
    action: aws:sleep
    onCancel: step:tidy
    inputs: {Duration: PT1H}
  - name: tidy
    action: aws:executeAwsApi
    inputs: {Service: sts, Api: GetCallerIdentity}
    isEnd: true
`
	if err := os.WriteFile(runbook, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stdout := &watcher{text: `"event":"AttemptStarted"`, seen: cancel}
	var stderr bytes.Buffer
	err := runDocument(ctx, options{file: runbook, events: "-", realTime: true, color: "auto", region: "us-east-1"}, strings.NewReader(""), stdout, &stderr)
	if !errors.Is(err, errShown) {
		t.Fatalf("got error %v\n%s", err, &stderr)
	}
	for _, want := range []string{
		`"step":"wait","status":"Cancelled"`, `"step":"tidy","status":"Success"`, `"event":"RunFinished"`, `"status":"Cancelled","outputs":[]`,
	} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("there is no %s in\n%s%s", want, stdout, &stderr)
		}
	}
}

// watcher calls seen when a text is written.
type watcher struct {
	bytes.Buffer
	text string
	seen func()
}

func (w *watcher) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte(w.text)) {
		w.seen()
	}
	return w.Buffer.Write(p)
}
