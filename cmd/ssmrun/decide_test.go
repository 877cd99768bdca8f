package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/emulate"
)

var question = emulate.Question{
	Step: "Ask", Action: "aws:approve", Approver: "alice", Message: "Really\x1b?",
	Choices: []emulate.Decision{emulate.Approve, emulate.Reject},
}

func TestAsker(t *testing.T) {
	t.Parallel()
	var asked bytes.Buffer
	ask := asker(strings.NewReader("what?\n Reject \n"), &asked)
	got, err := ask(context.Background(), question)
	if err != nil || got != emulate.Reject {
		t.Errorf("got %s, error %v", got, err)
	}
	want := strings.Repeat(`step "Ask" waits for "alice": "Really\x1b?"; approve or reject? `, 2)
	if asked.String() != want {
		t.Errorf("asked %q", asked.String())
	}
	if _, err := ask(context.Background(), question); err == nil {
		t.Error("got no error at the end of the input")
	}
}

func TestAskerIsCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	never := make(chan int)
	ask := asker(readerFunc(func([]byte) (int, error) { return <-never, nil }), &bytes.Buffer{})
	if _, err := ask(ctx, question); err != context.Canceled {
		t.Errorf("got error %v", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
