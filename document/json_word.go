package document

import "strings"

// quote reports a bare text that needs quotes.
func (r *jsonReader) quote(n *Node, message string) {
	problem := r.found.add(SyntaxProblem, n.start, n.end, "%s", message)
	problem.Edits = []Edit{{Start: n.start, End: n.end, Text: jsonQuote(n.Text)}}
	problem.Suggestion = problem.Edits[0].Text
}

// wordEnds are the bytes at which a text without quotes ends.
const wordEnds = ",:]}[{\"\r\n"

// word reads what is no JSON: True, 0x1F, a text without quotes.
func (r *jsonReader) word() *Node {
	end := r.at + r.runeAt(r.at)
	for end < len(r.text) && strings.IndexByte(wordEnds, r.text[end]) < 0 {
		if isBlank(r.text[end-1]) && commentEnd(r.text, end) > end {
			break
		}
		end++
	}
	for end > r.at+1 && isBlank(r.text[end-1]) {
		end--
	}
	n := r.scalar(String, end)
	n.json = true
	if right, kind := meant(n.Text); right != "" {
		n.Kind, n.json = kind, false
		problem := r.found.add(SyntaxProblem, n.start, n.end, "JSON writes %s for this", right)
		problem.Suggestion = right
		problem.Edits = []Edit{{Start: n.start, End: n.end, Text: right}}
		n.Text = right
		return n
	}
	r.quote(n, "a text must stand in double quotes")
	return n
}

// meant is JSON's spelling of what other languages write differently.
func meant(word string) (right string, kind NodeKind) {
	switch word {
	case "True", "TRUE":
		return "true", Bool
	case "False", "FALSE":
		return "false", Bool
	case "None", "Null", "NULL", "nil", "undefined":
		return "null", Null
	}
	digits := strings.TrimPrefix(word, "+")
	if trimmed := strings.TrimLeft(digits, "0"); trimmed != digits && trimmed != "" && '0' < trimmed[0] && trimmed[0] <= '9' {
		digits = trimmed // 007
	}
	if strings.HasPrefix(digits, ".") {
		digits = "0" + digits
	}
	digits = strings.TrimSuffix(digits, ".")
	if end := numberEnd(digits, 0); end == 0 || end < len(digits) {
		return "", String
	}
	if strings.ContainsAny(digits, ".eE") {
		return digits, Float
	}
	return digits, Int
}

// reference is the offset behind the {{ reference }} without quotes at r.at, 0
// if there is none.
func (r *jsonReader) reference() int {
	rest := r.text[r.at:]
	if !strings.HasPrefix(rest, "{{") {
		return 0
	}
	// Nothing else can stand in a line behind a brace, so a short look is enough.
	const longest = 256
	rest = rest[:min(len(rest), longest)]
	end := strings.Index(rest, "}}")
	if end < 0 || strings.ContainsAny(rest[:end], "\"'\r\n") {
		return 0
	}
	return r.at + end + len("}}")
}

func (r *jsonReader) unquotedReference(end int) *Node {
	n := r.scalar(String, end)
	n.json = true
	problem := r.found.add(UnquotedReferenceProblem, n.start, n.end, "quote this: JSON takes %s for an object", n.Text)
	problem.Suggestion = jsonQuote(n.Text)
	problem.Edits = []Edit{{Start: n.start, End: n.start, Text: `"`}, {Start: n.end, End: n.end, Text: `"`}}
	return n
}
