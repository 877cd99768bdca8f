package selector

import (
	"regexp"
	"regexp/syntax"
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
)

// pattern is the right side of =~. Java's patterns know more than Go's, such as
// look-ahead, so that one which does not compile may still be right.
type pattern struct {
	*regexp.Regexp
	instructions int // of the compiled program
}

// pattern reads /expression/flags, which must match a whole text.
func (p *parser) pattern() (*pattern, error) {
	open := p.pos
	p.pos++
	from := p.pos
	for p.pos < p.end && p.peek() != '/' {
		if p.peek() == '\\' {
			p.pos++
		}
		p.pos++
	}
	if p.pos >= p.end {
		p.pos = p.end
		return nil, p.fail(open, "the pattern is never closed")
	}
	expression := p.text[from:p.pos]
	p.pos++
	flags := ""
	for p.pos < p.end && isLetter(p.peek()) {
		switch p.peek() {
		case 'i', 'm', 's':
			flags += string(p.peek())
		case 'u': // Go folds the case of all letters anyway
		default:
			return nil, p.unsupported(p.pos, "patterns with the flag %c are not evaluated here", p.peek())
		}
		p.pos++
	}
	if flags != "" {
		flags = "(?" + flags + ")"
	}
	compiled, err := compilePattern(flags + `\A(?:` + expression + `)\z`)
	if err != nil {
		return nil, p.unsupported(from, "the pattern cannot be evaluated here: %v", err)
	}
	return compiled, nil
}

func compilePattern(expression string) (*pattern, error) {
	compiled, err := regexp.Compile(expression)
	if err != nil {
		return nil, err
	}
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil, err
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil, err
	}
	return &pattern{compiled, len(program.Inst)}, nil
}

// cost returns the visits that matching texts of this weight counts for, 0 for a
// nil pattern. At worst every byte is put through every instruction.
func (p *pattern) cost(weight int64) int64 {
	const stepsPerVisit = 256
	if p == nil {
		return 0
	}
	return weight * bytesPerVisit * int64(p.instructions) / stepsPerVisit
}

// matches tells whether p matches v as a whole, or an element of the
// list v. What has no text, a missing value too, counts as the empty text.
func (p *pattern) matches(v any) bool {
	if list, ok := v.([]any); ok {
		return slices.ContainsFunc(list, func(item any) bool { return p.MatchString(text(item)) })
	}
	return p.MatchString(text(v))
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
	n, _ := value.Number(v)
	return string(n)
}
