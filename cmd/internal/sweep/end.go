package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// kind is what sort of end a run came to.
type kind int

const (
	ended   kind = iota // with a status, as in the service
	refused             // the runbook is broken: the linter or the engine says so
	stopped             // ssmrun could not go on
)

// end is how a runbook ended.
type end struct {
	file string
	kind kind
	// status is that of the run, empty where it has none.
	status string
	// why is the step that decided it, with its message, or what ssmrun said.
	why string
}

// runner runs runbooks with one command line.
type runner struct {
	ssmrun string
	flags  []string
	limit  time.Duration
	// tell is told each end as it comes; it may be nil.
	tell func(end, time.Duration)
}

// The exit codes of ssmrun.
const (
	exitFailed = 1
)

func (r runner) run(ctx context.Context, file string) end {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.ssmrun, slices.Concat(r.flags, []string{"--format", "json", file})...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		return end{file: file, kind: stopped, why: "took longer than " + r.limit.String()}
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return end{file: file, kind: stopped, why: err.Error()}
	}
	var x execution
	if code := cmd.ProcessState.ExitCode(); code > exitFailed || json.Unmarshal(stdout.Bytes(), &x) != nil {
		why := complaint(stderr.String())
		if code == exitFailed {
			return end{file: file, kind: refused, why: why}
		}
		return end{file: file, kind: stopped, why: why}
	}
	return end{file: file, status: x.AutomationExecution.AutomationExecutionStatus, why: x.why()}
}

// execution is what is read of the JSON that ssmrun prints.
type execution struct {
	AutomationExecution struct {
		AutomationExecutionStatus string
		FailureMessage            string
		StepExecutions            []struct {
			StepName, Action, StepStatus, FailureMessage string
		}
	}
}

// why is what the first step says that did not succeed.
func (x *execution) why() string {
	if x.AutomationExecution.AutomationExecutionStatus == "Success" {
		return ""
	}
	for _, s := range x.AutomationExecution.StepExecutions {
		if s.FailureMessage != "" {
			return s.StepName + " (" + s.Action + "): " + s.FailureMessage
		}
	}
	return x.AutomationExecution.FailureMessage
}

// complaint is what ssmrun said, without its notes.
func complaint(stderr string) string {
	var lines []string
	for line := range strings.Lines(stderr) {
		if !strings.HasPrefix(line, "ssmrun: note:") {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, ""))
}
