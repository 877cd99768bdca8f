package secret

import (
	"encoding/base64"
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/sensitive"
)

// zero stands for a number in content, so that JSON stays JSON.
const zero = "0"

// longNumber is the length from which a number is looked for inside texts. Shorter
// ones would be found in IDs of all kinds.
const longNumber = 10

// HideContents makes the vault hide what the models of AWS call sensitive because
// anything may be in it: what a function returns, the value of a plain parameter.
// It is called before the vault is used, where answers come from a real account.
//
// A run must be able to decide by contents, and its replay by what was kept of
// them. So a structure stays one, and its keys, true and false, texts of fewer than
// 5 characters and ordinary words such as Success stay; so does what is written in
// the runbook (see Public).
func (v *Vault) HideContents() { v.learnsContents, v.hidesSent = true, true }

// HideSentContents is HideContents for the inputs of calls alone: the answers of a
// recording hide their contents already.
func (v *Vault) HideSentContents() { v.hidesSent = true }

// HidesContents tells whether contents are hidden.
func (v *Vault) HidesContents() bool { return v.hidesSent }

// HidContents tells whether there was any content to hide.
func (v *Vault) HidContents() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.hid
}

// Public tells the vault the texts of a runbook, once for each source. Contents that
// stand in one of them are not hidden: the runbook is there for everybody to see.
// Secrets are.
func (v *Vault) Public(source any, texts iter.Seq[string]) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.hidesSent || v.sources[source] {
		return
	}
	if v.sources == nil {
		v.sources = map[any]bool{}
	}
	v.sources[source] = true
	v.public = append(v.public, strings.Join(slices.Collect(texts), "\n"))
}

// Given tells the vault the value of a parameter, which a run shows. In an answer
// it is no content that would have to be hidden.
func (v *Vault) Given(text string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.learnsContents && text != "" && !anyContains(v.given, text) {
		v.given = append(v.given, text)
	}
}

// addSent remembers the content of an input. An answer that repeats it tells nothing
// new.
func (v *Vault) addSent(content any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.sent == nil {
		v.sent = map[string]bool{}
	}
	eachText(content, func(text string) {
		v.sent[text] = true
		if decoded, ok := structured(text); ok {
			eachText(decoded, func(inner string) { v.sent[inner] = true })
		}
	})
}

// addContent remembers the content that stands somewhere in an answer.
func (v *Vault) addContent(content any, shape awsapi.Shape) {
	v.mu.Lock()
	defer v.mu.Unlock()
	found := newMasks(func(text string) bool { return v.sent[text] || v.isPublic(text) || anyContains(v.given, text) })
	found.add(content, shape.Type() == awsapi.Blob)
	for text, mask := range found.inside {
		if v.known[text] == "" {
			v.known[text], v.hid = mask, true
			v.replacer = nil
		}
	}
	for number := range found.numbers {
		if v.whole[number] == "" {
			v.whole[number], v.hid = zero, true
		}
	}
}

func (v *Vault) isPublic(text string) bool { return anyContains(v.public, text) }

func anyContains(texts []string, part string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) })
}

// sentContent is the content in an input as it may be shown. Nothing of it is
// followed into other texts: what a runbook sends comes from itself, or from
// answers, whose contents are known.
func (v *Vault) sentContent(content any) (shown any, changed bool) {
	found := newMasks(func(text string) bool {
		v.mu.Lock()
		defer v.mu.Unlock()
		return v.isPublic(text)
	})
	found.add(content, false)
	return found.replaced(content, newReplacer(found.inside))
}

// masks are what stands for the texts and numbers in contents.
type masks struct {
	keep func(text string) bool
	// inside are for texts wherever they stand, numbers for those that are all of a
	// value.
	inside  map[string]string
	numbers map[string]bool
}

func newMasks(keep func(text string) bool) *masks {
	return &masks{keep, map[string]string{}, map[string]bool{}}
}

func (m *masks) add(content any, blob bool) {
	switch content := content.(type) {
	case *value.Object:
		for _, inner := range content.All() {
			m.add(inner, blob)
		}
	case []any:
		for _, inner := range content {
			m.add(inner, blob)
		}
	case json.Number:
		m.addNumber(string(content))
	case string:
		m.addText(content, blob)
	}
}

// addText adds a text, or what is in it if it is JSON. That of bytes is in base64.
func (m *masks) addText(text string, blob bool) {
	if blob {
		plain, err := base64.StdEncoding.DecodeString(text)
		if err == nil && len(plain) > 0 && utf8.Valid(plain) {
			m.addText(string(plain), false)
			if shown := newReplacer(m.inside).Replace(string(plain)); shown != string(plain) {
				m.inside[text] = base64.StdEncoding.EncodeToString([]byte(shown))
			}
			return
		}
	}
	decoded, ok := structured(text)
	if !ok {
		m.addPlain(text)
		return
	}
	m.add(decoded, false)
	if shown := m.json(text); shown != text {
		m.inside[text] = shown
		m.inside[escaped(text)] = escaped(shown) // inside another one
	}
}

func (m *masks) addPlain(text string) {
	if len(text) < shortest || text == Mask || sensitive.OrdinaryWord(text) || m.keep(text) {
		return
	}
	m.inside[text] = Mask
	m.inside[base64.StdEncoding.EncodeToString([]byte(text))] = Mask
	if escaped := escaped(text); escaped != text {
		m.inside[escaped] = Mask
	}
}

func (m *masks) addNumber(number string) {
	if len(number) < shortest || m.keep(number) {
		return
	}
	m.numbers[number] = true
	if len(number) >= longNumber {
		m.inside[number] = zero
	}
}

// replaced is a value with masks for all texts and numbers that have one.
func (m *masks) replaced(v any, in *strings.Replacer) (shown any, changed bool) {
	switch v := v.(type) {
	case *value.Object:
		return rewriteObject(v, func(key string, inner any) (string, any, bool) {
			shown, changed := m.replaced(inner, in)
			return key, shown, changed
		})
	case []any:
		return rewriteList(v, func(item any) (any, bool) { return m.replaced(item, in) })
	case json.Number:
		if m.numbers[string(v)] {
			return json.Number(zero), true
		}
	case string:
		shown := in.Replace(v)
		return shown, shown != v
	}
	return v, false
}

// structured is what a text says that is an object, a list or a text in JSON.
func structured(text string) (any, bool) {
	text = strings.TrimSpace(text)
	if text == "" || !strings.Contains(`{["`, text[:1]) {
		return nil, false
	}
	decoded, err := value.Decode([]byte(text))
	return decoded, err == nil
}

// json is a text in JSON with masks in it, all else being as it is written. What a
// text says decides, not how it is escaped.
func (m *masks) json(text string) string {
	in := newReplacer(m.inside)
	var out strings.Builder
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	written := 0
	for {
		before := int(d.InputOffset())
		token, err := d.Token()
		if err != nil {
			return out.String() + text[written:] // the end: it has been decoded before
		}
		shown, changed := m.token(token, in)
		if changed {
			begin := before + strings.IndexAny(text[before:], `"-0123456789`)
			out.WriteString(text[written:begin] + shown)
			written = int(d.InputOffset())
		}
	}
}

// token is how a text or a number is written in JSON, and whether it is another one.
func (m *masks) token(token json.Token, in *strings.Replacer) (shown string, changed bool) {
	switch token := token.(type) {
	case json.Number:
		return zero, m.numbers[string(token)]
	case string:
		shown := in.Replace(token)
		return `"` + escaped(shown) + `"`, shown != token
	}
	return "", false
}

// escaped is a text as it stands in JSON.
func escaped(text string) string {
	written, err := value.Encode(text)
	if err != nil {
		return text
	}
	return string(written[1 : len(written)-1])
}

// newReplacer replaces texts by their masks, the longest first.
func newReplacer(masks map[string]string) *strings.Replacer {
	pairs := make([]string, 0, 2*len(masks))
	for _, text := range longestFirst(masks) {
		pairs = append(pairs, text, masks[text])
	}
	return strings.NewReplacer(pairs...)
}

func longestFirst(masks map[string]string) []string {
	return slices.SortedFunc(maps.Keys(masks), func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
}
