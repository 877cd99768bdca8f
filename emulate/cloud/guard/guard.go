// Package guard keeps a run from changing a real account.
//
//	c := guard.ReadOnly(live, vault)
//
// A call that would change something is not sent: the run ends with a
// *WriteError that shows it. Which calls these are is known by package effect.
// Clouds in memory need no guard.
package guard

import (
	"context"
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/effect"
)

// ReadOnly lets only those calls through to c that change nothing. What it shows
// of the others is without the secrets in the vault.
func ReadOnly(c cloud.Cloud, secrets *secret.Vault) cloud.Cloud {
	return &readOnly{c, secrets}
}

type readOnly struct {
	cloud   cloud.Cloud
	secrets *secret.Vault
}

// Call implements cloud.Cloud.
func (r *readOnly) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return cloud.Response{}, err
	}
	e := effect.Of(op, req.Input)
	if !e.Changes {
		return r.cloud.Call(ctx, req)
	}
	r.secrets.LearnCall(op, req.Input, nil)
	req.Input = r.secrets.Input(op, req.Input)
	return cloud.Response{}, &WriteError{Request: req, Why: e.Why}
}

// WriteError says that a call was not sent because it would change something.
type WriteError struct {
	// Request is the call; its input may be shown.
	Request cloud.Request
	// Why says what the call does where its name does not tell; it may be empty.
	Why string
}

// Error shows the call as it would be sent.
func (e *WriteError) Error() string {
	does := "would change something"
	if e.Why != "" {
		does = e.Why
	}
	text := fmt.Sprintf("%s %s %s, so it was not sent to %s", e.Request.Service, e.Request.Operation, does, e.Request.Region)
	input, err := value.EncodeIndent(e.Request.Input, "  ")
	if err != nil || e.Request.Input.Len() == 0 {
		return text
	}
	return text + "; its input:\n\n  " + strings.ReplaceAll(string(input), "\n", "\n  ")
}
