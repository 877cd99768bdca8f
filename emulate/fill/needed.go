package fill

import (
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/pattern"
	"github.com/ssmkit/ssmkit/emulate"
)

// needed tells whether a parameter without a value needs one: it has no default, a
// default that cannot be meant to stay, such as arn:aws:iam::{AccountId}:role/x, or
// an empty one though the description says that there must be a value.
func needed(doc *document.Document, p *document.Parameter, given emulate.Arguments) bool {
	if _, ok := given[p.Name.Text]; ok {
		return false
	}
	if p.Default == nil {
		return true
	}
	if refused(p) {
		return true
	}
	if !empty(p) || !p.Description.IsString() {
		return false
	}
	return strings.HasPrefix(strings.TrimSpace(p.Description.Text), "(Conditional)") || firstOfEither(doc, p, given)
}

// refused tells that the pattern refuses the default of the parameter itself. What
// this program cannot read refuses nothing.
func refused(p *document.Parameter) bool {
	if !p.Default.IsString() || p.Default.Text == "" || strings.Contains(p.Default.Text, "{{") || !p.AllowedPattern.IsString() {
		return false
	}
	allowed, err := pattern.Compile(p.AllowedPattern.Text)
	if err != nil {
		return false
	}
	matched, err := allowed.Match(p.Default.Text)
	return err == nil && !matched
}

// empty tells a default that says that there is no value. Zero counts as one only
// where the description offers an alternative.
func empty(p *document.Parameter) bool {
	switch n := p.Default; n.Kind {
	case document.String:
		return n.Text == ""
	case document.List:
		return len(n.Items) == 0
	case document.Map:
		return len(n.Entries) == 0
	}
	zero, ok := p.Default.Int()
	return ok && zero == 0
}

// either is how descriptions say that one of two parameters is needed.
var either = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(?i)\\beither `?(\\w+)`? or `?(\\w+)`?")
})

// firstOfEither tells that a parameter is the first of two of which one must be
// given, and that neither is.
func firstOfEither(doc *document.Document, p *document.Parameter, given emulate.Arguments) bool {
	names := either().FindStringSubmatch(p.Description.Text)
	if names == nil || names[1] != p.Name.Text || doc.Parameter(names[2]) == nil {
		return false
	}
	_, other := given[names[2]]
	return !other
}
