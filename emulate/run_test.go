package emulate_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/view"
)

var update = flag.Bool("update", false, "rewrite the expected outcomes")

// start is when all runs of the tests begin.
var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// TestRuns runs the runbooks of testdata/runs. Each file holds
//
//	runbook.yaml               what is run
//	arguments                  Name=value, one per line
//	ec2/DescribeVolumes.json   what is answered; several with .1, .2 and so on
//	                           before the extension come in turn, the last for good
//	ec2/DescribeVolumes.error  Code: message, what is refused
//	account                    IDs of resources that the account has
//	webhook                    what webhooks answer: the code, a blank, the body
//	cancel                     the step during whose first attempt the run is cancelled
//	throttling                 how long throttled calls are repeated
//	documents/NAME.yaml        a runbook that steps may run as a child
//	decisions                  what people decide, one per line; "nothing" at last
//	targets                    what StartAutomationExecution takes for several runs
//	want                       what the text view shows, inputs and calls included,
//	                           and behind it the error of a run that could not go on
//
// API calls without such an answer go to the account in memory, which has the
// instance i-123.
func TestRuns(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/runs/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c := newRunCase(t, archive)
			var shown bytes.Buffer
			text := view.NewText(&shown, view.TextOptions{Verbose: true})
			if _, err := c.run(text.Observe); err != nil {
				fmt.Fprintf(&shown, "error: %v\n", err)
			}
			if *update {
				rewrite(t, file, archive, shown.Bytes())
				return
			}
			if diff := cmp.Diff(c.want, shown.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, want []byte) {
	t.Helper()
	kept := archive.Files[:0]
	for _, f := range archive.Files {
		if f.Name != "want" {
			kept = append(kept, f)
		}
	}
	archive.Files = append(kept, txtar.File{Name: "want", Data: want})
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

type runCase struct {
	doc  *document.Document
	args emulate.Arguments
	// answers are those of an operation, in turn.
	answers    scripted
	account    []string
	webhook    string
	cancel     string
	throttling time.Duration
	documents  map[string]*document.Document
	decisions  []string // nil without the file
	control    *emulate.RateControl
	want       string
}

func newRunCase(t *testing.T, archive *txtar.Archive) *runCase {
	t.Helper()
	c := &runCase{args: emulate.Arguments{}, answers: scripted{}, documents: map[string]*document.Document{}}
	var arguments string
	for _, f := range archive.Files {
		switch f.Name {
		case "runbook.yaml":
			var problems []document.Problem
			if c.doc, problems = document.Parse(document.NewSource(f.Name, f.Data)); len(problems) > 0 {
				t.Fatal(problems)
			}
		case "arguments":
			arguments = string(f.Data)
		case "account":
			c.account = strings.Fields(string(f.Data))
		case "webhook":
			c.webhook = string(f.Data)
		case "cancel":
			c.cancel = strings.TrimSpace(string(f.Data))
		case "throttling":
			var err error
			if c.throttling, err = time.ParseDuration(strings.TrimSpace(string(f.Data))); err != nil {
				t.Fatal(err)
			}
		case "decisions":
			c.decisions = append(strings.Fields(string(f.Data)), "nothing")
		case "targets":
			v, err := value.Decode(f.Data)
			if err != nil {
				t.Fatal(err)
			}
			if c.control, err = emulate.ReadRateControl(v.(*value.Object)); err != nil {
				t.Fatal(err)
			}
		case "want":
			c.want = string(f.Data)
		default:
			if name, ok := strings.CutPrefix(f.Name, "documents/"); ok {
				doc, problems := document.Parse(document.NewSource(f.Name, f.Data))
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				c.documents[strings.TrimSuffix(name, ".yaml")] = doc
				continue
			}
			c.answers.add(t, f)
		}
	}
	for line := range strings.Lines(arguments) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		c.args.Add(c.doc, name, text)
	}
	return c
}

func (c *runCase) run(observe func(emulate.Event)) (*emulate.Execution, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	clock := clock.NewVirtual(start)
	account := world.New(world.Config{Clock: clock, Seed: 1})
	account.AddInstance("i-123")
	for _, id := range c.account {
		account.AddResource(id)
	}
	var decide func(context.Context, emulate.Question) (emulate.Decision, error)
	if left := c.decisions; left != nil {
		decide = func(context.Context, emulate.Question) (emulate.Decision, error) {
			next := left[0]
			if len(left) > 1 {
				left = left[1:]
			}
			if next == "nothing" {
				return emulate.Undecided, nil
			}
			return emulate.Decision(next), nil
		}
	}
	var send func(context.Context, emulate.Post) (emulate.Posted, error)
	if digits, body, ok := strings.Cut(c.webhook, " "); ok {
		send = func(_ context.Context, p emulate.Post) (emulate.Posted, error) {
			code, err := strconv.Atoi(digits)
			return emulate.Posted{Code: code, Body: strings.TrimSpace(body) + " for " + p.Body}, err
		}
	}
	engine := emulate.New(emulate.Config{
		Send:      send,
		Decide:    decide,
		Documents: func(name string) (*document.Document, error) { return c.documents[name], nil },
		Cloud:     cloud.WithLatency(cloud.Chain{c.answers, account}, clock, 100*time.Millisecond),
		Clock:     clock, Actions: actions.All(), Seed: 1,
		Region: cloud.DefaultRegion, Account: cloud.DefaultAccount, ThrottlingRetry: c.throttling,
		Observe: func(e emulate.Event) {
			observe(e)
			if child, ok := e.(emulate.ChildEvent); ok {
				e = child.Event
			}
			if began, ok := e.(emulate.AttemptStarted); ok && began.Step == c.cancel {
				cancel()
			}
		},
	})
	if c.control != nil {
		return engine.RunEach(ctx, c.doc, c.args, *c.control)
	}
	return engine.Run(ctx, c.doc, c.args)
}

// scripted is a cloud that gives prepared answers in turn, by service/Operation.
type scripted map[string]*[]scriptedAnswer

type scriptedAnswer struct {
	output *value.Object
	err    error
}

func (s scripted) add(t *testing.T, f txtar.File) {
	t.Helper()
	name, extension, _ := strings.Cut(path.Base(f.Name), ".")
	name = path.Join(path.Dir(f.Name), name)
	if s[name] == nil {
		s[name] = &[]scriptedAnswer{}
	}
	var a scriptedAnswer
	if strings.HasSuffix(extension, "error") {
		code, message, _ := strings.Cut(string(f.Data), ":")
		a.err = &cloud.APIError{Code: code, Message: strings.TrimSpace(message)}
	} else {
		v, err := value.Decode(f.Data)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		a.output = v.(*value.Object)
	}
	*s[name] = append(*s[name], a)
}

func (s scripted) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	left := s[req.Service+"/"+req.Operation]
	if left == nil {
		return cloud.Response{}, &cloud.NoAnswerError{}
	}
	a := (*left)[0]
	if len(*left) > 1 {
		*left = (*left)[1:]
	}
	if a.err != nil {
		return cloud.Response{}, a.err
	}
	return cloud.Response{Output: value.Clone(a.output).(*value.Object)}, nil
}
