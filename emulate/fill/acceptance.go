package fill

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/pattern"
)

// acceptance tells whether a text suits the pattern and the limits of a
// parameter. A pattern must match all of it. One that only Java can read, or that
// takes too long, accepts everything: the engine cannot check it either.
func acceptance(p *document.Parameter) func(string) bool {
	var allowed *pattern.Pattern
	if p.AllowedPattern.IsString() {
		if compiled, err := pattern.Compile(p.AllowedPattern.Text); err == nil {
			allowed = compiled
		}
	}
	least, _ := number(p.Node.Get("minChars"))
	most, limited := number(p.Node.Get("maxChars"))
	return func(text string) bool {
		n := int64(utf8.RuneCountInString(text))
		if n < least || limited && n > most {
			return false
		}
		if allowed == nil {
			return true
		}
		matched, err := allowed.MatchAll(text)
		return matched || err != nil
	}
}

// shortened is a pattern in which no repeat goes beyond what Go's engine reads, so
// that a text can be made from it. What it matches suits the pattern, too, unless
// the repeat was none because its brace is escaped.
func shortened(pattern string) string {
	const most = 1000
	return upTo().ReplaceAllStringFunc(pattern, func(repeat string) string {
		least, greatest, _ := strings.Cut(strings.Trim(repeat, "{}"), ",")
		if n, err := strconv.Atoi(greatest); err == nil && n <= most {
			return repeat
		}
		return fmt.Sprintf("{%s,%d}", least, most)
	})
}

// upTo finds repeats such as {1,1024}.
var upTo = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[0-9]+,[0-9]+\}`) })

func number(n *document.Node) (int64, bool) {
	if n.IsString() {
		i, err := strconv.ParseInt(n.Text, 10, 64)
		return i, err == nil
	}
	return n.Int()
}
