package schemas

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Violation is one way in which a value is not what its schema wants.
type Violation struct {
	// Path leads from the validated value to the place: keys as they are written,
	// indexes of lists from 0. It is empty for the value itself.
	Path []string
	// Property is the key that is missing in, unknown to, or badly named in the
	// map at Path; empty for every other kind.
	Property string
	Kind     Kind
	// Expected is what would be right: for WrongType the JSON types, for
	// NotInEnum the values in the schema's order, for Pattern the expression, for
	// a limit the number.
	Expected []string
	// Message is the library's own sentence, for logs and for Other.
	Message string
}

// Kind says how a value violates its schema.
type Kind int

// The kinds of violation. Other is whatever the library reports beyond them: its
// only account is the message.
const (
	Other             Kind = iota
	WrongType              // not one of the types
	MissingProperty        // a required key is absent
	UnknownProperty        // a key that may not be there
	BadPropertyName        // a key whose spelling is not allowed
	NotInEnum              // not one of the values
	Pattern                // text that does not match the expression
	TooShort               // text with too few characters
	TooLong                // text with too many characters
	TooSmall               // number below the minimum
	TooLarge               // number above the maximum
	TooFewItems            // list with too few elements
	TooManyItems           // list with too many elements
	TooFewProperties       // map with too few keys
	TooManyProperties      // map with too many keys
	NotRepresentable       // number outside what a 64-bit float holds
)

var kindNames = [...]string{
	"other", "wrong type", "missing property", "unknown property", "bad property name", "not in enum", "pattern",
	"too short", "too long", "too small", "too large", "too few items", "too many items",
	"too few properties", "too many properties", "not representable",
}

// String returns the kind in words.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return "kind " + strconv.Itoa(int(k))
	}
	return kindNames[k]
}

// String returns path, kind and property on one line, for tests and logs.
func (v Violation) String() string {
	return fmt.Sprintf("/%s: %s %s%v", strings.Join(v.Path, "/"), v.Kind, v.Property, v.Expected)
}

// compareViolations orders by place, with indexes as numbers, then by kind.
func compareViolations(a, b Violation) int {
	return cmp.Or(
		slices.CompareFunc(a.Path, b.Path, comparePathElements),
		cmp.Compare(a.Property, b.Property),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Message, b.Message),
	)
}

func comparePathElements(a, b string) int {
	i, errA := strconv.Atoi(a)
	j, errB := strconv.Atoi(b)
	if errA == nil && errB == nil && i != j {
		return cmp.Compare(i, j)
	}
	return cmp.Compare(a, b)
}
