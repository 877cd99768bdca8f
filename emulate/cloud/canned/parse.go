package canned

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/shapecheck"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// The keys of a file with entries, and of an entry.
const (
	responsesKey = "responses"
	serviceKey   = "service"
	operationKey = "operation"
	stepKey      = "step"
	inputKey     = "input"
	responseKey  = "response"
	errorKey     = "error"
	timesKey     = "times"
)

// Parse reads a file of entries and checks all of it. The error is a
// *shapecheck.ProblemsError.
func Parse(src *document.Source) (*Canned, error) {
	doc, broken := document.Parse(src)
	p := &parser{
		check:  shapecheck.New(src.Name(), broken...),
		canned: &Canned{entries: map[awsapi.OperationName][]entry{}},
	}
	if len(broken) == 0 {
		p.file(doc)
	}
	if err := p.check.Err(); err != nil {
		return nil, err
	}
	return p.canned, nil
}

type parser struct {
	check  *shapecheck.Check
	canned *Canned
}

func (p *parser) file(doc *document.Document) {
	const want = "answers are a list under the key \"responses\""
	root := doc.Root
	if root == nil {
		p.check.ReportAt(doc.Source.Pos(0), "the file is empty; %s", want)
		return
	}
	list := root.Get(responsesKey)
	if list == nil || list.Kind != document.List {
		p.check.Report(root, want)
		return
	}
	p.check.Keys(root, "the file", responsesKey)
	for _, n := range list.Items {
		p.entry(n)
	}
}

// entry reads one entry; it is left out when something is wrong with it.
func (p *parser) entry(n *document.Node) {
	if n.Kind != document.Map {
		p.check.Report(n, "an entry is a map with service, operation and an answer, or with step and a result, this is %s", n.Kind.WithArticle())
		return
	}
	if n.Get(stepKey) != nil {
		p.step(n)
		return
	}
	p.check.Keys(n, "an entry", serviceKey, operationKey, inputKey, responseKey, responsesKey, errorKey, timesKey)
	op, ok := p.operation(n)
	if !ok {
		return
	}
	if input := n.Get(inputKey); input != nil {
		p.check.Parameters(op, input)
	}
	l := &listed{matcher: p.matcher(n), op: op}
	answers, refusal, _ := p.answers(n)
	for _, answer := range answers {
		p.response(l, answer)
	}
	if refusal != nil {
		p.refusal(l, refusal)
	}
	key := awsapi.OperationName{Service: op.Service().Name(), Operation: op.Name()}
	p.canned.entries[key] = append(p.canned.entries[key], l)
}

// operation finds what an entry is about, and blames the word that is wrong.
func (p *parser) operation(n *document.Node) (awsapi.Operation, bool) {
	service, api := n.Get(serviceKey), n.Get(operationKey)
	for _, missing := range []struct {
		n    *document.Node
		name string
	}{{service, serviceKey}, {api, operationKey}} {
		if !missing.n.IsString() {
			p.check.Report(n, "an entry needs the key %q, a text", missing.name)
			return awsapi.Operation{}, false
		}
	}
	if _, err := awsapi.OpenService(service.Text); err != nil {
		p.check.Report(service, "%v", err)
		return awsapi.Operation{}, false
	}
	op, err := awsapi.Lookup(service.Text, api.Text)
	if err != nil {
		p.check.Report(api, "%v", err)
		return awsapi.Operation{}, false
	}
	return op, true
}

// matcher reads what entries of all kinds have.
func (p *parser) matcher(n *document.Node) matcher {
	pos := n.Span().Start
	m := matcher{shown: fmt.Sprintf("%s:%d:%d", n.Source().Name(), pos.Line, pos.Column)}
	if times := n.Get(timesKey); times != nil {
		count, ok := times.Int()
		if !ok || count < 1 || count > 1_000_000 {
			p.check.Report(times, "times is how many calls the entry answers, a number from 1")
		}
		m.times = int(count)
	}
	if input := n.Get(inputKey); input != nil {
		m.input, _ = input.Value().(*value.Object)
	}
	return m
}

// answers reads the one of response, responses and error that an entry has.
func (p *parser) answers(n *document.Node) (answers []*document.Node, refusal *document.Node, ok bool) {
	response, several, refusal := n.Get(responseKey), n.Get(responsesKey), n.Get(errorKey)
	given := 0
	for _, n := range []*document.Node{response, several, refusal} {
		if n != nil {
			given++
		}
	}
	switch {
	case given != 1:
		p.check.Report(n, "an entry has one of the keys response, responses and error, this one has %d", given)
		return nil, nil, false
	case refusal != nil:
		return nil, refusal, true
	case response != nil:
		return []*document.Node{response}, nil, true
	case several.Kind != document.List || len(several.Items) == 0:
		p.check.Report(several, "responses is a list of answers, given one after the other")
		return nil, nil, false
	}
	return several.Items, nil, true
}

func (p *parser) response(l *listed, n *document.Node) {
	p.check.Answer(l.op, n, n.Span().Start)
	if object, ok := n.Value().(*value.Object); ok {
		l.responses = append(l.responses, object)
	}
}

func (p *parser) refusal(l *listed, n *document.Node) {
	if n.Kind != document.Map || !n.Get("code").IsString() {
		p.check.Report(n, "an error is a map with the code that AWS gives, and a message")
		return
	}
	p.check.Keys(n, "an error", "code", "message")
	l.refusal = &cloud.APIError{Code: n.Get("code").Text}
	switch message := n.Get("message"); {
	case message.IsString():
		l.refusal.Message = message.Text
	case message != nil:
		p.check.Report(message, "the message of an error is a text, this is %s", message.Kind.WithArticle())
	}
}
