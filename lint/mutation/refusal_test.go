package mutation_test

import (
	"context"
	"errors"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// refusal is why the emulator does not run a document that is no good; nil when
// it would. What the emulator refuses, the linter must have reported.
func refusal(doc *document.Document) error {
	engine := emulate.New(emulate.Config{Cloud: nobody{}, Clock: clock.NewVirtual(time.Unix(0, 0))})
	// The document is looked at before the arguments, and these fit none: so no
	// run begins.
	_, err := engine.Run(context.Background(), doc, emulate.Arguments{"no such parameter": {""}})
	var refused *emulate.DocumentError
	if errors.As(err, &refused) {
		return refused
	}
	return nil
}

// nobody answers no calls.
type nobody struct{}

func (nobody) Call(context.Context, cloud.Request) (cloud.Response, error) {
	return cloud.Response{}, errors.New("nobody is there")
}
