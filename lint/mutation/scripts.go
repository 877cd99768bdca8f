package mutation

import (
	"regexp"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func scriptKinds() []Kind {
	return []Kind{
		{Name: "misspelt-runtime", Summary: "misspelt the runtime of a script", make: misspeltRuntime},
		{Name: "runtime-without-dot", Summary: "wrote the runtime of Lambda, python311", make: runtimeWithoutDot},
		{Name: "unknown-runtime", Summary: "wrote a runtime that Automation does not have", make: unknownRuntime},
		{Name: "misspelt-handler", Summary: "misspelt the handler of a script", make: misspeltHandler},
		{Name: "removed-handler", Summary: "left out the handler of a Python script", make: removedHandler},
		{Name: "removed-runtime", Summary: "left out the runtime of a script", make: removedRuntime},
		{Name: "python-missing-colon", Summary: "left out the colon of a def in a script", make: pythonMissingColon},
		{Name: "python-unclosed-bracket", Summary: "left out the closing bracket of a def in a script", make: pythonUnclosedBracket},
		{Name: "python-unindented", Summary: "wrote a line of a function without its indentation", make: pythonUnindented},
		{Name: "misspelt-attachment", Summary: "misspelt an attachment of a script", make: misspeltAttachment},
		{Name: "misspelt-file", Summary: "misspelt an attachment in files", make: misspeltFile},
		{Name: "undeclared-attachment", Summary: "named an attachment that files does not have", make: undeclaredAttachment},
		{Name: "misspelt-payload-key", Summary: "misspelt a key of InputPayload that the script needs", make: misspeltPayloadKey},
	}
}

// scripts are the steps that run a script.
func (m *maker) scripts(yield func(*document.Step) bool) {
	for step := range m.automationSteps {
		if step.Is("aws:executeScript") && step.Inputs.Get("Runtime").IsString() && !yield(step) {
			return
		}
	}
}

// pythonScripts are those written in Python in the document itself.
func (m *maker) pythonScripts(yield func(*document.Step, *document.Node) bool) {
	for step := range m.scripts {
		script := step.Inputs.Get("Script")
		if strings.HasPrefix(step.Inputs.Get("Runtime").Text, "python") && script.IsString() && len(script.References()) == 0 {
			if !yield(step, script) {
				return
			}
		}
	}
}

func misspeltRuntime(m *maker) {
	for step := range m.scripts {
		m.misspell(step.Inputs.Get("Runtime"))
	}
}

func runtimeWithoutDot(m *maker) {
	for step := range m.scripts {
		n := step.Inputs.Get("Runtime")
		m.rename(n, strings.Replace(n.Text, ".", "", 1))
	}
}

func unknownRuntime(m *maker) {
	for step := range m.scripts {
		m.rename(step.Inputs.Get("Runtime"), "nodejs20.x")
	}
}

// misspeltHandler keeps to scripts that define their handler by def and have no
// attachment, which could hold it as well.
func misspeltHandler(m *maker) {
	for step, script := range m.pythonScripts {
		handler := step.Inputs.Get("Handler")
		if handler.IsString() && step.Inputs.Get("Attachment") == nil && strings.Contains(script.Text, "def "+handler.Text+"(") && !strings.Contains(script.Text, misspelt(handler.Text)) {
			m.misspell(handler)
		}
	}
}

func removedHandler(m *maker) {
	for step := range m.pythonScripts {
		m.remove(step.Inputs, "Handler")
	}
}

func removedRuntime(m *maker) {
	for step := range m.scripts {
		m.remove(step.Inputs, "Runtime")
	}
}

var pythonDef = regexp.MustCompile(`(?m)^def \w+\([\w, ]*(\))(:)\n( +)\w`)

// definition finds the first function of one line in a script: its closing
// bracket, its colon, and the indentation of the line that follows.
func definition(script *document.Node) (match []int) {
	return pythonDef.FindStringSubmatchIndex(script.Text)
}

func pythonMissingColon(m *maker) {
	for _, script := range m.pythonScripts {
		if d := definition(script); d != nil {
			m.edit(script.OffsetAt(d[4]), script.OffsetAt(d[5]), "")
		}
	}
}

func pythonUnclosedBracket(m *maker) {
	for _, script := range m.pythonScripts {
		if d := definition(script); d != nil {
			m.edit(script.OffsetAt(d[2]), script.OffsetAt(d[3]), "")
		}
	}
}

func pythonUnindented(m *maker) {
	for _, script := range m.pythonScripts {
		if d := definition(script); d != nil {
			m.edit(script.OffsetAt(d[6]), script.OffsetAt(d[7]), "")
		}
	}
}

func misspeltAttachment(m *maker) {
	for step := range m.scripts {
		m.misspell(step.Inputs.Get("Attachment"))
	}
}

func misspeltFile(m *maker) {
	for _, f := range m.doc.Files {
		for step := range m.scripts {
			if a := step.Inputs.Get("Attachment"); a.IsString() && a.Text == f.Name.Text {
				m.misspell(f.Name)
				break
			}
		}
	}
}

func undeclaredAttachment(m *maker) {
	for step := range m.pythonScripts {
		if step.Inputs.Get("Attachment") != nil {
			continue
		}
		m.insert(step.Inputs, "Attachment", quote("undeclared.zip"))
	}
}

// misspeltPayloadKey keeps to keys that the script reads as events['Key'].
func misspeltPayloadKey(m *maker) {
	for step, script := range m.pythonScripts {
		for _, e := range ownEntries(step.Inputs.Get("InputPayload")) {
			key := e.Key.Text
			if strings.Contains(script.Text, "events['"+key+"']") || strings.Contains(script.Text, `events["`+key+`"]`) {
				m.misspell(e.Key)
			}
		}
	}
}
