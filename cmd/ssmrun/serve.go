package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
)

const serveCommand = "serve"

const serveDescription = `Answers requests to AWS, in all protocols and for all services, as the calls of a
run are answered: from files of yours (--responses), from an account in memory
(--world), or with an invented answer, unless --strict forbids it. Time is real
here. It listens on this machine alone and ends at Ctrl-C. With a RUNBOOK, the
account has what the runbook and its parameters name, and invented answers hold
what its steps wait for.

Point the AWS CLI at it, or any SDK:
   ssmrun serve --instance i-123 --port 4580
   aws ec2 describe-instances --endpoint-url http://127.0.0.1:4580`

// serve answers requests until the program is told to end.
func serve(ctx context.Context, o options, port int, stdin io.Reader, stdout, stderr io.Writer) error {
	if port < 0 || port > 65535 {
		return usagef("--port is %d, expected 1 to 65535, or 0 for one that is free", port)
	}
	if o.live {
		return usagef("--live is for runs; programs that are to ask a real account need no server")
	}
	r, err := servedRunbook(o, stdin, stderr)
	if err != nil {
		return err
	}
	fixtures, err := openFixtures(r, o)
	if err != nil {
		return err
	}
	answering, err := answerers(r, o, clock.System{}, fixtures)
	if err != nil {
		return err
	}
	answering.invented.Expect(allWishes(r.doc))
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return usagef("port %d is in use by another program; leave --port out to get one that is free", port)
	}
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The second Ctrl-C ends the program at once.
	context.AfterFunc(ctx, stop)
	url := "http://" + listener.Addr().String()
	fmt.Fprintln(stdout, url)
	fmt.Fprintf(stderr, `ssmrun: answering as AWS until Ctrl-C; in the shell of the programs that are to ask here:
  export AWS_ENDPOINT_URL=%s AWS_REGION=%s
  export AWS_ACCESS_KEY_ID=ssmrun AWS_SECRET_ACCESS_KEY=ssmrun
`, url, o.region)
	config := endpoint.Config{Clock: clock.System{}, Seed: o.seed, Region: o.region}
	if o.trace {
		config.Observe = traceCalls(stderr)
	}
	return endpoint.Serve(ctx, listener, endpoint.New(answering.chain, config))
}

// servedRunbook is the one that the options name, or one without anything in it.
func servedRunbook(o options, stdin io.Reader, stderr io.Writer) (*runbook, error) {
	if o.file == "" {
		return &runbook{doc: &document.Document{}}, nil
	}
	return openRunbook(o, stdin, stderr)
}

// allWishes are what all steps of a runbook hope for.
func allWishes(doc *document.Document) []synth.Wish {
	var all []synth.Wish
	for step := range doc.AllSteps() {
		if step.Inputs == nil {
			continue
		}
		if inputs, ok := step.Inputs.Value().(*value.Object); ok {
			all = append(all, stepWishes(step, inputs)...)
		}
	}
	return all
}
