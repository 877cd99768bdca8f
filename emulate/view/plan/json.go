package plan

import (
	_ "embed"
	"encoding/json"
	"io"
	"strconv"

	"github.com/ssmkit/ssmkit/document/value"
)

// version grows when a member goes or changes its meaning.
const version = 1

//go:embed plan.schema.json
var schema string

// Schema is the JSON Schema (draft 7) of what JSON writes.
func Schema() string { return schema }

// JSON writes the plan for other programs. It is to be called when the run has
// ended.
func (p *Plan) JSON(w io.Writer) error {
	sum := p.summary()
	file := ""
	if p.root != nil {
		file = p.root.doc.Source.Name()
	}
	o := value.New("version", whole(version), "document", file, "region", p.config.Region, "account", p.config.Account)
	o.Set("complete", p.Complete())
	o.Set("status", string(p.status))
	setText(o, "failure", p.failure)
	o.Set("parameters", p.parameters())
	filled := []any{}
	for _, v := range p.config.Filled {
		filled = append(filled, v.Name)
	}
	o.Set("filledIn", filled)
	o.Set("steps", steps(p.steps))
	o.Set("notReached", p.describeUnreached())
	setTexts(o, "notes", p.notes)
	o.Set("summary", describeSummary(sum))
	text, err := value.EncodeIndent(o, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// parameters are those that were given or made up, in the order of the document.
func (p *Plan) parameters() *value.Object {
	o := value.New()
	if p.root == nil {
		return o
	}
	for _, parameter := range p.root.doc.Parameters {
		if given, ok := p.args[parameter.Name.Text]; ok {
			o.Set(parameter.Name.Text, texts(given))
		}
	}
	return o
}

func steps(list []*step) []any {
	out := []any{}
	for _, s := range list {
		o := value.New("name", s.name)
		setText(o, "action", s.action)
		o.Set("status", string(s.status))
		o.Set("times", whole(s.times))
		o.Set("calls", describeCalls(s.calls))
		if len(s.unmade) > 0 {
			o.Set("notMade", describeCalls(s.unmade))
		}
		if len(s.requests) > 0 {
			requests := []any{}
			for _, r := range s.requests {
				requests = append(requests, value.New("host", r.host, "times", whole(r.times)))
			}
			o.Set("requests", requests)
		}
		setTexts(o, "notes", s.notes)
		setTexts(o, "ways", s.ways)
		setText(o, "uncertain", s.doubt)
		setText(o, "failure", s.failure)
		if len(s.inner) > 0 {
			o.Set("steps", steps(s.inner))
		}
		out = append(out, o)
	}
	return out
}

func describeCalls(calls []*call) []any {
	out := []any{}
	for _, c := range calls {
		o := value.New("service", c.service, "operation", c.operation)
		if c.by != "" {
			o.Set("region", c.region)
		}
		o.Set("changes", c.changes)
		setText(o, "why", c.why)
		o.Set("actions", texts(c.actions))
		if c.by != "" {
			o.Set("answeredBy", string(c.by))
			o.Set("times", whole(c.times))
			inputs := []any{}
			for _, input := range c.inputs {
				inputs = append(inputs, input)
			}
			o.Set("inputs", inputs)
			o.Set("moreInputs", c.more)
		}
		if c.refused != "" {
			o.Set("error", value.New("code", c.refused, "message", c.message))
		}
		out = append(out, o)
	}
	return out
}

func (p *Plan) describeUnreached() []any {
	out := []any{}
	for _, u := range p.notReached() {
		o := value.New("name", u.name, "action", u.action, "reachedBy", texts(u.ways), "calls", describeCalls(u.calls))
		setTexts(o, "notes", u.notes)
		out = append(out, o)
	}
	return out
}

func describeSummary(sum summary) *value.Object {
	changing := value.New()
	for _, c := range sum.changing {
		changing.Set(c.name, whole(c.times))
	}
	answers := value.New()
	for _, by := range answerers {
		if n := sum.answers[by]; n > 0 {
			answers.Set(string(by), whole(n))
		}
	}
	return value.New(
		"calls", whole(sum.calls), "changes", whole(sum.changes), "changing", changing, "answers", answers,
		"notMade", whole(sum.unmade), "notMadeChanges", whole(sum.unmadeChanges), "requests", whole(sum.requests),
		"actions", texts(sum.actions),
	)
}

func whole(n int) json.Number { return json.Number(strconv.Itoa(n)) }

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, text := range list {
		out[i] = text
	}
	return out
}

// setText sets a member that is there only with a text.
func setText(o *value.Object, name, text string) {
	if text != "" {
		o.Set(name, text)
	}
}

// setTexts sets a member that is there only with some text.
func setTexts(o *value.Object, name string, list []string) {
	if len(list) > 0 {
		o.Set(name, texts(list))
	}
}
