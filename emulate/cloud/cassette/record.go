package cassette

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// About is what a replay must know of the run beside its calls.
type About struct {
	Start           time.Time
	Region, Account string
	Seed            uint64
	// SensitiveHidden tells that contents are hidden which AWS's models call
	// sensitive (secret.Vault.HideContents).
	SensitiveHidden bool
	// GivenAccounts are the IDs that stand for those in the arguments of the run and
	// in the runbook, in the order in which these turn up. A replay that is given the
	// same learns from it which is which.
	GivenAccounts []string
}

// Recorder is a cloud that keeps what another one answers.
type Recorder struct {
	cloud    cloud.Cloud
	clock    *pacedClock
	secrets  *secret.Vault
	accounts *accounts
	about    About

	mu    sync.Mutex
	calls []call
}

// call is a call and its answer, both without secrets.
type call struct {
	name    awsapi.OperationName
	input   *value.Object
	output  *value.Object
	refusal *cloud.APIError
	took    time.Duration
}

// NewRecorder makes a Recorder of what c answers. From then on the vault replaces
// account IDs as well, so that the run shows what its replay will show. The start
// of about is that of the clock, and whether contents are hidden is the vault's to
// say.
func NewRecorder(c cloud.Cloud, under clock.Clock, secrets *secret.Vault, about About) *Recorder {
	r := &Recorder{cloud: c, clock: newPacedClock(under), secrets: secrets, accounts: newAccounts(), about: about}
	r.about.Start, r.about.SensitiveHidden = r.clock.Now(), secrets.HidesContents()
	r.accounts.add(about.Account)
	secrets.Rewrite(r.accounts.rewrite)
	return r
}

// Clock is the clock for the run.
func (r *Recorder) Clock() clock.Clock { return r.clock }

// Learn finds the account IDs in what the run is given, before it begins.
func (r *Recorder) Learn(texts []string) {
	for _, id := range distinctIDs(texts) {
		r.accounts.add(id)
		r.about.GivenAccounts = append(r.about.GivenAccounts, r.accounts.rewrite(id))
	}
}

// Call implements cloud.Cloud.
func (r *Recorder) Call(ctx context.Context, req cloud.Request) (answer cloud.Response, err error) {
	took := r.clock.during(ctx, func(ctx context.Context) { answer, err = r.cloud.Call(ctx, req) })
	var refused *cloud.APIError
	if err != nil && !errors.As(err, &refused) {
		return answer, err
	}
	op, unknown := awsapi.Lookup(req.Service, req.Operation)
	if unknown != nil {
		return cloud.Response{}, unknown
	}
	keepHeaders(answer.Output)
	// Those that are made up too: the recording masks them all alike, and a replay
	// shows what it has.
	r.secrets.LearnCall(op, req.Input, answer.Output)
	r.accounts.learn(req.Input)
	r.accounts.learn(answer.Output)
	r.mu.Lock()
	defer r.mu.Unlock()
	// Both belong to others; what is kept is made from copies when it is saved, as
	// secrets may be recognised later.
	c := call{name: awsapi.OperationName{Service: req.Service, Operation: req.Operation}, took: took, refusal: refused}
	c.input, _ = value.Clone(req.Input).(*value.Object)
	c.output, _ = value.Clone(answer.Output).(*value.Object)
	r.calls = append(r.calls, c)
	return answer, err
}

// keptHeaders are those of an answer that a recording keeps.
var keptHeaders = [...]string{"x-amzn-requestid", "x-amz-request-id", "date", "content-type"}

// keepHeaders takes out of an answer what else its headers tell.
func keepHeaders(output *value.Object) {
	metadata, _ := output.Get("ResponseMetadata")
	object, ok := metadata.(*value.Object)
	if !ok {
		return
	}
	object.Delete("HostId")
	headers, _ := object.Get("HTTPHeaders")
	had, ok := headers.(*value.Object)
	if !ok {
		return
	}
	kept := value.New()
	for name, v := range had.All() {
		if slices.Contains(keptHeaders[:], strings.ToLower(name)) {
			kept.Set(name, v)
		}
	}
	object.Set("HTTPHeaders", kept)
}
