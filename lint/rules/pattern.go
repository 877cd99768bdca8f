package rules

import (
	"regexp"
	regexpsyntax "regexp/syntax"
	"sync"

	"github.com/dlclark/regexp2"
)

// Bounds of what is done with patterns of documents: matching takes the product
// of both lengths.
const (
	longestPattern = 2048
	longestMatched = 512
)

// compilePattern compiles an allowedPattern to match with. It is nil for one that
// is too long or not for Go's engine.
func compilePattern(text string) *regexp.Regexp {
	if len(text) > longestPattern {
		return nil
	}
	pattern, err := regexp.Compile(text)
	if err != nil {
		return nil
	}
	return pattern
}

// checkPattern tells what is wrong with an allowedPattern. The service's engine is
// Java's. What Go's engine cannot do (look-around, repeats over 1000, \u0020) is
// tried with one that tracks back, which is only used to compile: matching with it
// has no bound. What both refuse is an error, unless it may be Java's own.
//
// In any case onNode is the problem that Go's engine has, which the agent uses.
func checkPattern(text string) (err, onNode error) {
	if len(text) > longestPattern {
		return nil, nil
	}
	_, onNode = regexpsyntax.Parse(text, regexpsyntax.Perl)
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
