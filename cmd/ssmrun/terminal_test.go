//go:build unix

package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/emulate"
)

// TestTerminalEndsAsText runs a document at a terminal: when all that was drawn
// anew is taken away, the screen has the text that a file gets.
func TestTerminalEndsAsText(t *testing.T) {
	t.Parallel()
	runbook := filepath.Join(t.TempDir(), "runbook.yaml")
	text := `schemaVersion: '0.3'
mainSteps:
  - name: each
    action: aws:loop
    inputs:
      Iterators: [a, b]
      Steps:
        - {name: wait, action: aws:sleep, inputs: {Duration: PT1M}}
  - name: ask
    action: aws:approve
    inputs: {Approvers: [alice], Message: 정말요}
`
	if err := os.WriteFile(runbook, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	o := options{file: runbook, color: "never", region: "us-east-1", seed: 1, decisions: []emulate.Decision{emulate.Approve}}
	var plain bytes.Buffer
	if err := runDocument(context.Background(), o, strings.NewReader(""), &plain, io.Discard); err != nil {
		t.Fatal(err)
	}

	screen, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	if err := pty.Setsize(tty, &pty.Winsize{Cols: 100, Rows: 30}); err != nil {
		t.Fatal(err)
	}
	if _, ok := terminal(tty, func(string) string { return "" }); !ok {
		t.Error("the terminal is none")
	}
	if _, ok := terminal(tty, func(name string) string { return map[string]string{"TERM": "dumb"}[name] }); ok {
		t.Error("one draws on a dumb terminal")
	}
	read := make(chan string)
	go func() {
		// Linux ends the reading with an error when the other side is closed.
		out, _ := io.ReadAll(screen)
		read <- string(out)
	}()
	if err := runDocument(context.Background(), o, strings.NewReader(""), tty, io.Discard); err != nil {
		t.Error(err)
	}
	tty.Close()
	got := strings.ReplaceAll(<-read, "\r\n", "\n")
	if diff := cmp.Diff(withoutTimes(plain.String()), withoutTimes(withoutDrawn(got))); diff != "" {
		t.Errorf("(-file +terminal)\n%s", diff)
	}
}

// withoutDrawn takes away the lines that the cursor went up to and cleared.
func withoutDrawn(text string) string {
	const clear = "\x1b[1A\x1b[2K"
	for {
		before, after, found := strings.Cut(text, clear)
		if !found {
			return text
		}
		lines := strings.SplitAfter(strings.TrimSuffix(before, "\n"), "\n")
		text = strings.Join(lines[:len(lines)-1], "") + after
	}
}

// withoutTimes takes the time of the decision away, which is that of the clock.
func withoutTimes(text string) string {
	return regexp.MustCompile(`"[0-9-]{10}T[0-9:]{8}Z"`).ReplaceAllString(text, "TIME")
}
