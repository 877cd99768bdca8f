package memory

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Question is what a call that reads names.
type Question struct {
	asked []identity
	// texts are those anywhere in the input, and the names in ARNs.
	texts map[string]bool
	// lists tells that the answer lists what belongs to what is named.
	lists bool
	// setting is what the operation is about, empty for a call that names resources.
	setting string
}

// Ask reads a call.
func Ask(op awsapi.Operation, input *value.Object) *Question {
	verb, _ := split(op)
	q := &Question{texts: map[string]bool{}}
	q.lists = verb != "Head" && (verb != "Get" || strings.HasSuffix(op.Name(), "s"))
	q.asked, _, _ = called(op, input)
	q.visit(input)
	delete(q.texts, "")
	if len(q.asked) == 0 {
		q.setting = setting(op)
	}
	return q
}

func (q *Question) visit(v any) {
	switch v := v.(type) {
	case string:
		q.texts[v] = true
		for _, part := range parts(v) {
			q.texts[part] = true
		}
	case []any:
		for _, item := range v {
			q.visit(item)
		}
	case *value.Object:
		for _, item := range v.All() {
			q.visit(item)
		}
	}
}

// parts are the names in an ARN, none in other texts.
func parts(text string) []string {
	fields := strings.SplitN(text, ":", 6)
	if fields[0] != "arn" || len(fields) < 6 {
		return nil
	}
	return strings.FieldsFunc(fields[5], func(r rune) bool { return r == '/' || r == ':' })
}

// Texts are all texts that the call names, in no order.
func (q *Question) Texts() map[string]bool { return q.texts }

// About tells whether the answer may show a resource: the call names it, or lists
// what belongs to something that it is a part of.
func (q *Question) About(s Subject, known *Aliases) bool {
	if len(s.ids) == 0 {
		return s.setting == q.setting
	}
	named := 0
	for _, id := range s.ids {
		switch {
		case q.names(id) || known.of.among(id, q.asked):
			named++
		case known.of.contradicted(id, q.asked):
			return false
		}
	}
	return named == len(s.ids) || named > 0 && q.lists
}

// names tells whether the call names something, be it by its ARN.
func (q *Question) names(id identity) bool {
	list := parts(id.text)
	return q.texts[id.text] || len(list) > 0 && q.texts[list[len(list)-1]]
}

// Aliases are names of the same resources, such as the name of a stack and its ARN.
type Aliases struct{ of aliases }

// NewAliases knows none.
func NewAliases() *Aliases { return &Aliases{aliases{}} }

// Learn takes in what an answer calls the same resource.
func (a *Aliases) Learn(op awsapi.Operation, output *value.Object) { a.of.learn(op, output) }
