package lint

import "strings"

// SlipKind says what is wrong with the braces of a slip.
type SlipKind uint8

// The kinds of slips.
const (
	// OneBrace is {x}.
	OneBrace SlipKind = iota
	// OneBraceShort is {{ x } or { x }}.
	OneBraceShort
	// Unclosed is {{ x without an end.
	Unclosed
	// Unopened is x }} without a beginning; it is the whole text.
	Unopened
	// StrayBrace is {{ x }} with one more brace on one side or on both; it is the
	// whole text.
	StrayBrace
	// Nested is a reference inside of braces: {{ {{ x }} }} or {{ a.{{ x }} }}.
	Nested
	// Dollar is ${x}; it is the whole text.
	Dollar
	// DollarBefore is ${{ x }}; it is the whole text.
	DollarBefore
)

// Slip is text that may be a reference whose braces went wrong. Whether there is
// anything of its name is for the rules to judge.
type Slip struct {
	Text
	Kind SlipKind
	// Start and End are the offsets of it in the node's text, braces included.
	Start, End int
	// Name is what is between the braces: Name, step.Output, global:REGION. Of a
	// nested reference it is the inner one.
	Name string
}

// Whole tells whether the text is the slip and nothing else.
func (s Slip) Whole() bool { return s.Start == 0 && s.End == len(s.Node.Text) }

// Slips are all slips in the texts that the service resolves, scripts left
// aside, in the order of the file.
func (p *Pass) Slips() []Slip {
	return p.facts.slips.get(func() []Slip {
		var found []Slip
		for _, text := range p.Texts() {
			if text.IsKey || text.Place == Elsewhere || text.Place == InScript || !strings.ContainsAny(text.Node.Text, "{}") {
				continue
			}
			found = appendSlips(found, text)
		}
		return found
	})
}

// mostSlips is how many slips of one text are told. A text with more is written in
// a language that has braces of its own.
const mostSlips = 20

func appendSlips(found []Slip, text Text) []Slip {
	s := text.Node.Text
	if name, rest := cutName(s); name != "" && strings.TrimLeft(rest, " ") == "}}" {
		return append(found, Slip{text, Unopened, 0, len(s), name})
	}
	most := len(found) + mostSlips
	for at := 0; at < len(s) && len(found) < most; {
		open := strings.IndexByte(s[at:], '{')
		if open < 0 {
			break
		}
		start := at + open
		if slip, ok := slipAt(s, start); ok {
			slip.Text = text
			found = append(found, slip)
			at = slip.End
			continue
		}
		for at = start; at < len(s) && s[at] == '{'; at++ {
		}
	}
	return found
}

// slipAt looks at the braces that begin at start. The caller has seen to it that
// no brace stands before them.
func slipAt(s string, start int) (Slip, bool) {
	opened := run(s[start:], '{')
	name, rest := cutName(s[start+opened:])
	inner := strings.TrimLeft(rest, " ")
	if opened >= 2 && strings.HasPrefix(inner, "{{") && (rest != inner || name != "" || s[start+opened] == ' ') {
		return nestedSlip(s, start, len(s)-len(inner))
	}
	if name == "" {
		return Slip{}, false
	}
	closed := run(inner, '}')
	slip := Slip{Start: start, End: len(s) - len(inner) + closed, Name: name}
	whole := slip.Start == 0 && slip.End == len(s)
	switch {
	case opened == 1 && closed == 1 && start == 1 && s[0] == '$' && slip.End == len(s):
		slip.Start, slip.Kind = 0, Dollar
	case opened == 2 && closed == 2 && start == 1 && s[0] == '$' && slip.End == len(s):
		slip.Start, slip.Kind = 0, DollarBefore
	case start > 0 && s[start-1] == '$':
		return Slip{}, false // another language's variable
	case opened == 1 && closed == 1:
		slip.Kind = OneBrace
	case opened == 2 && closed == 1, opened == 1 && closed == 2:
		slip.Kind = OneBraceShort
	case opened == 2 && closed == 0 && unclosed(inner):
		slip.Kind = Unclosed
		slip.End = len(s) - len(rest)
	case whole && 2 <= opened && opened <= 3 && 2 <= closed && closed <= 3 && opened+closed > 4:
		slip.Kind = StrayBrace
	default:
		return Slip{}, false
	}
	return slip, true
}

// unclosed tells whether no end comes for braces that were opened before rest.
func unclosed(rest string) bool {
	brace := strings.IndexAny(rest, "{}")
	return brace < 0 || rest[brace] == '{'
}

// nestedSlip is a reference at inner with braces around it that begin at start.
func nestedSlip(s string, start, inner int) (Slip, bool) {
	name, rest := cutName(s[inner+2:])
	rest, closed := strings.CutPrefix(strings.TrimLeft(rest, " "), "}}")
	if name == "" || !closed {
		return Slip{}, false
	}
	_, rest = cutName(rest)
	rest = strings.TrimLeft(rest, " ")
	if !strings.HasPrefix(rest, "}}") {
		return Slip{}, false
	}
	return Slip{Kind: Nested, Start: start, End: len(s) - len(rest) + 2, Name: name}, true
}

// run counts how often a byte stands at the beginning.
func run(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// cutName takes blanks and then what may be the name in a reference from the
// beginning of a text; the name is empty when there is none.
func cutName(s string) (name, rest string) {
	trimmed := strings.TrimLeft(s, " ")
	n := 0
	for n < len(trimmed) && isReferenceByte(trimmed[n]) {
		n++
	}
	if n == 0 {
		return "", s
	}
	return trimmed[:n], trimmed[n:]
}

func isReferenceByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '.' || c == ':'
}
