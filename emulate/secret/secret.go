// Package secret keeps secrets out of what a run shows.
//
//	vault := secret.NewVault()
//	vault.LearnCall(op, input, output) // a GetSecretValue, for example
//	vault.Text("psql postgres://admin:hunter22@db")  // psql postgres://admin:***@db
//
// A secret is recognised where it comes from: what the API's model calls
// sensitive, SecureString values, and names such as MasterUserPassword (package
// sensitive). From then on it is masked wherever it turns up, also inside other
// texts, while the run itself goes on with the value.
//
// Contents that the models call sensitive because anything may be in them are
// hidden where answers come from a real account: HideContents.
//
// It lives here: recognising secrets, remembering them, and masking. Who shows
// something asks here; nobody masks on their own.
package secret

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/sensitive"
)

// Mask stands for what must not be shown.
const Mask = "***"

// shortest is the length from which a secret is looked for inside other texts.
// Shorter ones would mask parts of words all over the output.
const shortest = 5

// Vault holds the secrets of a run. The zero value is not usable; it is safe for
// use by several goroutines.
type Vault struct {
	mu sync.Mutex
	// known has what stands for each text that is followed into others.
	known map[string]string
	// whole has it for what is too short to be followed: secrets, and numbers in
	// contents. They are masked where they are all of a value.
	whole map[string]string
	// replacer masks all that is known, nil when something was added.
	replacer *strings.Replacer
	// learnsContents follows the contents of answers, hidesSent hides those of
	// inputs; see HideContents. hid tells that there were any.
	learnsContents, hidesSent, hid bool
	// public are the texts of runbooks, given the values of parameters, sent the
	// contents of inputs. sources are those that public is from.
	public, given []string
	sent          map[string]bool
	sources       map[any]bool
	// rewrite is applied to every text that is shown, nil for nothing.
	rewrite func(string) string
	places  places
}

// NewVault makes an empty Vault.
func NewVault() *Vault { return &Vault{known: map[string]string{}, whole: map[string]string{}} }

// Rewrite makes the vault apply a function to each text that it masks: a
// cassette replaces account IDs. It is called before the vault is used.
func (v *Vault) Rewrite(f func(string) string) { v.rewrite = f }

// Add remembers a secret, and the secrets inside of one that is JSON.
func (v *Vault) Add(text string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if text != "" && len(text) < shortest && text != Mask && !sensitive.OrdinaryWord(text) {
		v.whole[text] = Mask
	}
	v.add(text)
	if !strings.HasPrefix(strings.TrimSpace(text), "{") {
		return
	}
	if decoded, err := value.Decode([]byte(text)); err == nil {
		v.addParts(decoded, "")
	}
}

func (v *Vault) add(text string) {
	if len(text) < shortest || text == Mask || v.known[text] == Mask || sensitive.OrdinaryWord(text) {
		return
	}
	v.known[text] = Mask
	v.known[base64.StdEncoding.EncodeToString([]byte(text))] = Mask
	v.replacer = nil
}

// addParts remembers the texts in a secret that has a structure, but for those
// that tell where a database is.
func (v *Vault) addParts(part any, name string) {
	switch part := part.(type) {
	case *value.Object:
		for key, inner := range part.All() {
			v.addParts(inner, key)
		}
	case []any:
		for _, inner := range part {
			v.addParts(inner, name)
		}
	case string:
		if !sensitive.PublicKey(name) {
			v.add(part)
		}
	}
}

// Empty tells that there is nothing to mask.
func (v *Vault) Empty() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.known) == 0 && len(v.whole) == 0 && v.rewrite == nil
}

// Size is how long the secrets are that are remembered, in bytes.
func (v *Vault) Size() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	size := 0
	for _, texts := range []map[string]string{v.known, v.whole} {
		for text := range texts {
			size += len(text)
		}
	}
	return size
}

// Known are the secrets that are followed, the longest first.
func (v *Vault) Known() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return longestFirst(v.known)
}

// LearnCall remembers the secrets in a call and its answer. Either may be nil.
func (v *Vault) LearnCall(op awsapi.Operation, input, output *value.Object) {
	v.places.each(op.Input(), input, func(found any, _ place, what verdict) {
		switch {
		case what == hidden:
			eachText(found, v.Add)
		case v.learnsContents:
			v.addSent(found)
		}
	})
	v.places.each(op.Output(), output, func(found any, at place, what verdict) {
		switch {
		case what == hidden:
			eachText(found, v.Add)
		case v.learnsContents:
			v.addContent(found, at.shape)
		}
	})
}

// LearnNamed remembers what has the name of a secret in something that people
// wrote: inputs of a step, parameters of a run, and JSON in a text of these.
func (v *Vault) LearnNamed(name string, what any) {
	switch what := what.(type) {
	case string:
		if sensitive.DocumentName(name) {
			v.Add(what)
		}
		if decoded, ok := structured(what); ok {
			v.LearnNamed("", decoded)
		}
	case *value.Object:
		if member := secretMember(what, sensitive.DocumentName); member != "" {
			text, _ := what.Get(member)
			eachText(text, v.Add)
		}
		for key, inner := range what.All() {
			v.LearnNamed(key, inner)
		}
	case []any:
		for _, inner := range what {
			v.LearnNamed(name, inner)
		}
	}
}

// Text is a text as it may be shown.
func (v *Vault) Text(text string) string {
	v.mu.Lock()
	if v.replacer == nil {
		v.replacer = newReplacer(v.known)
	}
	replacer, whole := v.replacer, v.whole[text]
	v.mu.Unlock()
	if whole != "" {
		return whole
	}
	text = replacer.Replace(text)
	if v.rewrite != nil {
		text = v.rewrite(text)
	}
	return text
}

// number is a number as it may be shown: only one that was content has a mask.
func (v *Vault) number(n json.Number) (shown any, changed bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.whole[string(n)] == zero {
		return json.Number(zero), true
	}
	return n, false
}

// Value is a value as it may be shown: the value itself, or a copy where something
// in it is masked.
func (v *Vault) Value(what any) any {
	shown, _ := v.shown(what)
	return shown
}

func (v *Vault) shown(what any) (shown any, changed bool) {
	switch what := what.(type) {
	case string:
		shown := v.Text(what)
		return shown, shown != what
	case json.Number:
		return v.number(what)
	case *value.Object:
		return rewriteObject(what, func(key string, inner any) (string, any, bool) {
			shownKey := v.Text(key)
			shown, changed := v.shown(inner)
			return shownKey, shown, changed || shownKey != key
		})
	case []any:
		return rewriteList(what, v.shown)
	}
	return what, false
}

// Object is Value for an object; nil stays nil.
func (v *Vault) Object(o *value.Object) *value.Object {
	if o == nil {
		return nil
	}
	return v.Value(o).(*value.Object)
}

// Input is the input of a call as it may be shown.
func (v *Vault) Input(op awsapi.Operation, input *value.Object) *value.Object {
	return v.shaped(op.Input(), input, treatment{mask, v.inputContent()})
}

// Output is the answer to a call as it may be shown.
func (v *Vault) Output(op awsapi.Operation, output *value.Object) *value.Object {
	return v.shaped(op.Output(), output, treatment{mask, asItIs})
}

// Kept is the input of a call and its answer as a recording may keep them: as they
// may be shown, but with all in them being of the same types as before.
func (v *Vault) Kept(op awsapi.Operation, input, output *value.Object) (*value.Object, *value.Object) {
	return v.shaped(op.Input(), input, treatment{blank, v.inputContent()}), v.shaped(op.Output(), output, treatment{blank, asItIs})
}

// inputContent is the treatment of content in inputs. That in answers needs none: where it
// is hidden, it is known.
func (v *Vault) inputContent() func(any) (any, bool) {
	if v.hidesSent {
		return v.sentContent
	}
	return asItIs
}

func (v *Vault) shaped(s awsapi.Shape, o *value.Object, as treatment) *value.Object {
	if o == nil {
		return nil
	}
	shown, _ := v.places.masked(s, o, as)
	if v.Empty() {
		return shown.(*value.Object)
	}
	return v.Object(shown.(*value.Object))
}
