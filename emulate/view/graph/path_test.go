package graph_test

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/view/graph"
)

// TestWayOfARun names the edges that a run took, and by what if they say so.
func TestWayOfARun(t *testing.T) {
	t.Parallel()
	const (
		wait  = ", action: aws:sleep, inputs: {Duration: PT1M}"
		fails = ", action: aws:sleep, timeoutSeconds: 1, inputs: {Duration: PT1M}"
		is    = "Variable: '{{ global:REGION }}', StringEquals: "
	)
	loop := func(body string) string {
		return "{name: l, action: aws:loop, inputs: {Iterators: [1, 2], Steps: [" + body + "]}}"
	}
	for name, test := range map[string]struct{ steps, want string }{
		"in order":    {"{name: a" + wait + "}, {name: b" + wait + "}", "Start>a a>b b>End"},
		"isEnd":       {"{name: a, isEnd: true" + wait + "}, {name: b" + wait + "}", "Start>a a>End"},
		"nextStep":    {"{name: a, nextStep: c" + wait + "}, {name: b" + wait + "}, {name: c" + wait + "}", "Start>a a>c c>End"},
		"Abort":       {"{name: a" + wait + "}, {name: b" + fails + "}", "Start>a a>b"},
		"onFailure":   {"{name: a, onFailure: 'step:c'" + fails + "}, {name: b" + wait + "}, {name: c" + wait + "}", "Start>a a>c(onFailure) c>End"},
		"to the same": {"{name: a, onFailure: 'step:b'" + fails + "}, {name: b" + wait + "}", "Start>a a>b(onFailure) b>End"},
		"no failure":  {"{name: a, onFailure: 'step:b'" + wait + "}, {name: b" + wait + "}", "Start>a a>b b>End"},
		"Continue":    {"{name: a, onFailure: Continue" + fails + "}, {name: b, onFailure: Continue" + fails + "}", "Start>a a>b b>End"},
		"onCancel":    {"{name: a, action: aws:pause, inputs: {}, onCancel: 'step:c'}, {name: b" + wait + "}, {name: c" + wait + "}", "Start>a a>c(onCancel) c>End"},
		"second choice": {
			"{name: a, action: aws:branch, inputs: {Choices: [{" + is + "x, NextStep: b}, {" + is + "us-east-1, NextStep: b}], Default: b}}, {name: b" + wait + "}",
			`Start>a a>b(2: global:REGION = "us-east-1") b>End`,
		},
		"Default": {
			"{name: a, action: aws:branch, inputs: {Choices: [{" + is + "x, NextStep: b}], Default: c}}, {name: b" + wait + "}, {name: c" + wait + "}",
			"Start>a a>c(Default) c>End",
		},
		"no choice": {
			"{name: a, action: aws:branch, inputs: {Choices: [{" + is + "x, NextStep: c}]}}, {name: b, isEnd: true" + wait + "}, {name: c" + wait + "}",
			"Start>a a>b(no choice is true) b>End",
		},
		"rounds":        {loop("{name: a"+wait+"}, {name: b"+wait+"}") + ", {name: c" + wait + "}", "Start>l l>c c>End each round>a a>b b>next round"},
		"out of a loop": {loop("{name: a, nextStep: d"+wait+"}") + ", {name: c" + wait + "}, {name: d" + wait + "}", "Start>l d>End each round>a a>d"},
		"fails out of a loop": {
			loop("{name: a, onFailure: 'step:d'"+fails+"}") + ", {name: c" + wait + "}, {name: d" + wait + "}",
			"Start>l d>End each round>a a>d(onFailure)",
		},
		"Abort in a loop": {loop("{name: a"+fails+"}") + ", {name: c" + wait + "}", "Start>l each round>a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(sorted(test.want), sorted(strings.Join(taken(t, test.steps), " "))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// sorted makes the order of edges not matter.
func sorted(edges string) map[string]bool {
	set := map[string]bool{}
	for _, edge := range regexp.MustCompile(`(each round|next round|[A-Za-z]+)>(next round|[A-Za-z]+)(\([^)]*\))?`).FindAllString(edges, -1) {
		set[edge] = true
	}
	return set
}

var (
	dotNode = regexp.MustCompile(`(?m)^ *(?:subgraph cluster_)?(\w+) (?:\[|\{\n *graph \[)(?:label="", tooltip|label)="([^"\\]*)`)
	dotEdge = regexp.MustCompile(`(?m)^  (\w+) -> (\w+) \[(.*)\]$`)
	label   = regexp.MustCompile(`label="((?:[^"\\]|\\.)*)"`)
	frame   = regexp.MustCompile(`l(tail|head)=cluster_(\w+)`)
)

// taken runs the steps and reads the bold edges out of the drawing.
func taken(t *testing.T, steps string) []string {
	t.Helper()
	doc, problems := document.Parse(document.NewSource("runbook.yaml", []byte("schemaVersion: '0.3'\nmainSteps: ["+steps+"]\n")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	clock := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	path := graph.NewPath()
	_, err := emulate.New(emulate.Config{
		Cloud: world.New(world.Config{Clock: clock, Seed: 1}), Clock: clock, Actions: actions.All(), Region: cloud.DefaultRegion, Account: cloud.DefaultAccount,
		Observe: path.Observe,
		Decide: func(ctx context.Context, _ emulate.Question) (emulate.Decision, error) {
			cancel()
			return emulate.Undecided, ctx.Err()
		},
	}).Run(ctx, doc, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := graph.New(doc)
	if err != nil {
		t.Fatal(err)
	}
	g.Mark(path)
	var dot bytes.Buffer
	if err := graph.DOT(&dot, g); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, node := range dotNode.FindAllStringSubmatch(dot.String(), -1) {
		names[node[1]] = node[2]
	}
	var edges []string
	for _, edge := range dotEdge.FindAllStringSubmatch(dot.String(), -1) {
		from, to, look := edge[1], edge[2], edge[3]
		if !strings.Contains(look, "penwidth=3") {
			continue
		}
		for _, f := range frame.FindAllStringSubmatch(look, -1) {
			if f[1] == "tail" {
				from = f[2]
			} else {
				to = f[2]
			}
		}
		text := names[from] + ">" + names[to]
		if found := label.FindStringSubmatch(look); found != nil {
			text += "(" + strings.ReplaceAll(found[1], `\"`, `"`) + ")"
		}
		edges = append(edges, text)
	}
	return edges
}
