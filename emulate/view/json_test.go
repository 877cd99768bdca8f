package view_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/view"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// runFile runs a document of testdata on an account with the instance i-123.
func runFile(t *testing.T, file string, observe func(emulate.Event)) *emulate.Execution {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, problems := document.Parse(document.NewSource(file, text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	clock := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 123e6, time.UTC))
	account := world.New(world.Config{Clock: clock, Seed: 1})
	account.AddInstance("i-123")
	execution, err := emulate.New(emulate.Config{
		Cloud: cloud.WithLatency(account, clock, time.Second), Clock: clock, Actions: actions.All(), Seed: 1,
		Region: cloud.DefaultRegion, Account: cloud.DefaultAccount, Observe: observe,
	}).Run(context.Background(), doc, emulate.Arguments{"InstanceIds": {"i-123"}})
	if err != nil {
		t.Fatal(err)
	}
	return execution
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got)\n%s", file, diff)
	}
}

// TestJSON pins section 13 of execution.md: all rendering rules in one record,
// and ParentStepDetails of section 6.4.
func TestJSON(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"record", "loop"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := view.JSON(&got, runFile(t, "testdata/"+name+".yaml", nil)); err != nil {
				t.Fatal(err)
			}
			golden(t, "testdata/"+name+".json", got.Bytes())
		})
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]view.TextOptions{
		"record.txt": {}, "record.verbose.txt": {Verbose: true}, "record.color.txt": {Color: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			text := view.NewText(&got, options)
			runFile(t, "testdata/record.yaml", text.Observe)
			if text.Err() != nil {
				t.Fatal(text.Err())
			}
			golden(t, "testdata/"+name, got.Bytes())
		})
	}
}
