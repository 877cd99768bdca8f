package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/cloud/guard"
	"github.com/ssmkit/ssmkit/emulate/cloud/live"
	"github.com/ssmkit/ssmkit/emulate/secret"
)

// assumeAuto is the value of --assume-role that stands for the runbook's role.
const assumeAuto = "auto"

// newLiveBackend makes the backend that asks AWS what no file of the user
// answers. Nothing is made up.
func newLiveBackend(ctx context.Context, fixtures *canned.Canned, r *runbook, o options, stderr io.Writer) (*backend, error) {
	client, err := openLive(ctx, r, o, stderr)
	if err != nil {
		return nil, err
	}
	var chain cloud.Chain
	if fixtures != nil {
		chain = append(chain, cloud.SignedBy(fixtures, cloud.Canned))
	}
	secrets := liveSecrets(o)
	does := "all of them: --allow-writes lets them change the account"
	if o.allowWrites {
		chain = append(chain, cloud.SignedBy(client, cloud.Live))
	} else {
		chain = append(chain, cloud.SignedBy(guard.ReadOnly(client, secrets), cloud.Live))
		does = "those that only read"
	}
	account, arn, err := whoCalls(ctx, chain)
	if err != nil {
		return nil, err
	}
	tellTarget(o, arn, client.Region(), does, stderr)
	return &backend{cloud: chain, fixtures: fixtures, clock: clock.System{}, region: client.Region(), account: account, secrets: secrets}, nil
}

// liveSecrets is a vault for what comes from a real account.
func liveSecrets(o options) *secret.Vault {
	secrets := secret.NewVault()
	if !o.showSensitive {
		secrets.HideContents()
	}
	return secrets
}

// tellTarget says whose account is at stake.
func tellTarget(o options, arn, region, does string, stderr io.Writer) {
	to := "AWS"
	if o.endpointURL != "" {
		to = o.endpointURL
	}
	fmt.Fprintf(stderr, "ssmrun: calls go to %s as %s in %s, %s\n", to, arn, region, does)
}

// openLive opens a client of AWS as the options and the runbook say.
func openLive(ctx context.Context, r *runbook, o options, stderr io.Writer) (*live.Client, error) {
	role := o.assumeRole
	written := assumeRole(r)
	switch {
	case role == assumeAuto && written == "":
		return nil, usagef("--assume-role auto: the runbook names no role, or its parameter for the role has no value")
	case role == assumeAuto:
		role = written
	case role == "" && written != "":
		fmt.Fprintf(stderr, "ssmrun: note: Automation would run this as %s; calls are made with your own credentials, unless --assume-role auto\n", written)
	}
	if role != "" && !strings.HasPrefix(role, "arn:") {
		return nil, usagef("--assume-role is %q, expected auto or the ARN of a role", role)
	}
	told := map[string]bool{}
	return live.Open(ctx, live.Config{
		Profile: o.profile, Region: o.liveRegion(), EndpointURL: o.endpointURL, Role: role, Clock: clock.System{},
		Note: func(text string) {
			if !told[text] {
				told[text] = true
				fmt.Fprintln(stderr, "ssmrun: note:", text)
			}
		},
	})
}

// assumeRole is the runbook's assumeRole with the values of parameters put in,
// empty for none.
func assumeRole(r *runbook) string {
	node := r.doc.AssumeRole
	if !node.IsString() {
		return ""
	}
	text := node.Text
	var filled strings.Builder
	end := 0
	for _, ref := range node.References() {
		filled.WriteString(text[end:ref.Start])
		end = ref.End
		given := r.args[ref.Name]
		if p := r.doc.Parameter(ref.Name); len(given) == 0 && p != nil && p.Default.IsString() {
			given = []string{p.Default.Text}
		}
		filled.WriteString(strings.Join(given, ","))
	}
	filled.WriteString(text[end:])
	return strings.TrimSpace(filled.String())
}

// whoCalls asks who makes the calls, which shows that the credentials are good
// and tells the user which account is at stake.
func whoCalls(ctx context.Context, c cloud.Cloud) (account, arn string, err error) {
	answer, err := c.Call(ctx, cloud.Request{Service: "sts", Operation: "GetCallerIdentity"})
	if err != nil {
		return "", "", err
	}
	account = text(answer.Output, "Account")
	if account == "" {
		return "", "", errors.New("the answer to sts GetCallerIdentity names no account: it is not AWS that answers, but perhaps a proxy or the sign-in page of a network")
	}
	return account, text(answer.Output, "Arn"), nil
}
