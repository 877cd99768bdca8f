package rules

import (
	"regexp"

	"github.com/dlclark/regexp2"
)

// Bounds of what is done with patterns of documents: matching takes the product
// of both lengths.
const (
	longestPattern = 2048
	longestMatched = 512
)

// compilePattern compiles an allowedPattern. The service's engine is Java's. What
// Go's engine cannot do (look-around, repeats over 1000, \u0020) is compiled by
// one that tracks back; then there is no pattern to match with, as matching has no
// bound there, and no error. What both refuse is an error, unless it may be
// Java's own.
func compilePattern(text string) (*regexp.Regexp, error) {
	if len(text) > longestPattern {
		return nil, nil
	}
	pattern, err := regexp.Compile(text)
	if err == nil {
		return pattern, nil
	}
	if _, other := regexp2.Compile(text, regexp2.None); other == nil || javaOnly.MatchString(text) {
		return nil, nil
	}
	return nil, err
}

// javaOnly finds what Java's engine alone knows: possessive repeats, classes such
// as \p{Alpha} and \h, halves of characters beyond 16 bits, and its flags.
var javaOnly = regexp.MustCompile(`[*+?}]\+|\\[pPhHvVRXNQk]|\\u[dD][89a-fA-F]|&&|\(\?[a-zA-Z-]*[dxuU]`)
