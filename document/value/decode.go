package value

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	if err := checkSyntax(text); err != nil {
		return nil, err
	}
	tokens := json.NewDecoder(bytes.NewReader(text))
	tokens.UseNumber()
	return decode(tokens, 0)
}

// checkSyntax looks at the whole text first, since the token reader neither
// gives exact offsets nor minds what follows the value.
func checkSyntax(text []byte) error {
	var ignored json.RawMessage
	err := json.Unmarshal(text, &ignored)
	if err == nil {
		return nil
	}
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

func decode(tokens *json.Decoder, depth int) (any, error) {
	token, err := tokens.Token()
	if err != nil {
		return nil, tokenError(tokens, err)
	}
	switch token := token.(type) {
	case json.Delim:
		if depth == maxDepth {
			offset := int(tokens.InputOffset()) - 1
			return nil, &SyntaxError{offset, fmt.Sprintf("more than %d levels of lists and objects", maxDepth)}
		}
		if token == '[' {
			return decodeList(tokens, depth+1)
		}
		return decodeObject(tokens, depth+1)
	case json.Number:
		if !fitsFloat(token) {
			offset := int(tokens.InputOffset()) - len(token)
			return nil, &SyntaxError{offset, fmt.Sprintf("number %.40s is outside the range of a 64-bit float", token)}
		}
	}
	return token, nil
}

func decodeList(tokens *json.Decoder, depth int) (any, error) {
	list := []any{}
	for tokens.More() {
		item, err := decode(tokens, depth)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, closing(tokens)
}

func decodeObject(tokens *json.Decoder, depth int) (any, error) {
	o := &Object{}
	for tokens.More() {
		key, err := tokens.Token()
		if err != nil {
			return nil, tokenError(tokens, err)
		}
		v, err := decode(tokens, depth)
		if err != nil {
			return nil, err
		}
		o.Set(key.(string), v)
	}
	return o, closing(tokens)
}

func closing(tokens *json.Decoder) error {
	if _, err := tokens.Token(); err != nil {
		return tokenError(tokens, err)
	}
	return nil
}

func tokenError(tokens *json.Decoder, err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return &SyntaxError{int(tokens.InputOffset()), err.Error()}
}
