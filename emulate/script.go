package emulate

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/script"
)

// ScriptRunner runs scripts. The one of package script does so on this machine.
// One that does not run a script returns a *ScriptNotRunError, and what the script
// returns is made up, if somebody can.
type ScriptRunner interface {
	Run(context.Context, script.Program) (script.Result, error)
}

// ScriptRefusedError says that a run came to a step with a script, and that
// nobody has allowed to run it.
type ScriptRefusedError struct {
	Step, Runtime string
	// Place is where the script is written, as FILE:LINE, empty for one that is
	// nowhere but in the attachment.
	Place   string
	Program script.Program
}

// Error says what would have run.
func (e *ScriptRefusedError) Error() string {
	parts := []string{e.Runtime}
	if e.Program.Handler != "" {
		parts = append(parts, "handler "+e.Program.Handler)
	}
	if e.Program.Attachment != "" {
		parts = append(parts, "attachment "+e.Program.Attachment)
	}
	if e.Program.Text != "" {
		n := strings.Count(strings.TrimRight(e.Program.Text, "\n"), "\n") + 1
		lines := "1 line"
		if n > 1 {
			lines = fmt.Sprintf("%d lines", n)
		}
		parts = append(parts, lines+" at "+e.Place)
	}
	return fmt.Sprintf("its script was not run (%s): scripts run only if they are allowed to", strings.Join(parts, ", "))
}

// RunScript runs a script for the step: its AWS requests are calls of the step,
// and its time is that of the run. When the attempt times out meanwhile, the error
// is the *Failure to return from Run. What the script prints is noted.
func (e *Env) RunScript(ctx context.Context, runtime string, p script.Program) (script.Result, error) {
	if e.run.config.Scripts == nil {
		return script.Result{}, e.refusedScript(runtime, p)
	}
	if !IsPython(runtime) {
		return e.inventedResult(fmt.Sprintf("scripts for %s are not run here", runtime))
	}
	if p.Attachment != "" {
		path, err := e.attachment(p.Attachment)
		if err != nil {
			return script.Result{}, err
		}
		if path == "" {
			return e.inventedResult(fmt.Sprintf("its attachment %s is not beside the runbook", p.Attachment))
		}
		p.Attachment = path
	}
	calls := &stepCloud{env: e}
	p.Cloud, p.Clock = calls, stepClock{e}
	result, err := e.run.config.Scripts.Run(ctx, p)
	calls.end()
	if result.Log != "" {
		e.run.emit(ScriptPrinted{At: e.Now(), Step: e.step, Text: result.Log, Omitted: result.Omitted})
	}
	var not *ScriptNotRunError
	if errors.As(err, &not) {
		return e.inventedResult(not.Why)
	}
	return result, err
}

// IsPython tells whether a runtime is for Python. The only other one is
// PowerShell.
func IsPython(runtime string) bool { return strings.HasPrefix(strings.ToLower(runtime), "python") }

func (e *Env) refusedScript(runtime string, p script.Program) error {
	refused := &ScriptRefusedError{Step: e.step, Runtime: runtime, Program: p}
	if n := e.Input("Script"); n != nil {
		refused.Place = fmt.Sprintf("%s:%d", n.Source().Name(), n.PosAt(0).Line)
	}
	return refused
}

// ScriptNotRunError says that a run came to a step whose script cannot be run
// here, though it is allowed to.
type ScriptNotRunError struct{ Step, Why string }

func (e *ScriptNotRunError) Error() string { return e.Why }

// attachment is the path of a file that the document declares, empty if it is not
// here.
func (e *Env) attachment(name string) (string, error) {
	if e.run.config.Attachment == nil {
		return "", nil
	}
	return e.run.config.Attachment(e.run.doc, name)
}

// inventedResult is what a script might have given that cannot be run here.
func (e *Env) inventedResult(why string) (script.Result, error) {
	s := e.run.doc.Step(e.step)
	if e.run.config.Returned == nil || s == nil {
		return script.Result{}, &ScriptNotRunError{e.step, why}
	}
	e.run.emit(ResultSupplied{At: e.Now(), Step: e.step, Why: why + ": what the script returns is invented", Invented: true})
	return script.Result{Returned: e.run.config.Returned(e.run.doc, s)}, nil
}

// Expire lets the time of the attempt pass and returns the *Failure of a step that
// has timed out.
func (e *Env) Expire(ctx context.Context) error {
	left, limited := e.left()
	if !limited {
		return e.timeout()
	}
	return e.Sleep(ctx, max(left, time.Nanosecond))
}

// Input is an input of the step as the document writes it, nil for none.
func (e *Env) Input(name string) *document.Node {
	s := e.run.doc.Step(e.step)
	if s == nil {
		return nil
	}
	return s.Inputs.Get(name)
}

// Facts are the system variables as a script's context has them, by their names
// without braces.
func (e *Env) Facts() [][2]string {
	var facts [][2]string
	for _, name := range []string{"ACCOUNT_ID", "AWS_PARTITION", "DATE", "DATE_TIME", "REGION"} {
		if v, missing := e.run.scope.global(name); missing == "" {
			facts = append(facts, [2]string{"global:" + name, fmt.Sprint(v)})
		}
	}
	return append(facts, [2]string{"automation:EXECUTION_ID", e.run.scope.executionID})
}

// stepCloud answers the calls that somebody else makes for a step, one at a time.
// The service repeats none of them when it is throttled.
type stepCloud struct {
	env *Env

	mu    sync.Mutex
	ended bool
}

// Call implements cloud.Cloud.
func (c *stepCloud) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.env
	if c.ended {
		return cloud.Response{}, context.Canceled
	}
	if left, limited := e.left(); limited && left <= 0 {
		return cloud.Response{}, e.timeout()
	}
	if req.Region == "" {
		req.Region = e.run.config.Region
	}
	answer, err := e.run.cloud.Call(ctx, req)
	e.run.emitCall(APICalled{At: e.Now(), Step: e.step, Request: req, Output: answer.Output, Invented: answer.Invented, By: answer.By, Err: err})
	return answer, err
}

// end makes sure that nothing comes after the step.
func (c *stepCloud) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
}

// stepClock is the time of an attempt, on which nobody sleeps beyond its end.
type stepClock struct{ env *Env }

func (c stepClock) Now() time.Time { return c.env.Now() }

func (c stepClock) Sleep(ctx context.Context, d time.Duration) error { return c.env.Sleep(ctx, d) }
