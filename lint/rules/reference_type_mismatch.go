package rules

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

var referenceTypeMismatch = lint.Rule{
	Name:     "reference-type",
	Summary:  "a reference stands for a value of another type than its place takes",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A value that is one whole reference keeps its type, and the step fails when its
action or API takes another one. A list never becomes a map, nor a map a list or a
text. The single element of a list may be a list: ['{{ Ids }}'] is flat.

What the service does with text where a number, a boolean or a list is wanted is not
documented, so that is a warning. aws:runCommand alone is checked when the document
is created.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Filter:
    type: StringMap
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters: '{{ Filter }}'
`,
		Good: `schemaVersion: '0.3'
parameters:
  Filters:
    type: MapList
mainSteps:
  - name: getInstances
    action: aws:executeAwsApi
    inputs:
      Service: ec2
      Api: DescribeInstances
      Filters: '{{ Filters }}'
`,
	},
	Check: checkReferenceType,
}

func checkReferenceType(p *lint.Pass) {
	for _, call := range p.Calls() {
		for _, use := range call.RunTime {
			place := placeType{shape: use.Member.Shape(), element: strings.HasSuffix(use.Place, "]")}
			if use.Member.JSONValue() || place.shape.Document() {
				continue
			}
			if f, ok := mismatch(p.Doc, use.Node, place.form(), place.element); ok {
				f.Message += fmt.Sprintf(", and %s of %s is %s", use.Place, call.Operation.Name(), wanted(place.shape))
				p.Report(f)
			}
		}
	}
	for step, action := range actionsWithInputs(p.Doc) {
		if step.Is("aws:loop") {
			continue // what it goes through depends on another of its inputs
		}
		for _, e := range step.Inputs.Entries {
			input, ok := action.Input(e.Key.Text)
			if !ok {
				continue
			}
			checkInputReference(p, action, input, e.Value)
		}
	}
}

func checkInputReference(p *lint.Pass, action *schemas.ActionSpec, input schemas.Input, value *document.Node) {
	form, ok := inputForms[input.Type]
	if !ok || input.Uncertain {
		return
	}
	f, ok := mismatch(p.Doc, value, form, false)
	if !ok {
		return
	}
	if form == formText {
		f.Severity = new(lint.Warning) // texts that hold JSON may take a map
	}
	ref, _ := wholeReference(value)
	if action.CheckedAtCreation && ref.Form == document.ParameterReference && form != formText {
		f.Severity = nil
	}
	f.Message += fmt.Sprintf(", and %s of %s is %s", input.Name, action.Name, withArticle(input.Type))
	p.Report(f)
}

// form is what a place takes, as far as types of documents tell it apart.
type form uint8

const (
	formAny form = iota
	formText
	formNumber
	formBoolean
	formMap
	formList
	formMapList
)

// inputForms are the forms of the types of inputs.
var inputForms = map[string]form{
	"String": formText, "Integer": formNumber, "Boolean": formBoolean,
	"StringMap": formMap, "Map": formMap, "StringList": formList, "MapList": formMapList,
}

// placeType is where a reference stands in the parameters of an API.
type placeType struct {
	shape awsapi.Shape
	// element tells that the place is an element of a list.
	element bool
}

func (t placeType) form() form {
	switch t.shape.Type() {
	case awsapi.String, awsapi.Timestamp:
		return formText
	case awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		return formNumber
	case awsapi.Boolean:
		return formBoolean
	case awsapi.Structure, awsapi.Map:
		return formMap
	case awsapi.List:
		switch elem := t.shape.Elem().Shape(); elem.Type() {
		case awsapi.Structure, awsapi.Map:
			return formMapList
		case awsapi.List:
			return formAny
		}
		return formList
	}
	return formAny // what a blob takes is up to the service
}

// mismatch judges a whole reference at a place. The message is to be continued
// with what the place takes.
func mismatch(doc *document.Document, n *document.Node, to form, element bool) (f lint.Finding, found bool) {
	ref, ok := wholeReference(n)
	if !ok {
		return f, false
	}
	from := referenceType(doc, ref)
	certain, wrong := judgeType(from, to, element)
	if !wrong || from == "StringList" && to == formText && ref.Form == document.StepOutputReference && !declaresOutput(doc.Step(ref.Name), ref.Output) {
		return f, false // an action's own list of one element serves as text
	}
	f = lint.Finding{Node: n, Message: fmt.Sprintf("%q is %s", ref.Text, withArticle(from))}
	if !certain {
		f.Severity = new(lint.Warning)
	}
	if to == formList && !isContainer(from) && (n.Style == document.SingleQuoted || n.Style == document.DoubleQuoted) {
		start, end := n.Offsets()
		f.Suggestion = "[" + n.Raw() + "]"
		f.Fix = &lint.Fix{Title: "make it a list of one", Edits: []document.Edit{{Start: start, End: end, Text: f.Suggestion}}}
	}
	return f, true
}

// judgeType tells whether values of a type are wrong for what a place takes, and
// whether that is certain. In the element of a list a list stands for its
// elements.
func judgeType(from string, to form, element bool) (certain, wrong bool) {
	if to == formAny {
		return false, false
	}
	switch from {
	case "String":
		return false, to != formText
	case "Integer":
		return to == formBoolean || to == formMap || to == formMapList, to != formText && to != formNumber
	case "Boolean":
		return to == formNumber || to == formMap || to == formMapList, to != formText && to != formBoolean
	case "StringList":
		if element {
			return to == formMap, to == formMap
		}
		return to == formMap || to == formMapList, to != formList
	case "StringMap":
		return true, to != formMap
	case "MapList":
		if element {
			return true, to != formMap && to != formMapList
		}
		return true, to != formMapList
	}
	return false, false
}
