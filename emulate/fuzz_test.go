package emulate_test

import (
	"context"
	"io"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/view"
)

// FuzzRun runs whatever can be read, broken documents as with --no-lint: nothing
// panics, every step that began has ended, and both views can show the run.
func FuzzRun(f *testing.F) {
	files, err := filepath.Glob("testdata/runs/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		doc, _ := document.Parse(document.NewSource("runbook.yaml", text))
		clock := clock.NewVirtual(start)
		account := world.New(world.Config{Clock: clock})
		account.AddInstance("i-123")
		shown := view.NewText(io.Discard, view.TextOptions{Verbose: true})
		// A document may ask for a million attempts.
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		execution, err := emulate.New(emulate.Config{
			Cloud: account, Clock: clock, Actions: actions.All(), Region: cloud.DefaultRegion,
			Account: cloud.DefaultAccount, Observe: shown.Observe,
		}).Run(ctx, doc, emulate.Arguments{"InstanceId": {"i-123"}})
		if err != nil {
			return
		}
		for _, s := range execution.Steps {
			if s.Status != emulate.Pending && s.End.IsZero() {
				t.Errorf("step %s has not ended: %s", s.Step.Name.Text, s.Status)
			}
		}
		if err := view.JSON(io.Discard, execution); err != nil {
			t.Error(err)
		}
	})
}
