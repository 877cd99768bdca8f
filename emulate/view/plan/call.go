package plan

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/policy"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/effect"
)

// call is a call of a step, with all its repetitions.
type call struct {
	service, operation, region string
	changes                    bool
	// why says what the operation does where its name does not tell.
	why string
	// by is who answered, empty for a call that was not made.
	by answerer
	// refused is the error code of a refusal, empty for none; message is that of the
	// first.
	refused, message string
	// actions are those that IAM has to allow.
	actions []string
	times   int
	// inputs are the different ones, the first of them; more is whether there are
	// others.
	inputs []*value.Object
	more   bool
}

// answerer is who answered a call.
type answerer string

const (
	live     answerer = "live"
	amended  answerer = "amended"
	canned   answerer = "canned"
	memory   answerer = "memory"
	invented answerer = "invented"
	nobody   answerer = "nobody"
)

// answerers are all of them, the surest first.
var answerers = []answerer{live, amended, canned, memory, invented, nobody}

// maxInputs is how many different inputs are kept of a call.
const maxInputs = 20

// called adds a call to its step. There is no level yet for one that looks for the
// targets of a run.
func (p *Plan) called(l *level, e emulate.APICalled) {
	var s *step
	if l != nil {
		s = l.byName[e.Step]
	}
	if s == nil {
		s = p.beforehand()
	}
	c := newCall(e)
	i := slices.IndexFunc(s.calls, c.same)
	if i < 0 {
		i, s.calls = len(s.calls), append(s.calls, c)
	} else {
		s.calls[i].add(c)
	}
	s.last = s.calls[i]
	if s.action == "aws:executeAutomation" && c.operation == "StartAutomationExecution" {
		name, _ := e.Request.Input.Get("DocumentName")
		s.notes = appendNew(s.notes, notHere(fmt.Sprint(name)))
	}
	if l != nil && (c.by == invented || c.by == memory && !p.config.Described) {
		how := "the invented answer"
		if c.by == memory {
			how = "the answer in memory"
		}
		l.doubts.arise(e.Step, fmt.Sprintf("%s to %s in %q", how, c.operation, e.Step))
	}
}

// beforehand is what stands for the calls before the first step.
func (p *Plan) beforehand() *step {
	if len(p.steps) == 0 || p.steps[0].definition != nil || p.steps[0].name != "" {
		p.steps = append([]*step{{times: 1, status: emulate.Success}}, p.steps...)
	}
	return p.steps[0]
}

func newCall(e emulate.APICalled) *call {
	c := &call{service: e.Request.Service, operation: e.Request.Operation, region: e.Request.Region, changes: true, times: 1}
	if op, err := awsapi.Lookup(c.service, c.operation); err == nil {
		c.judge(op, e.Request.Input)
		c.inputs = []*value.Object{notable(op, e.Request.Input)}
	}
	switch {
	case e.Invented || e.By == cloud.Synth:
		c.by = invented
	case e.By == cloud.Canned:
		c.by = canned
	case e.By == cloud.Amended:
		c.by = amended
	case e.By == cloud.Live:
		c.by = live
	default:
		c.by = memory
	}
	var refused *cloud.APIError
	if errors.As(e.Err, &refused) {
		c.refused, c.message = refused.Code, refused.Message
	} else if e.Err != nil {
		c.by = nobody // the run ends here, and its error tells why
	}
	return c
}

// judge finds out what a call does and needs.
func (c *call) judge(op awsapi.Operation, input *value.Object) {
	e := effect.Of(op, input)
	c.changes, c.why = e.Changes, e.Why
	c.actions = policy.Actions(op, input)
	if len(policy.PassedRoles(op, input, "")) > 0 {
		c.actions = append(c.actions, passRole)
	}
}

const passRole = "iam:PassRole"

// notable is an input without secrets, and without the tokens by which a call is
// told from its repetition.
func notable(op awsapi.Operation, input *value.Object) *value.Object {
	masked := secret.NewVault().Input(op, input)
	shown := value.New()
	for name, v := range masked.All() {
		if m := op.Input().Member(name); !m.Exists() || !m.IdempotencyToken() {
			shown.Set(name, v)
		}
	}
	return shown
}

// same tells whether two calls are shown as one.
func (c *call) same(d *call) bool {
	return c.service == d.service && c.operation == d.operation && c.region == d.region &&
		c.changes == d.changes && c.by == d.by && c.refused == d.refused
}

// add adds a repetition of the call.
func (c *call) add(again *call) {
	c.times += again.times
	for _, action := range again.actions {
		if !slices.Contains(c.actions, action) {
			c.actions = append(c.actions, action)
		}
	}
	if len(again.inputs) == 0 {
		return
	}
	input := again.inputs[0]
	switch {
	case slices.ContainsFunc(c.inputs, func(known *value.Object) bool { return value.Equal(known, input) }):
	case len(c.inputs) == maxInputs:
		c.more = true
	default:
		c.inputs = append(c.inputs, input)
	}
}

// addSeen adds a call that the document tells of.
func addSeen(list []*call, op awsapi.Operation) []*call {
	c := &call{service: op.Service().Name(), operation: op.Name(), times: 1}
	c.judge(op, nil)
	if slices.ContainsFunc(list, c.same) {
		return list
	}
	return append(list, c)
}

// name is how people write a call.
func (c *call) name() string { return c.service + ":" + c.operation }

// unlike are the actions that are not called as the call itself.
func (c *call) unlike() []string {
	return slices.DeleteFunc(slices.Clone(c.actions), func(action string) bool { return action == c.name() })
}
