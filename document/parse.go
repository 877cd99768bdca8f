package document

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"
)

const (
	// MaxBytes is the size of the largest file that Parse reads. The service
	// takes 64 KB; the room above is for documents that are to be cut down.
	MaxBytes = 4 << 20
	// maxYAMLBytes is the same for YAML, whose library takes a hundred times the
	// memory and time of the JSON reader.
	maxYAMLBytes = 1 << 20
	// maxDepth is how deep lists and maps may nest, aliases included. Published
	// documents reach 14.
	maxDepth = 200
	// maxAliased is how many nodes the aliases and merge keys of a file may
	// stand for, so that a short file cannot become a huge tree.
	maxAliased = 100_000
)

// Parse reads a document in YAML or JSON. What it is, the content decides and
// not the name of the file. The document is never nil; its Root is nil when the
// file is empty or cannot be read. Parse goes on after a problem where it can,
// so that one call finds all of them; they come in the order of the file.
//
// Time and memory are bounded for every input.
func Parse(src *Source) (*Document, []Problem) {
	found := &problems{src: src}
	return build(src, read(src, found)), found.sorted()
}

func read(src *Source, found *problems) *Node {
	if len(src.text) > MaxBytes {
		return tooLarge(src, found)
	}
	if !readable(src, found) {
		return nil
	}
	start := firstByte(src.text)
	if start == len(src.text) {
		return nil
	}
	if c := src.text[start]; c != '{' && c != '[' && (c != '"' || !jsonName(src.name)) {
		return readYAML(src, found)
	}
	asJSON := &problems{src: src}
	root := readJSON(src, start, asJSON)
	isJSON := !asJSON.has(SyntaxProblem) && !asJSON.has(UnquotedReferenceProblem)
	if isJSON || evidentlyJSON(src, start) || len(src.text) > maxYAMLBytes {
		*found = *asJSON
		return root
	}
	asYAML := &problems{src: src}
	yamlRoot := readYAML(src, asYAML)
	if asYAML.has(SyntaxProblem) && quoteAfterBrackets(src.text, start) {
		*found = *asJSON
		return root
	}
	*found = *asYAML
	return yamlRoot
}

// readable refuses what is no text in UTF-8, with one problem.
func readable(src *Source, found *problems) bool {
	text := src.text
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		found.add(SyntaxProblem, 0, 2, "the file is in UTF-16; save it in UTF-8")
		return false
	}
	if at := bytes.IndexByte(text, 0); at >= 0 {
		found.add(SyntaxProblem, at, at+1, "the file is binary: it holds a zero byte")
		return false
	}
	if utf8.Valid(text) {
		return true
	}
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	found.add(SyntaxProblem, at, at+1, "the file is not in UTF-8: byte %#x stands for no character", text[at])
	return false
}

// firstByte is the offset of the first byte that is neither blank nor part of a
// byte order mark, the length of the text if there is none.
func firstByte(text []byte) int {
	start := 0
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		start = len(byteOrderMark)
	}
	for start < len(text) && isBlank(text[start]) {
		start++
	}
	return start
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// evidentlyJSON decides about text that is not quite JSON, as most of it is
// good YAML: {"a": 1,} for example. The name of the file decides, and without
// one that says it, a quote behind the first brackets.
func evidentlyJSON(src *Source, start int) bool {
	if jsonName(src.name) {
		return true
	}
	return !yamlName(src.name) && quoteAfterBrackets(src.text, start)
}

func jsonName(name string) bool { return strings.EqualFold(path.Ext(name), ".json") }

func yamlName(name string) bool {
	extension := path.Ext(name)
	return strings.EqualFold(extension, ".yaml") || strings.EqualFold(extension, ".yml")
}

// quoteAfterBrackets tells {"key" and [{"key" from {key and {{ reference }}.
func quoteAfterBrackets(text []byte, start int) bool {
	for at := start; at < len(text); at++ {
		switch c := text[at]; {
		case c == '"':
			return true
		case c != '{' && c != '[' && !isBlank(c):
			return false
		}
	}
	return false
}

func tooLarge(src *Source, found *problems) *Node {
	found.add(TooLargeProblem, 0, 0,
		"the file has more than %.1f MB; an SSM document holds at most 64 KB", float64(len(src.text)-1)/1e6)
	return nil
}
