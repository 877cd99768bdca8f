package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/cassette"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
	"github.com/ssmkit/ssmkit/emulate/cloud/live"
	"github.com/ssmkit/ssmkit/emulate/fill"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/sensitive"
)

// The account that answers, and what its secrets begin with.
const (
	plantedAccount = "210987654321"
	plantedSecret  = "planted-hunter22-"
)

// TestRecordCorpus records each published runbook against a server on this machine,
// with the client for AWS, and replays it: the same bytes. The server plants an
// account ID and secrets in its answers, wherever the models of the APIs have some;
// none of them may turn up in the output, the trace or the recording.
//
// The clock is virtual on both sides, so that waiting takes no time. Scripts are
// not run: what they return is made up, the same both times.
func TestRecordCorpus(t *testing.T) {
	for name, value := range map[string]string{
		"HOME": t.TempDir(), "AWS_ACCESS_KEY_ID": "ssmrun", "AWS_SECRET_ACCESS_KEY": "ssmrun", "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1",
	} {
		t.Setenv(name, value)
	}
	every := 1
	if testing.Short() {
		every = 15
	}
	n, succeeded, planted := 0, 0, 0
	for name, doc := range documenttest.Runbooks(t) {
		if n++; n%every != 0 {
			continue
		}
		p := &planter{}
		x := recordAndReplay(t, name, doc, p)
		planted += p.planted
		if x != nil && x.Status == emulate.Success {
			succeeded++
		}
	}
	t.Logf("%d of %d runbooks ended as Success, %d secrets were planted", succeeded, n/every, planted)
	if succeeded*2 < n/every || planted == 0 {
		t.Errorf("only %d of %d runbooks ended as Success, %d secrets were planted: this shows nothing", succeeded, n/every, planted)
	}
}

// recordAndReplay gives the execution that was recorded, nil for none.
func recordAndReplay(t *testing.T, name string, doc *document.Document, p *planter) *emulate.Execution {
	t.Helper()
	begin := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	shared := clock.NewVirtual(begin)
	o := options{
		json: true, trace: true, color: "never", seed: 1, region: "us-east-1", live: true, allowWrites: true,
		decisions: []emulate.Decision{emulate.Approve, emulate.Resume},
	}
	r := &runbook{doc: doc, args: emulate.Arguments{}}
	for _, v := range fill.Missing(doc, r.args, fill.Config{Seed: 1, Region: o.region, Account: plantedAccount, Now: begin}) {
		r.args[v.Name] = v.Texts
	}
	answering, err := answerers(r, o, shared, nil)
	if err != nil {
		t.Fatal(err)
	}
	answering.invented.Expect(allWishes(doc))
	p.cloud = answering.chain
	server := httptest.NewServer(endpoint.New(p, endpoint.Config{Clock: shared}))
	defer server.Close()
	client, err := live.Open(context.Background(), live.Config{Region: o.region, EndpointURL: server.URL, Clock: shared})
	if err != nil {
		t.Fatal(err)
	}
	secrets := secret.NewVault()
	secrets.HideContents()
	recorded := &backend{cloud: client, clock: shared, region: client.Region(), account: plantedAccount, secrets: secrets}
	o.record = filepath.Join(t.TempDir(), "recorded")
	save, err := recorded.record(r, o)
	if err != nil {
		t.Fatal(err)
	}
	first := runOn(t, recorded, r, o)
	if err := save(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	replayer, err := cassette.Open(o.record, secret.NewVault())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	second := runOn(t, newReplayBackend(replayer, r, o), r, o)
	if first.printed != second.printed || first.failure != second.failure {
		t.Errorf("%s: replayed, the run prints another result: %s", name, firstDifference(first.failure+first.printed, second.failure+second.printed))
	}
	texts := map[string]string{"the output": first.printed, "the trace": first.trace, "the error": first.failure}
	files, err := filepath.Glob(filepath.Join(o.record, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: the recording has %d files, error %v", name, len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(text)
	}
	for where, text := range texts {
		for _, hidden := range []string{plantedAccount, plantedSecret, base64.StdEncoding.EncodeToString([]byte(plantedSecret))[:20]} {
			if at := strings.Index(text, hidden); at >= 0 {
				t.Errorf("%s: %s shows what was planted: ...%s...", name, where, text[max(0, at-80):min(len(text), at+80)])
			}
		}
	}
	return first.execution
}

// shown is all that a run shows.
type shown struct {
	execution               *emulate.Execution
	printed, trace, failure string
}

func runOn(t *testing.T, b *backend, r *runbook, o options) shown {
	t.Helper()
	var stdout, stderr bytes.Buffer
	out, err := newOutput(r, o, b, &stdout, &stderr)
	if err != nil {
		t.Fatal(err)
	}
	x, err := execute(context.Background(), emulate.New(emulate.Config{
		Cloud: b.cloud, Clock: b.clock, Actions: actions.All(), Seed: o.seed, Region: b.region, Account: b.account, Secrets: b.secrets,
		Decide: decider(o, nil, &stderr), Given: scriptResult(r.doc, b), Observe: out.observe,
	}), r, o)
	if err := errors.Join(out.end(x)); err != nil {
		t.Fatal(err)
	}
	s := shown{execution: x, printed: stdout.String(), trace: stderr.String()}
	if err != nil {
		s.failure = b.secrets.Text(err.Error())
	}
	return s
}

// scriptResult gives the steps with scripts a result that is made up.
func scriptResult(doc *document.Document, b *backend) func(string, *value.Object) (emulate.Given, bool) {
	return func(name string, _ *value.Object) (emulate.Given, bool) {
		step := doc.Step(name)
		if step == nil || !step.Is("aws:executeScript") {
			return emulate.Given{}, false
		}
		returned := fill.Returned(doc, step, fill.Config{Seed: 1, Region: b.region, Account: plantedAccount})
		returned = renumbered(returned, plantedAccount, b.account)
		return emulate.Given{Response: value.New("Payload", returned), Place: "a test"}, true
	}
}

// firstDifference shows two texts where they begin to differ.
func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	near := func(text string) string { return text[max(0, i-120):min(len(text), i+120)] }
	return fmt.Sprintf("\nrecorded %q\nreplayed %q", near(a), near(b))
}

// planter is an account in memory with another ID, and with secrets where the
// models of the APIs have some.
type planter struct {
	cloud   cloud.Cloud
	mu      sync.Mutex
	planted int
}

// Call implements cloud.Cloud.
func (p *planter) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return cloud.Response{}, err
	}
	req.Input, _ = renumbered(req.Input, plantedAccount, cloud.DefaultAccount).(*value.Object)
	answer, err := p.cloud.Call(ctx, req)
	var refused *cloud.APIError
	if errors.As(err, &refused) {
		planted := *refused
		planted.Message = strings.ReplaceAll(refused.Message, cloud.DefaultAccount, plantedAccount)
		return answer, &planted
	}
	if answer.Output != nil {
		answer.Output = renumbered(p.secrets(op.Output(), answer.Output), cloud.DefaultAccount, plantedAccount).(*value.Object)
	}
	return answer, err
}

// secrets is a copy of a value with secrets in it.
func (p *planter) secrets(s awsapi.Shape, v any) any {
	switch v := v.(type) {
	case *value.Object:
		out := value.New()
		for name, inner := range v.All() {
			shape := s.Member(name).Shape()
			if s.Type() == awsapi.Map {
				shape = s.Value().Shape()
			}
			if text, ok := inner.(string); ok && sensitive.Name(name) {
				inner = p.secret(shape, text)
			}
			out.Set(name, p.secrets(shape, inner))
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = p.secrets(s.Elem().Shape(), item)
		}
		return out
	case string:
		if s.Sensitive() {
			return p.secret(s, v)
		}
	}
	return v
}

// secret is a secret in the place of a text; a new one for each text.
func (p *planter) secret(s awsapi.Shape, text string) string {
	if text == "" || s.Type() != awsapi.String && s.Type() != awsapi.Blob || strings.Contains(text, plantedSecret) {
		return text
	}
	p.planted++
	planted := plantedSecret + text
	if s.Type() == awsapi.Blob {
		return base64.StdEncoding.EncodeToString([]byte(planted))
	}
	return planted
}

// renumbered is a copy of a value with another account's ID.
func renumbered(v any, from, to string) any {
	switch v := v.(type) {
	case *value.Object:
		out := value.New()
		for name, inner := range v.All() {
			out.Set(strings.ReplaceAll(name, from, to), renumbered(inner, from, to))
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = renumbered(item, from, to)
		}
		return out
	case string:
		return strings.ReplaceAll(v, from, to)
	}
	return v
}
