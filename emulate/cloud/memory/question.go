package memory

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Question is what a call that reads names.
type Question struct {
	asked []identity
	// texts are those anywhere in the input, and the names at the end of ARNs.
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
		q.texts[v], q.texts[lastPart(v)] = true, true
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

// lastPart is the name at the end of an ARN, empty for other texts.
func lastPart(text string) string {
	if !strings.HasPrefix(text, "arn:") {
		return ""
	}
	return text[strings.LastIndexAny(text, ":/")+1:]
}

// Texts are all texts that the call names, in no order.
func (q *Question) Texts() map[string]bool { return q.texts }

// About tells whether the answer may show a resource: the call names it, or lists
// what belongs to something that it is a part of.
func (q *Question) About(s Subject) bool {
	if len(s.ids) == 0 {
		return s.setting == q.setting
	}
	named := 0
	for _, id := range s.ids {
		switch {
		case q.texts[id.text] || q.texts[lastPart(id.text)]:
			named++
		case aliases{}.contradicted(id, q.asked):
			return false
		}
	}
	return named == len(s.ids) || named > 0 && q.lists
}
