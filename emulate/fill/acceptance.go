package fill

import (
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
)

// acceptance tells whether a text suits the pattern and the limits of a
// parameter. A pattern must match all of it. One that only Java can read accepts
// everything: the engine cannot check it either.
func acceptance(p *document.Parameter) func(string) bool {
	var pattern *regexp.Regexp
	if p.AllowedPattern.IsString() {
		if compiled, err := regexp.Compile(p.AllowedPattern.Text); err == nil {
			pattern = compiled
		}
	}
	least, _ := number(p.Node.Get("minChars"))
	most, limited := number(p.Node.Get("maxChars"))
	return func(text string) bool {
		n := int64(utf8.RuneCountInString(text))
		if n < least || limited && n > most {
			return false
		}
		return pattern == nil || pattern.FindString(text) == text
	}
}

func number(n *document.Node) (int64, bool) {
	if n.IsString() {
		i, err := strconv.ParseInt(n.Text, 10, 64)
		return i, err == nil
	}
	return n.Int()
}
