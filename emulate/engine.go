package emulate

import (
	"context"
	"fmt"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/random"
	"github.com/ssmkit/ssmkit/emulate/secret"
)

// Config is what an Engine works with. Cloud, Clock and Actions are needed.
type Config struct {
	// Cloud answers the API calls of all steps. What all answers have in common
	// (cloud.WithMetadata) is added by the engine.
	Cloud cloud.Cloud
	Clock clock.Clock
	// Actions are those that can be run, by name.
	Actions map[string]Action
	// ThrottlingRetry is how long calls that AWS throttles are repeated before the
	// attempt counts as failed: the account's setting
	// /ssm/automation/throttling-retry-time-limit. 0 is not at all.
	ThrottlingRetry time.Duration
	// Seed is what the IDs of runs follow from.
	Seed uint64
	// Region and Account are what the system variables tell.
	Region, Account string
	// Documents finds the runbooks that steps run as children, by the name that
	// the step has for them; it gives nil for one that is not here, which is then a
	// matter of the Cloud. It may be nil.
	Documents func(name string) (*document.Document, error)
	// Decide answers for the people that a step waits for. Without it such a step
	// ends the run with an *UndecidedError.
	Decide func(context.Context, Question) (Decision, error)
	// Send answers requests to others than AWS. Without it a step that makes one
	// ends the run with a *NotSentError.
	Send func(context.Context, Post) (Posted, error)
	// Given is asked for the result of each attempt at a step that is no loop,
	// before the step's action. The name of a step of a child run stands behind
	// that of the step that has started it, as Start/Check. It may be nil.
	Given func(step string, inputs *value.Object) (Given, bool)
	// Scripts runs scripts. Without it a step with a script ends the run with a
	// *ScriptRefusedError: nothing runs that nobody has allowed.
	Scripts ScriptRunner
	// Secrets are those of the run, which Observe is not told. It is for others that
	// mask them too; without it the engine keeps its own.
	Secrets *secret.Vault
	// Attachment is the path of a file that a document declares and a script needs,
	// empty for one that is not here. It may be nil.
	Attachment func(doc *document.Document, name string) (path string, err error)
	// Returned makes up what the script of a step returns that cannot be run here:
	// its attachment is absent, or it is for PowerShell. Without it such a step
	// ends the run with a *ScriptNotRunError.
	Returned func(*document.Document, *document.Step) any
	// PassOver goes on behind steps whose action cannot be run here, with a result
	// from Returned. Without it such a step ends the run with a *NotEmulatedError.
	PassOver bool
	// Observe is told each event as it happens; it may be nil.
	Observe func(Event)
}

// Engine runs documents, one at a time.
type Engine struct {
	config Config
	ids    *random.Source
	cloud  cloud.Cloud
	// secrets are masked wherever somebody else looks.
	secrets *secret.Vault
}

// New makes an Engine.
func New(config Config) *Engine {
	if config.Secrets == nil {
		config.Secrets = secret.NewVault()
	}
	return &Engine{
		config: config, secrets: config.Secrets,
		ids:   random.New(config.Seed, "executions"),
		cloud: cloud.WithMetadata(config.Cloud, random.New(config.Seed, "requests"), config.Clock),
	}
}

// DocumentError says that a document cannot be run: the service would not have
// taken it.
type DocumentError struct{ Message string }

func (e *DocumentError) Error() string { return e.Message }

// NotEmulatedError says that a run came to a step with an action that cannot be
// run here.
type NotEmulatedError struct{ Step, Action string }

func (e *NotEmulatedError) Error() string {
	return fmt.Sprintf("the action %s is not emulated", e.Action)
}

// notEmulated is an action that cannot be run here: only a result that is given
// leads past it.
type notEmulated struct{ action string }

func (n notEmulated) Run(_ context.Context, _ *value.Object, env *Env) (Result, error) {
	s := env.run.doc.Step(env.step)
	if !env.run.config.PassOver || env.run.config.Returned == nil || s == nil {
		return Result{}, &NotEmulatedError{env.step, n.action}
	}
	why := fmt.Sprintf("the action %s is not emulated: what it does is not known, and its result is invented", n.action)
	env.run.emit(ResultSupplied{At: env.Now(), Step: env.step, Why: why, Invented: true})
	return Result{Root: value.New("Payload", env.run.config.Returned(env.run.doc, s))}, nil
}

// Run runs a document to its end. A run that fails as it would in the service is
// an Execution like any other. The error is an *ArgumentsError or a
// *DocumentError when the run was not started, a *NotEmulatedError or the error
// of an action when it could not go on; then the Execution is what happened so
// far. Secrets are masked in the Execution, as they are in events.
//
// A context that is cancelled stops the run as StopAutomationExecution does: the
// step that runs is Cancelled, what its onCancel leads to still runs, and then
// the run has ended as Cancelled. A context whose time is over ends it with an
// error.
func (e *Engine) Run(ctx context.Context, doc *document.Document, args Arguments) (*Execution, error) {
	r := e.newRun(doc, args)
	r.observe = e.config.Observe
	err := r.whole(ctx)
	r.shown.mask(r.secrets)
	return r.shown, err
}

// whole runs the document from its start to its end.
func (r *run) whole(ctx context.Context) error {
	if err := r.start(ctx); err != nil {
		return err
	}
	return r.steps(ctx)
}

func (e *Engine) newRun(doc *document.Document, args Arguments) *run {
	return &run{
		Engine: e, doc: doc, args: args, execution: &Execution{}, shown: &Execution{}, made: new(int),
		iterations: map[*document.Step]*Iteration{},
		scope: &scope{
			variables: map[string]any{},
			outputs:   map[string]map[string]any{},
			fates:     map[string]Status{},
			steps:     func(name string) bool { return doc.Step(name) != nil },
			clock:     e.config.Clock, executionID: e.ids.UUID(),
			account: e.config.Account, region: e.config.Region,
		},
	}
}
