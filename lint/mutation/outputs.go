package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func outputKinds() []Kind {
	return []Kind{
		{Name: "misspelt-output-key", Summary: "misspelt a key of an output", make: misspeltOutputKey},
		{Name: "output-key-case", Summary: "wrote a key of an output in lower case", make: outputKeyCase},
		{Name: "removed-selector", Summary: "left out an output's Selector", make: removedFromOutput("Selector")},
		{Name: "removed-output-name", Summary: "left out an output's Name", make: removedFromOutput("Name")},
		{Name: "misspelt-output-type", Summary: "misspelt an output's Type", make: misspeltOutputType},
		{Name: "foreign-output-type", Summary: "gave an output a Type that there is not", make: foreignOutputType},
		{Name: "unclosed-selector", Summary: "left out a closing bracket of a selector", make: unclosedSelector},
		{Name: "misspelt-selector-member", Summary: "misspelt a member of the answer in a selector", make: misspeltSelectorMember},
		{Name: "selector-without-index", Summary: "left out an index in a selector", make: selectorWithoutIndex},
		{Name: "wrong-output-type", Summary: "declared a map where the selector yields a text or number", make: wrongOutputType},
		{Name: "selector-without-payload", Summary: "left out Payload in the selector of a script's output", make: selectorWithoutPayload},
		{Name: "outputs-as-map", Summary: "wrote a step's outputs as a map", make: outputsAsMap},
		{Name: "duplicate-output", Summary: "declared an output of a step twice", make: duplicateOutput},
		{Name: "misspelt-document-output-step", Summary: "misspelt the step in an entry of the document's outputs", make: misspeltDocumentOutputStep},
		{Name: "misspelt-document-output", Summary: "misspelt the output in an entry of the document's outputs", make: misspeltDocumentOutput},
		{Name: "document-output-in-braces", Summary: "wrote an entry of the document's outputs in braces", make: documentOutputInBraces},
		{Name: "document-output-without-step", Summary: "wrote only the output in an entry of the document's outputs", make: documentOutputWithoutStep},
	}
}

// outputs are the declared outputs of a runbook's steps.
func (m *maker) outputs(yield func(*document.Step, *document.Output) bool) {
	for step := range m.automationSteps {
		for _, o := range step.Outputs {
			if o.Node != nil && o.Name.IsString() && o.Selector.IsString() && !yield(step, o) {
				return
			}
		}
	}
}

func misspeltOutputKey(m *maker) {
	for _, o := range m.outputs {
		for _, e := range ownEntries(o.Node) {
			m.misspell(e.Key)
		}
	}
}

func outputKeyCase(m *maker) {
	for _, o := range m.outputs {
		for _, e := range ownEntries(o.Node) {
			m.rename(e.Key, strings.ToLower(e.Key.Text))
		}
	}
}

func removedFromOutput(key string) func(*maker) {
	return func(m *maker) {
		for _, o := range m.outputs {
			m.remove(o.Node, key)
		}
	}
}

func misspeltOutputType(m *maker) {
	for _, o := range m.outputs {
		m.misspell(o.Type)
	}
}

func foreignOutputType(m *maker) {
	foreign := map[string]string{"String": "Text", "Integer": "Number", "StringList": "List", "Boolean": "Bool", "StringMap": "Map", "MapList": "Array"}
	for _, o := range m.outputs {
		if o.Type.IsString() {
			m.rename(o.Type, foreign[o.Type.Text])
		}
	}
}

func unclosedSelector(m *maker) {
	for _, o := range m.outputs {
		if at := strings.LastIndexByte(o.Selector.Text, ']'); at >= 0 {
			m.part(o.Selector, at, at+1, "", o.Name.Text)
		}
	}
}

// callsAPI tells whether the step's selectors are applied to the answer of an
// API that its inputs name.
func callsAPI(step *document.Step) bool {
	service, api := step.Inputs.Get("Service"), step.Inputs.Get("Api")
	return service.IsString() && api.IsString() && len(service.References())+len(api.References()) == 0
}

func misspeltSelectorMember(m *maker) {
	for step, o := range m.outputs {
		if !callsAPI(step) || strings.Contains(o.Selector.Text, "..") || len(o.Selector.References()) > 0 {
			continue
		}
		if start, end, ok := firstMember(o.Selector.Text); ok {
			m.part(o.Selector, start, end, misspelt(o.Selector.Text[start:end]), o.Name.Text)
		}
	}
}

// firstMember is the place of the first name in a selector, of an API's answer
// itself. Deeper ones may be keys of a map, which can be anything.
func firstMember(selector string) (start, end int, ok bool) {
	start = len(selector) - len(strings.TrimLeft(selector, "$."))
	for end = start; end < len(selector) && isLetter(selector[end]); end++ {
	}
	return start, end, end-start > 3
}

func selectorWithoutIndex(m *maker) {
	for step, o := range m.outputs {
		if at := strings.Index(o.Selector.Text, "[0]."); at >= 0 && callsAPI(step) && !strings.Contains(o.Selector.Text, "..") && !strings.ContainsAny(o.Selector.Text, "'*?") {
			m.part(o.Selector, at, at+len("[0]"), "", o.Name.Text)
		}
	}
}

// wrongOutputType keeps to members that can only be a text or a number.
func wrongOutputType(m *maker) {
	for step, o := range m.outputs {
		scalar := strings.HasSuffix(o.Selector.Text, "Id") || strings.HasSuffix(o.Selector.Text, "Name") || strings.HasSuffix(o.Selector.Text, "Arn")
		if callsAPI(step) && scalar && !strings.Contains(o.Selector.Text, "..") && !strings.ContainsAny(o.Selector.Text, "*?:") && o.Type.IsString() {
			m.rename(o.Type, "StringMap", o.Name.Text)
		}
	}
}

func selectorWithoutPayload(m *maker) {
	for step, o := range m.outputs {
		if rest, ok := strings.CutPrefix(o.Selector.Text, "$.Payload."); ok && rest != "" && isLetter(rest[0]) && step.Is("aws:executeScript") {
			m.rename(o.Selector, "$."+rest, o.Name.Text)
		}
	}
}

func outputsAsMap(m *maker) {
	for step := range m.automationSteps {
		if outputs := step.Node.Get("outputs"); len(items(outputs)) == 1 && outputs.Flow {
			m.write(outputs, outputs.Items[0].Raw())
		}
	}
}

func duplicateOutput(m *maker) {
	for step := range m.automationSteps {
		if len(step.Outputs) > 1 && step.Outputs[0].Name.IsString() && !m.isUsed(step) {
			m.rename(step.Outputs[1].Name, step.Outputs[0].Name.Text)
		}
	}
}

func misspeltDocumentOutputStep(m *maker) {
	for _, o := range m.doc.Outputs {
		if o.Step != "" && m.doc.Step(misspelt(o.Step)) == nil {
			if at := strings.Index(o.Node.Text, o.Step); at >= 0 {
				m.part(o.Node, at, at+len(o.Step), misspelt(o.Step), o.Node.Text)
			}
		}
	}
}

func misspeltDocumentOutput(m *maker) {
	for _, o := range m.doc.Outputs {
		if o.Output != "" && m.doc.Step(o.Step) != nil && misspelt(o.Output) != "" {
			if at := strings.LastIndex(o.Node.Text, o.Output); at > 0 {
				m.part(o.Node, at, at+len(o.Output), misspelt(o.Output), o.Node.Text)
			}
		}
	}
}

func documentOutputInBraces(m *maker) {
	for _, o := range m.doc.Outputs {
		if o.Step != "" && !o.Braces {
			m.write(o.Node, quote("{{ "+o.Node.Text+" }}"))
		}
	}
}

func documentOutputWithoutStep(m *maker) {
	for _, o := range m.doc.Outputs {
		if o.Output != "" && !o.Braces {
			m.write(o.Node, quote(o.Output))
		}
	}
}
