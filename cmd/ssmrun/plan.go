package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/cloud/divert"
	"github.com/ssmkit/ssmkit/emulate/cloud/guard"
	"github.com/ssmkit/ssmkit/emulate/script"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/emulate/view/plan"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// checkPlan refuses what contradicts --plan, and sets what follows from it.
func checkPlan(c *cli.Context, o *options) error {
	if !o.plan {
		return nil
	}
	for _, other := range []struct{ flag, why string }{
		{"allow-writes", "a plan changes nothing; leave out --plan to make the changes"},
		{"record", "the answers of a plan are partly made up; leave out --plan to record a run"},
		{"replay", "a recording has the answers of one whole run; leave out --plan to repeat it"},
		{"real-time", "nothing happens in a plan that would take time"},
	} {
		if c.IsSet(other.flag) {
			return usagef("--plan and --%s exclude each other: %s", other.flag, other.why)
		}
	}
	switch {
	case c.App.Command(c.Command.Name) != nil:
		return usagef("--plan shows what a run would do, and %s runs nothing: leave out one of them", c.Command.Name)
	case o.live && o.strict:
		return usagef("--plan --live and --strict exclude each other: the answers to changes that are not made have to be made up")
	case o.events == "-":
		return usagef("--plan and --events - both write to standard output: give --events a file")
	}
	// With --live, the values follow once the account is known.
	o.fill = !o.live
	if !slices.Contains(o.decisions, emulate.Reject) {
		o.decisions = append(o.decisions, emulate.Approve)
	}
	o.decisions = append(o.decisions, emulate.Resume)
	return nil
}

// newPlanBackend makes the backend of a plan that reads from a real account.
func newPlanBackend(ctx context.Context, fixtures *canned.Canned, r *runbook, o options, stderr io.Writer) (*backend, error) {
	client, err := openLive(ctx, r, o, stderr)
	if err != nil {
		return nil, err
	}
	secrets := liveSecrets(o)
	var real cloud.Chain
	if fixtures != nil {
		real = append(real, cloud.SignedBy(fixtures, cloud.Canned))
	}
	// No change comes here. The guard is there in case that this is wrong.
	real = append(real, cloud.SignedBy(guard.ReadOnly(client, secrets), cloud.Live))
	account, arn, err := whoCalls(ctx, real)
	if err != nil {
		return nil, err
	}
	tellTarget(o, arn, client.Region(), "those that only read", stderr)
	o.region, o.account = client.Region(), account
	known := append(argumentTexts(r.args), o.region, o.account)
	r.fillIn(o)
	clock := clock.NewVirtual(time.Now())
	amended := &amendment{}
	pretended, err := answerers(r, o, clock, fixtures, amended)
	if err != nil {
		return nil, err
	}
	diverted := divert.New(divert.Config{
		Real: real, Account: pretended.chain, Learn: pretended.account.Learn, Known: known,
		Expects: pretended.invented.Expects, Wished: cloud.SignedBy(pretended.invented, cloud.Synth),
	})
	amended.Cloud = diverted.Amended(pretended.remembered.Amend)
	for _, v := range r.filled {
		if mayName(r.doc.Parameter(v.Name)) {
			diverted.Invent(v.Texts)
		}
	}
	return &backend{
		cloud: cloud.WithLatency(diverted, clock, latency), fixtures: fixtures, wishes: &wishes{synth: pretended.invented},
		clock: clock, region: o.region, account: o.account, secrets: secrets, diverted: diverted,
	}, nil
}

// amendment is who knows what was changed of the real account. The account in memory
// has to know it, and it the account.
type amendment struct{ cloud.Cloud }

// mayName tells whether a value that is made up for a parameter may be the name of
// something that there is not: it is not if AWS or the runbook has a list of values.
func mayName(p *document.Parameter) bool {
	return p.AllowedValues == nil && !strings.HasSuffix(p.Name.Text, "Type")
}

// integrations makes up the webhooks that an account in memory does not have.
type integrations struct{ account cloud.Cloud }

func (i integrations) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	answer, err := i.account.Call(ctx, req)
	name := text(req.Input, "Name")
	var refused *cloud.APIError
	if req.Service != "ssm" || req.Operation != "GetParameter" || !strings.HasPrefix(name, actions.IntegrationPrefix) || !errors.As(err, &refused) {
		return answer, err
	}
	parameter := value.New("Name", name, "Type", "SecureString", "Value", `{"url": "https://webhook.invalid"}`)
	return cloud.Response{Output: value.New("Parameter", parameter), Invented: true, By: cloud.Synth}, nil
}

// unrunScripts runs no script.
type unrunScripts struct{}

func (unrunScripts) Run(context.Context, script.Program) (script.Result, error) {
	return script.Result{}, &emulate.ScriptNotRunError{Why: "its script is not run without --allow-scripts"}
}

// inventing tells of what is made up for scripts that no real account has it.
func inventing(returned func(*document.Document, *document.Step) any, d *divert.Diverter) func(*document.Document, *document.Step) any {
	return func(doc *document.Document, step *document.Step) any {
		v := returned(doc, step)
		var names []string
		for _, text := range textsIn(v) {
			// What the runbook compares with stands in it, and is no name.
			if !bytes.Contains(doc.Source.Text(), []byte(text)) {
				names = append(names, text)
			}
		}
		d.Invent(names)
		return v
	}
}

// textsIn are all texts in a value.
func textsIn(v any) []string {
	var texts []string
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, item := range v {
			texts = append(texts, textsIn(item)...)
		}
	case *value.Object:
		for _, item := range v.All() {
			texts = append(texts, textsIn(item)...)
		}
	}
	return texts
}

// answeredPost answers what is sent to others than AWS, and sends nothing.
func answeredPost(context.Context, emulate.Post) (emulate.Posted, error) {
	return emulate.Posted{Code: http.StatusOK}, nil
}

// addPlan shows the plan when the run has ended.
func (out *output) addPlan(r *runbook, o options, b *backend, color bool, stdout, stderr io.Writer) {
	reader := python.NewReader("")
	out.plan = plan.New(plan.Config{
		Region: b.region, Account: b.account, Live: o.live, Described: o.world != "", Filled: r.filledValues(), Documents: documents(o),
		Script: func(text string) ([]awsapi.Operation, bool, bool) {
			calls, ok := reader.ReadCalls(text)
			return calls.Operations, calls.Hidden, ok
		},
	})
	out.add(out.plan.Observe, func(*emulate.Execution) error {
		defer reader.Close()
		write := func() error {
			options := plan.TextOptions{Color: color, Verbose: o.verbose}
			if o.file != "-" {
				options.Policy = "ssmrun iam " + o.file
			}
			return out.plan.Text(stdout, options)
		}
		if o.json {
			write = func() error { return out.plan.JSON(stdout) }
		}
		if err := write(); err != nil {
			return err
		}
		if err := reader.Err(); err != nil {
			fmt.Fprintln(stderr, "ssmrun: note: some scripts are not read:", err)
		}
		return nil
	})
}

// stopped tells the plan why the run could not go on; nil for one that did.
func (out *output) stopped(err error, secrets *secret.Vault) {
	if out.plan == nil {
		return
	}
	if err != nil && secrets != nil {
		err = errors.New(secrets.Text(err.Error()))
	}
	out.plan.End(err)
}
