//go:build !unix

package script

import (
	"context"
	"errors"
	"net"
)

// process cannot be on this system.
type process struct {
	log        *log
	control    *control
	listener   net.Listener
	attachment string
}

type notStartedError struct{ error }

func startProcess(context.Context, *python, sandbox, []string, string) (*process, error) {
	return nil, errors.New("scripts run on Linux and macOS only")
}

func (p *process) kill() {}

func (p *process) end(bool) string { return "" }

func (p *process) close() {}
