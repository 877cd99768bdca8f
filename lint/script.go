package lint

import (
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// A PythonReader reads Python scripts without running them. Package lint/python
// has one. It is used by several goroutines.
type PythonReader interface {
	// ReadPython begins to read a script and returns a function that waits for the
	// answer. The handler is the function whose reads and results are asked for;
	// minor is the minor version of the runtime, 0 when any will do. The answer is
	// nil when nothing can be said about the script; it is shared and not changed.
	ReadPython(text, handler string, minor int) (wait func() *Python)
}

// Python is what is known about a Python script that has been read.
type Python struct {
	// Error tells why the script is no Python; then there is nothing else.
	Error *PythonError
	// Functions are those of the module itself, in the order of the script.
	Functions []PythonFunction
	// Names are all other names that the module defines or imports. Star tells
	// that it imports names that are not known here.
	Names []string
	Star  bool
	// Reads are the keys that the handler takes out of its first parameter, in the
	// order of the script.
	Reads []PythonRead
	// Returned are the keys of the map that the handler returns, of all maps when
	// there are several; nil when they are not certain.
	Returned *[]string
}

// PythonError is why a script cannot be read, and the bytes of the script where
// that shows. End may equal Start.
type PythonError struct {
	Message    string
	Start, End int
}

// PythonFunction is one function of a script.
type PythonFunction struct {
	Name   string
	Offset int // of the def in the script
	// Least and Most are the numbers of positional arguments that it takes; Most
	// is -1 when it takes any number. Keywords is the number of arguments that
	// must be given by name.
	Least, Most, Keywords int
	Decorated             bool
}

// PythonRead is one key that is read, and the offset in the script.
type PythonRead struct {
	Key    string
	Offset int
	// Certain tells that the read happens in each run and needs the key. It is
	// false for events.get('X'), for what is tested for elsewhere, and for what
	// stands inside an if, a loop or a try.
	Certain bool
}

// Function is the function with the name; false if there is none.
func (p *Python) Function(name string) (PythonFunction, bool) {
	for _, f := range p.Functions {
		if f.Name == name {
			return f, true
		}
	}
	return PythonFunction{}, false
}

// Script is a step that runs a script, with its inputs; those that are not there
// are nil.
type Script struct {
	Step                      *document.Step
	Runtime, Handler          *document.Node
	Text, Attachment, Payload *document.Node
	// Language is Python or PowerShell, empty when the runtime does not tell.
	Language string
	// Minor is the minor version of a Python runtime, 0 when it is not known or
	// no longer supported: what those run on is not known either.
	Minor int

	reader PythonReader
	begun  once[func() *Python]
	python once[*Python]
	facts  *facts
}

// Scripts are the document's scripts, in the order of the file.
func (p *Pass) Scripts() []*Script {
	return p.facts.scripts.get(func() []*Script {
		var all []*Script
		for step := range p.Doc.AllSteps() {
			if step.Is("aws:executeScript") && isMap(step.Inputs) {
				all = append(all, newScript(step, p.Config.Python, p.facts))
			}
		}
		return all
	})
}

func isMap(n *document.Node) bool { return n != nil && n.Kind == document.Map }

func newScript(step *document.Step, reader PythonReader, facts *facts) *Script {
	s := &Script{
		Step: step, reader: reader, facts: facts,
		Runtime: step.Inputs.Get("Runtime"), Handler: step.Inputs.Get("Handler"),
		Text: step.Inputs.Get("Script"), Attachment: step.Inputs.Get("Attachment"),
		Payload: step.Inputs.Get("InputPayload"),
	}
	if !s.Runtime.IsString() {
		return s
	}
	for _, r := range schemas.Runtimes() {
		if r.Name != s.Runtime.Text {
			continue
		}
		s.Language = r.Language
		if minor, ok := strings.CutPrefix(r.Name, "python3."); ok && r.EndOfLife.IsZero() {
			s.Minor, _ = strconv.Atoi(minor) // 0 for what is no number
		}
		return s
	}
	// A runtime that is not known, or not spelt right, still names its language.
	for _, language := range []string{"Python", "PowerShell"} {
		if strings.HasPrefix(strings.ToLower(s.Runtime.Text), strings.ToLower(language)) {
			s.Language = language
		}
	}
	return s
}

// HandlerName is the function that the step calls in its own script, without the
// module in front of it; empty when that is not certain.
func (s *Script) HandlerName() string {
	if !fixedText(s.Handler) {
		return ""
	}
	dot := strings.LastIndexByte(s.Handler.Text, '.')
	if dot >= 0 && s.Attachment != nil {
		return "" // it is a function of the attachment
	}
	return s.Handler.Text[dot+1:]
}

// begin has the step's Python script read, so that it is ready when a rule asks.
// What it returns waits for that; it is nil when there is no script to read: when
// the text is not the same in each run or not yet complete.
func (s *Script) begin() (wait func() *Python) {
	return s.begun.get(func() func() *Python {
		if s.Language != "Python" || !s.Text.IsString() || isPlaceholder(s.Text.Text) {
			return nil
		}
		if s.reader == nil {
			return func() *Python { return nil }
		}
		return s.reader.ReadPython(s.Text.Text, s.HandlerName(), s.Minor)
	})
}

// Python is what the step's Python script holds. It is nil when there is none,
// when nothing reads Python here, and when the text is not the same in each run
// or not yet complete. A rule that asks for it has ReadsScripts.
func (s *Script) Python() *Python {
	return s.python.get(func() *Python {
		wait := s.begin()
		if wait == nil {
			return nil
		}
		read := wait()
		s.facts.unread = s.facts.unread || read == nil
		if read != nil && read.Error != nil && len(s.Text.References()) > 0 {
			return nil // what takes the reference's place may make it right
		}
		return read
	})
}

// isPlaceholder tells whether a script is only the mark for one that a build
// puts in its place: %PYTHONSCRIPT%, as in some of AWS's own documents.
func isPlaceholder(text string) bool {
	text = strings.TrimSpace(text)
	inner := strings.Trim(text, "%$@<>{}_")
	return len(inner) < len(text) && inner != "" && !strings.ContainsAny(inner, " \t\r\n()=:.,[]'\"")
}
