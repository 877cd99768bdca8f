package value

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// maxDepth is how deep lists and objects may nest in decoded text. AWS answers
// stay under 30; DynamoDB, the deepest service known, allows 32 in its items.
const maxDepth = 512

// SyntaxError tells why text could not be decoded.
type SyntaxError struct {
	Offset  int    // byte offset in the text where the trouble is
	Message string // what is wrong, without the place
}

// Error returns the message with the offset in front.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("offset %d: %s", e.Offset, e.Message)
}

// Decode reads text, which must hold one JSON value and nothing more. Objects
// keep the order of their keys, numbers are kept as they are written. A key that
// is written twice has the last value at the first place, as with other readers
// of JSON.
//
// Text that is not JSON, that nests more than 512 levels deep, or that holds a
// number outside the range of a 64-bit float gives a *SyntaxError.
func Decode(text []byte) (any, error) {
	if !json.Valid(text) {
		return nil, syntaxError(text)
	}
	d := decoder{text: text}
	return d.value(0)
}

// syntaxError tells what is wrong with text that is not valid.
func syntaxError(text []byte) error {
	var ignored json.RawMessage
	err := json.Unmarshal(text, &ignored)
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return fmt.Errorf("decode JSON: %w", err)
	}
	// encoding/json counts the byte it stumbled over as read, except at the end.
	offset := int(syntax.Offset) - 1
	if syntax.Error() == "unexpected end of JSON input" {
		offset = len(text)
	}
	return &SyntaxError{max(offset, 0), syntax.Error()}
}

// decoder reads text that encoding/json has found valid, so that only nesting
// and numbers are left to check. (The tokens of json.Decoder would do as well,
// four times slower.)
type decoder struct {
	text []byte
	pos  int
}

func (d *decoder) value(depth int) (any, error) {
	d.skipBlanks()
	switch c := d.text[d.pos]; c {
	case '{', '[':
		if depth == maxDepth {
			return nil, &SyntaxError{d.pos, fmt.Sprintf("more than %d levels of lists and objects", maxDepth)}
		}
		if c == '[' {
			return d.list(depth + 1)
		}
		return d.object(depth + 1)
	case '"':
		return d.string()
	case 't':
		d.pos += len("true")
		return true, nil
	case 'f':
		d.pos += len("false")
		return false, nil
	case 'n':
		d.pos += len("null")
		return nil, nil
	}
	return d.number()
}

func (d *decoder) list(depth int) (any, error) {
	list := []any{}
	d.pos++
	for d.more(']') {
		item, err := d.value(depth)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, nil
}

func (d *decoder) object(depth int) (any, error) {
	o := &Object{}
	d.pos++
	for d.more('}') {
		d.skipBlanks()
		key, err := d.string()
		if err != nil {
			return nil, err
		}
		d.skipBlanks()
		d.pos += len(":")
		v, err := d.value(depth)
		if err != nil {
			return nil, err
		}
		o.Set(key, v)
	}
	return o, nil
}

// more tells whether another element follows, and goes to it; if not, it skips
// the end of the list or object.
func (d *decoder) more(end byte) bool {
	d.skipBlanks()
	switch d.text[d.pos] {
	case end:
		d.pos++
		return false
	case ',':
		d.pos++
	}
	return true
}

func (d *decoder) string() (string, error) {
	start := d.pos
	plain := true
	for d.pos++; d.text[d.pos] != '"'; d.pos++ {
		if d.text[d.pos] == '\\' {
			plain = false
			d.pos++
		}
	}
	d.pos++
	if content := d.text[start+1 : d.pos-1]; plain && utf8.Valid(content) {
		return string(content), nil
	}
	var s string
	if err := json.Unmarshal(d.text[start:d.pos], &s); err != nil {
		return "", &SyntaxError{start, err.Error()}
	}
	return s, nil
}

func (d *decoder) number() (any, error) {
	start := d.pos
	for d.pos < len(d.text) && inNumber(d.text[d.pos]) {
		d.pos++
	}
	n := json.Number(d.text[start:d.pos])
	if !fitsFloat(n) {
		return nil, &SyntaxError{start, fmt.Sprintf("number %.40s is outside the range of a 64-bit float", n)}
	}
	return n, nil
}

func (d *decoder) skipBlanks() {
	for d.pos < len(d.text) && isBlank(d.text[d.pos]) {
		d.pos++
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func inNumber(c byte) bool {
	return '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'
}
