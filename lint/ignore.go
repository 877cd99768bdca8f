package lint

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// The rules about comments that switch rules off for a place. The Linter itself
// reports them, as it alone knows what the other rules found.
const (
	// BadIgnoreRule is about comments that cannot be understood or give no
	// reason.
	BadIgnoreRule = "bad-ignore"
	// UnusedIgnoreRule is about comments that no finding needs.
	UnusedIgnoreRule = "unused-ignore"
)

// ignoreMark opens a comment that is for the linter:
//
//	# ssmlint: ignore RULE[, RULE...] -- REASON
//	# ssmlint: ignore-file RULE[, RULE...] -- REASON
const ignoreMark = "ssmlint:"

// The words behind the mark.
const (
	ignoreWord     = "ignore"
	ignoreFileWord = "ignore-file"
)

// ignore takes the findings of one rule on the lines [first, last] out.
type ignore struct {
	rule        string
	span        document.Span // of the rule's name in the comment
	first, last int
	// needed tells that there was such a finding, or that there may be one.
	needed bool
}

// ignoreComments are what the comments of one document ask for.
type ignoreComments struct {
	linter  *Linter
	doc     *document.Document
	ignores []ignore
	found   []Diagnostic
	scalars []scalar
}

// scalar is a stretch of bytes in which # opens no comment. It begins on a line.
type scalar struct{ start, end int }

// readIgnoreComments finds the comments of a document. JSON has none: whatever
// looks like one is inside a string there.
func readIgnoreComments(l *Linter, doc *document.Document) *ignoreComments {
	c := &ignoreComments{linter: l, doc: doc}
	text := doc.Source.Text()
	for at := bytes.Index(text, []byte(ignoreMark)); at >= 0; {
		c.comment(at)
		next := bytes.Index(text[at+1:], []byte(ignoreMark))
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return c
}

// comment reads the comment whose mark is at an offset, if it is a comment.
func (c *ignoreComments) comment(mark int) {
	text := c.doc.Source.Text()
	line := bytes.LastIndexByte(text[:mark], '\n') + 1
	before := strings.TrimRight(string(text[line:mark]), " \t")
	code, isComment := strings.CutSuffix(before, "#")
	hash := line + len(code)
	if !isComment || !blank(code) && code == strings.TrimRight(code, " \t") || c.inScalar(hash) {
		return
	}
	end := len(text)
	if i := bytes.IndexByte(text[mark:], '\n'); i >= 0 {
		end = mark + i
	}
	words := strings.TrimRight(string(text[mark+len(ignoreMark):end]), " \t\r")
	c.instruction(words, mark+len(ignoreMark), hash, blank(code))
}

func blank(s string) bool { return strings.Trim(s, " \t\ufeff") == "" }

// instruction reads what stands behind the mark. The comment begins at hash,
// and is alone on its line or not.
func (c *ignoreComments) instruction(words string, at, hash int, alone bool) {
	trimmed := strings.TrimLeft(words, " \t")
	at += len(words) - len(trimmed)
	word, rest := trimmed, ""
	if i := strings.IndexAny(trimmed, " \t"); i >= 0 {
		word, rest = trimmed[:i], trimmed[i:]
	}
	var first, last int
	switch word {
	case ignoreWord:
		first, last = c.lines(hash, alone)
	case ignoreFileWord:
		if c.within(hash) {
			c.bad(at, at+len(word), "an ignore-file comment stands above the document, not in it", "")
			return
		}
		last = math.MaxInt
	default:
		c.unknownWord(word, at)
		return
	}
	at += len(word)
	names, reason, hasReason := strings.Cut(rest, "--")
	if strings.TrimSpace(names) == "" {
		c.bad(at-len(word), at, fmt.Sprintf("%s names no rule", word), "name the rules, with commas between them")
		return
	}
	if !hasReason || strings.TrimSpace(reason) == "" {
		start := at + strings.Index(names, strings.TrimSpace(names))
		c.bad(start, start+len(strings.TrimSpace(names)), fmt.Sprintf("%s gives no reason", word),
			"write it after the names: -- why it is right here")
	}
	for name := range strings.SplitSeq(names, ",") {
		if words := strings.Fields(name); len(words) > 1 && hasReason {
			start := at + strings.Index(name, words[1])
			c.bad(start, at+len(strings.TrimRight(name, " \t")), "commas part the names of rules, and -- the reason from them", "")
		}
		c.name(name, at, first, last)
		at += len(name) + 1
	}
}

// name reads one name of a list of rules. What stands behind it is no name.
func (c *ignoreComments) name(text string, at, first, last int) {
	words := strings.Fields(text)
	if len(words) == 0 {
		c.bad(at, at+len(text), "a rule's name is missing between the commas", "")
		return
	}
	name := words[0]
	at += strings.Index(text, name)
	if c.linter.known[name] == nil {
		err := c.linter.unknownRule(name)
		c.bad(at, at+len(name), err.Error(), err.Meant)
		return
	}
	c.ignores = append(c.ignores, ignore{rule: name, span: c.doc.Source.Span(at, at+len(name)), first: first, last: last})
}

func (c *ignoreComments) unknownWord(word string, at int) {
	if word == "" {
		c.bad(at-len(ignoreMark), at, "the comment says nothing after ssmlint:", "write ignore or ignore-file")
		return
	}
	message := fmt.Sprintf("a comment for ssmlint says ignore or ignore-file, not %q", word)
	meant, _ := nearest.Of(word, slices.Values([]string{ignoreWord, ignoreFileWord}))
	c.bad(at, at+len(word), message, meant)
}

func (c *ignoreComments) bad(start, end int, message, suggestion string) {
	if rule := c.linter.known[BadIgnoreRule]; rule != nil && c.linter.on(BadIgnoreRule) {
		c.found = append(c.found, Diagnostic{
			Rule: rule.Name, Severity: rule.Severity, Message: message, Suggestion: suggestion,
			Source: c.doc.Source, Span: c.doc.Source.Span(start, end), Path: pathAt(c.doc, start),
		})
	}
}

// lines are those that a comment is for: its own, and up to the next one with
// content when it is alone. A text that begins there belongs to them as a whole, as no
// comment can stand inside it.
func (c *ignoreComments) lines(hash int, alone bool) (first, last int) {
	src := c.doc.Source
	first = src.Pos(hash).Line
	with := first // the line with content
	if alone {
		for with++; with <= src.Lines(); with++ {
			if line := strings.TrimLeft(src.Line(with), " \t"); line != "" && line[0] != '#' {
				break
			}
		}
	}
	last = with
	for _, s := range c.scalars {
		if src.Pos(s.start).Line == with {
			last = max(last, src.Pos(max(s.start, s.end-1)).Line)
		}
	}
	return first, last
}

// within tells whether a byte stands behind the beginning of the content.
func (c *ignoreComments) within(offset int) bool {
	if c.doc.Root == nil {
		return false
	}
	start, _ := c.doc.Root.Offsets()
	return offset > start
}

// inScalar tells whether a byte belongs to a text, a number or such.
func (c *ignoreComments) inScalar(offset int) bool {
	if c.scalars == nil {
		c.scalars = scalars(c.doc.Root)
	}
	i := sort.Search(len(c.scalars), func(i int) bool { return c.scalars[i].end > offset })
	return i < len(c.scalars) && c.scalars[i].start <= offset
}

// scalars are those below a node, in the order of the file. Nodes that aliases
// share come once.
func scalars(root *document.Node) []scalar {
	seen := map[scalar]bool{}
	for n := range root.All() {
		if !n.IsScalar() {
			continue
		}
		s := scalar{}
		s.start, s.end = n.Offsets()
		if n.Style == document.Literal || n.Style == document.Folded {
			// Behind the | there may be a comment.
			if i := bytes.IndexByte(n.Source().Text()[s.start:s.end], '\n'); i >= 0 {
				s.start += i
			}
		}
		seen[s] = true
	}
	return slices.SortedFunc(maps.Keys(seen), func(a, b scalar) int { return a.start - b.start })
}

// mayBeNeeded tells that a rule did not finish, so that nobody knows whether it
// would have found something.
func (c *ignoreComments) mayBeNeeded(rule string) {
	for i := range c.ignores {
		if c.ignores[i].rule == rule {
			c.ignores[i].needed = true
		}
	}
}

// apply takes out what the comments ask for, and adds what is wrong with them.
// Where scripts were not read, nobody knows which comments are needed.
func (c *ignoreComments) apply(all []Diagnostic, unread bool) []Diagnostic {
	all = append(all, c.found...)
	if len(c.ignores) == 0 {
		return all
	}
	all = slices.DeleteFunc(all, c.takesOut)
	if unread {
		return all
	}
	all = append(all, slices.DeleteFunc(c.unused(false), c.takesOut)...)
	return append(all, c.unused(true)...)
}

// unused reports the comments that no finding needs: those that ignore this
// very report, or the others.
func (c *ignoreComments) unused(ofItself bool) []Diagnostic {
	rule := c.linter.known[UnusedIgnoreRule]
	if rule == nil || !c.linter.on(UnusedIgnoreRule) {
		return nil
	}
	var all []Diagnostic
	for _, i := range c.ignores {
		if !i.needed && c.linter.on(i.rule) && ofItself == (i.rule == UnusedIgnoreRule) {
			all = append(all, Diagnostic{
				Rule: rule.Name, Severity: rule.Severity,
				Source: c.doc.Source, Span: i.span, Path: pathAt(c.doc, i.span.Start.Offset),
				Message: fmt.Sprintf("%q reports nothing that this comment could ignore", i.rule),
			})
		}
	}
	return all
}

func (c *ignoreComments) takesOut(d Diagnostic) bool {
	found := false
	for k := range c.ignores {
		i := &c.ignores[k]
		line := d.Span.Start.Line
		if i.rule == d.Rule && i.first <= line && line <= i.last {
			i.needed, found = true, true
		}
	}
	return found
}
