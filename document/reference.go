package document

import "strings"

// Form says what a reference refers to.
type Form uint8

// The forms of references.
const (
	// UnknownReference is {{ text }} that the service does not know as a
	// reference and leaves as it is: a Python f-string's braces, but also
	// {{ step.Output[0] }}.
	UnknownReference Form = iota
	// ParameterReference is {{ Name }}.
	ParameterReference
	// StepOutputReference is {{ step.Output }}.
	StepOutputReference
	// VariableReference is {{ variable:Name }}.
	VariableReference
	// GlobalReference is {{ global:NAME }}.
	GlobalReference
	// AutomationReference is {{ automation:NAME }}.
	AutomationReference
	// ParameterStoreReference is {{ ssm:name }} or {{ ssm:/path/name:version }}.
	ParameterStoreReference
	// SecureParameterStoreReference is {{ ssm-secure:name }}.
	SecureParameterStoreReference
)

// Reference is one {{ ... }} in a text. Offsets are bytes into that text.
type Reference struct {
	Form Form
	// Name is the name of the parameter, step, variable and so on, without the
	// word before its colon. For UnknownReference it is all between the braces.
	Name string
	// Output is the output's name in a StepOutputReference.
	Output string
	// Text is the reference as written, braces included.
	Text string
	// Start and End are the offsets of Text.
	Start, End int
	// NameStart and OutputStart are the offsets of Name and of Output.
	NameStart, OutputStart int
}

// NameEnd is the offset behind Name.
func (r Reference) NameEnd() int { return r.NameStart + len(r.Name) }

// OutputEnd is the offset behind Output.
func (r Reference) OutputEnd() int { return r.OutputStart + len(r.Output) }

// Whole tells whether text is this reference and nothing else. Then the value
// replaces the text and keeps its type.
func (r Reference) Whole(text string) bool { return r.Start == 0 && r.End == len(text) }

// References finds the references in a text, in order. It takes the innermost
// pair of double braces: {{{ x }}} holds {{ x }}. Blanks inside the braces do
// not count. Braces that are not closed are no reference.
func References(text string) []Reference {
	var refs []Reference
	for at := 0; ; {
		open := strings.Index(text[at:], "{{")
		if open < 0 {
			return refs
		}
		open += at
		end := strings.Index(text[open:], "}}")
		if end < 0 {
			return refs
		}
		end += open
		// The innermost pair: the last {{ before this }}, of {{{ the right two.
		open += strings.LastIndex(text[open:end], "{{")
		refs = append(refs, newReference(text, open, end+len("}}")))
		at = end + len("}}")
	}
}

// HasReferences tells whether there are any references in a text.
func HasReferences(text string) bool {
	_, inside, ok := strings.Cut(text, "{{")
	return ok && strings.Contains(inside, "}}")
}

func newReference(text string, start, end int) Reference {
	inner := text[start+2 : end-2]
	name := strings.Trim(inner, " \t\r\n")
	r := Reference{
		Name: name, Text: text[start:end], Start: start, End: end,
		NameStart: start + 2 + strings.Index(inner, name),
	}
	if prefix, rest, ok := strings.Cut(name, ":"); ok {
		form := prefixForm(prefix)
		// The name may not contain blanks: {{ global: x }} is no reference.
		if form != UnknownReference && rest != "" && !strings.ContainsAny(rest, " \t\r\n{}") {
			r.Form, r.Name, r.NameStart = form, rest, r.NameStart+len(prefix)+1
		}
		return r
	}
	if isName(name) {
		r.Form = ParameterReference
		return r
	}
	step, output, ok := strings.Cut(name, ".")
	if ok && isName(step) && isOutputName(output) {
		r.Form, r.Name, r.Output = StepOutputReference, step, output
		r.OutputStart = r.NameStart + len(step) + 1
	}
	return r
}

func prefixForm(prefix string) Form {
	switch prefix {
	case "variable":
		return VariableReference
	case "global":
		return GlobalReference
	case "automation":
		return AutomationReference
	case "ssm":
		return ParameterStoreReference
	case "ssm-secure":
		return SecureParameterStoreReference
	}
	return UnknownReference
}

// isName is what the names of parameters and steps are made of. A hyphen is in
// no legal name, but what has one was meant as a name and is reported as such.
func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isNameByte(s[i]) {
			return false
		}
	}
	return s != ""
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// isOutputName allows blanks between words: AWS's own runbooks have outputs
// such as "How to terminate resource".
func isOutputName(s string) bool {
	for word := range strings.SplitSeq(s, " ") {
		if !isName(word) {
			return false
		}
	}
	return true
}

// References are the references in the node's text; none for anything but a
// string.
func (n *Node) References() []Reference {
	if !n.IsString() {
		return nil
	}
	return References(n.Text)
}

// HasReferences tells whether there are any references in the node's text.
func (n *Node) HasReferences() bool { return n.IsString() && HasReferences(n.Text) }
