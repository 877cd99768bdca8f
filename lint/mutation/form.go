package mutation

import (
	"bytes"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func formKinds() []Kind {
	return []Kind{
		{Name: "duplicate-key", Summary: "wrote a key of a step twice", BreaksForm: true, make: duplicateKey},
		{Name: "tab-indentation", Summary: "indented a line with a tab", BreaksForm: true, make: tabIndentation},
		{Name: "unquoted-reference", Summary: "left out the quotes around a reference", BreaksForm: true, make: unquotedReference},
		{Name: "missing-comma", Summary: "left out a comma between two keys", BreaksForm: true, make: missingComma},
		{Name: "trailing-comma", Summary: "left a comma behind the last key", BreaksForm: true, make: trailingComma},
		{Name: "unclosed-quote", Summary: "left out a closing quote", BreaksForm: true, make: unclosedQuote},
		{Name: "unclosed-bracket", Summary: "left out a closing bracket", BreaksForm: true, make: unclosedBracket},
		{Name: "single-quotes-in-json", Summary: "wrote a JSON string in single quotes", BreaksForm: true, make: singleQuotesInJSON},
		{Name: "comment-in-json", Summary: "wrote a comment into JSON", BreaksForm: true, make: commentInJSON},
		{Name: "missing-colon", Summary: "left out the colon behind a key", BreaksForm: true, make: missingColon},
		{Name: "missing-blank-after-colon", Summary: "left out the blank behind a key's colon", BreaksForm: true, make: missingBlankAfterColon},
		{Name: "deeper-key", Summary: "indented a key by one blank more than its neighbours", BreaksForm: true, make: deeperKey},
		{Name: "missing-dash", Summary: "left out the dash before a step", BreaksForm: true, make: missingDash},
		{Name: "second-document", Summary: "left another YAML document behind the first", BreaksForm: true, make: secondDocument},
	}
}

// editUpTo makes a mutant whose mistake shows somewhere between its place and
// another: where a bracket or a quote is missing, the text contradicts itself
// only later.
func (m *maker) editUpTo(start, end int, text string, upTo int) {
	m.made = append(m.made, Mutant{[]document.Edit{{Start: start, End: end, Text: text}}, start, upTo, nil})
}

// someLinesOn is the end of the line that is so many lines below an offset.
func (m *maker) someLinesOn(offset, lines int) int {
	for range lines + 1 {
		next := bytes.IndexByte(m.text()[offset:], '\n')
		if next < 0 {
			return len(m.text())
		}
		offset += next + 1
	}
	return offset - 1
}

// blockSteps are the steps that are written as YAML blocks.
func (m *maker) blockSteps(yield func(*document.Step) bool) {
	for step := range m.doc.AllSteps() {
		if step.Node != nil && step.Node.Kind == document.Map && !step.Node.Flow && !yield(step) {
			return
		}
	}
}

func duplicateKey(m *maker) {
	for step := range m.doc.AllSteps() {
		m.insert(step.Node, "action", quote("aws:sleep"))
	}
}

func tabIndentation(m *maker) {
	for step := range m.blockSteps {
		for _, e := range ownEntries(step.Node)[1:] {
			start, _ := e.Key.Offsets()
			m.edit(lineStart(m.text(), start), start, "\t", e.Key.Text)
		}
	}
}

func unquotedReference(m *maker) {
	for n := range m.inputStrings {
		if refs := n.References(); len(refs) == 1 && refs[0].Whole(n.Text) && n.Raw() == quote(n.Text) && !m.isJSON() {
			m.write(n, n.Text)
		}
	}
}

func missingComma(m *maker) {
	if !m.isJSON() {
		return
	}
	m.atCommas(func(at int) { m.edit(at, at+1, "") })
}

// atCommas visits the commas behind the entries of steps.
func (m *maker) atCommas(visit func(at int)) {
	for step := range m.doc.AllSteps() {
		own := ownEntries(step.Node)
		for i := range len(own) - 1 {
			_, end := own[i].Value.Offsets()
			if end < len(m.text()) && m.text()[end] == ',' {
				visit(end)
			}
		}
	}
}

func trailingComma(m *maker) {
	if !m.isJSON() {
		return
	}
	for step := range m.doc.AllSteps() {
		if own := ownEntries(step.Node); len(own) > 0 {
			_, end := own[len(own)-1].Value.Offsets()
			m.edit(end, end, ",")
		}
	}
}

func unclosedQuote(m *maker) {
	for step := range m.doc.AllSteps() {
		for _, e := range ownEntries(step.Inputs) {
			if v := e.Value; v.IsString() && (v.Style == document.DoubleQuoted || v.Style == document.SingleQuoted) {
				_, end := v.Offsets()
				m.editUpTo(end-1, end, "", len(m.text()))
			}
		}
	}
}

func unclosedBracket(m *maker) {
	for step := range m.doc.AllSteps() {
		for _, e := range ownEntries(step.Inputs) {
			if v := e.Value; v.Flow && (v.Kind == document.List || v.Kind == document.Map) {
				_, end := v.Offsets()
				// It is missing behind what stands before it, maybe in a line above.
				before := len(bytes.TrimRight(m.text()[:end-1], " \t\r\n"))
				m.made = append(m.made, Mutant{[]document.Edit{{Start: end - 1, End: end}}, before, len(m.text()), nil})
			}
		}
	}
}

func singleQuotesInJSON(m *maker) {
	if !m.isJSON() {
		return
	}
	for step := range m.doc.AllSteps() {
		if step.Action.IsString() {
			m.write(step.Action, "'"+step.Action.Text+"'")
		}
	}
}

func commentInJSON(m *maker) {
	if !m.isJSON() {
		return
	}
	for step := range m.doc.AllSteps() {
		start, _ := step.Node.Offsets()
		m.edit(start, start, "// the next step\n")
	}
}

func missingColon(m *maker) {
	for step := range m.doc.AllSteps() {
		for _, e := range ownEntries(step.Node) {
			if at, ok := m.colon(e); ok && e.Value.IsScalar() {
				m.editUpTo(at, at+1, "", m.someLinesOn(at, 1))
			}
		}
	}
}

// colon is the place of the colon behind a key.
func (m *maker) colon(e document.Entry) (at int, ok bool) {
	_, end := e.Key.Offsets()
	start, _ := e.Value.Offsets()
	if end > start {
		return 0, false
	}
	at = bytes.IndexByte(m.text()[end:start], ':')
	return end + at, at >= 0
}

func missingBlankAfterColon(m *maker) {
	for step := range m.blockSteps {
		for _, e := range ownEntries(step.Node) {
			at, ok := m.colon(e)
			if start, _ := e.Value.Offsets(); ok && e.Value.IsString() && start == at+2 && e.Value.Style == document.Plain {
				m.edit(at+1, start, "", e.Key.Text)
			}
		}
	}
}

func deeperKey(m *maker) {
	for step := range m.blockSteps {
		own := ownEntries(step.Node)
		for i, e := range own {
			// Behind a map or a list the key could become a part of that.
			if i > 0 && own[i-1].Value.IsScalar() {
				start, _ := e.Key.Offsets()
				m.edit(start, start, " ", e.Key.Text)
			}
		}
	}
}

func missingDash(m *maker) {
	for step := range m.blockSteps {
		if step.Index == 0 {
			continue
		}
		start, _ := step.Node.Offsets()
		dash := bytes.LastIndexByte(m.text()[:start], '-')
		if dash >= 0 && strings.TrimSpace(string(m.text()[lineStart(m.text(), start):start])) == "-" {
			m.edit(dash, dash+1, " ", "name", "action")
		}
	}
}

func secondDocument(m *maker) {
	if !m.isJSON() && m.doc.Root != nil {
		end := len(m.text())
		m.edit(end, end, "\n---\ndescription: another one\n")
	}
}
