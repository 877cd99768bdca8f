// Package pattern reads the regular expressions of parameters, their
// allowedPattern, and matches values with them.
//
// The service's engine is Java's. What the engine of Go's library can read is
// matched with that, in time that grows with the text; what it cannot read
// (look-around, repeats over 1000, \u0020) is matched with one that tracks back,
// as Java's does, for so long and no longer.
//
// What a mismatch means does not live here: rules report it, and a run is not
// started.
package pattern

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2"
)

const (
	// longest is the length in bytes up to which patterns are read: to match takes
	// the product of both lengths, at least.
	longest = 2048
	// patience is how long one text may take where the engine tracks back, which
	// may need time that doubles with each character.
	patience = 100 * time.Millisecond
)

// A Pattern matches texts.
type Pattern struct {
	linear *regexp.Regexp
	// backtracking is set where linear is nil.
	backtracking *regexp2.Regexp
	// spent is the error of a text that took too long: no other is tried then.
	spent error
}

// Compile reads a pattern. The error says why it cannot be matched with, which
// need not be a mistake in it.
func Compile(text string) (*Pattern, error) {
	if len(text) > longest {
		return nil, fmt.Errorf("it is longer than %d bytes", longest)
	}
	if strings.Contains(text, "&&") {
		// Both engines would read the intersection of two classes as characters.
		return nil, errors.New("it has &&, which means something to Java alone")
	}
	linear, err := regexp.Compile(text)
	if err == nil {
		return &Pattern{linear: linear}, nil
	}
	if javaOnly().MatchString(text) {
		return nil, err
	}
	// Under this option \d and \w are those of ASCII, as they are in Java.
	backtracking, other := regexp2.Compile(text, regexp2.RE2)
	if other != nil {
		return nil, err
	}
	backtracking.MatchTimeout = patience
	return &Pattern{backtracking: backtracking}, nil
}

// Linear is true where the time that a match takes grows with the text alone, so
// that there is always an answer.
func (p *Pattern) Linear() bool { return p.linear != nil }

// Match tells whether the pattern matches a part of a text. The error says that
// it took too long to find out.
func (p *Pattern) Match(text string) (bool, error) {
	if p.Linear() {
		return p.linear.MatchString(text), nil
	}
	_, found, err := p.find(text)
	return found, err
}

// MatchAll tells whether what the pattern matches first is all of a text.
func (p *Pattern) MatchAll(text string) (bool, error) {
	if p.Linear() {
		at := p.linear.FindStringIndex(text)
		return at != nil && at[0] == 0 && at[1] == len(text), nil
	}
	match, found, err := p.find(text)
	return found && match == text, err
}

// find is what the engine that tracks back matches first.
func (p *Pattern) find(text string) (match string, found bool, err error) {
	if p.spent != nil {
		return "", false, p.spent
	}
	m, err := p.backtracking.FindStringMatch(text)
	if err != nil {
		p.spent = fmt.Errorf("it took longer than %v", patience)
		return "", false, p.spent
	}
	if m == nil {
		return "", false, nil
	}
	return m.String(), true, nil
}

// Check tells what is wrong with a pattern. What neither engine reads is an error,
// unless it may be Java's own.
//
// In any case onNode is the problem that Go's engine has, which the agent uses.
func Check(text string) (err, onNode error) {
	if len(text) > longest {
		return nil, nil
	}
	_, onNode = syntax.Parse(text, syntax.Perl)
	if onNode == nil {
		return nil, nil
	}
	if _, other := regexp2.Compile(text, regexp2.None); other == nil || javaOnly().MatchString(text) {
		return nil, onNode
	}
	return onNode, onNode
}

// javaOnly finds what Java's engine alone knows: possessive repeats, classes such
// as \p{Alpha} and \h, halves of characters beyond 16 bits, and its flags.
var javaOnly = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[*+?}]\+|\\[pPhHvVRXNQk]|\\u[dD][89a-fA-F]|&&|\(\?[a-zA-Z-]*[dxuU]`)
})
