package emulate

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
)

// maxText is how long a text may become by the values put into it. The service's
// own limit is not known; its documents hold 64 KB, outputs of scripts 100 KB.
const maxText = 4 << 20

var errTextTooLong = errors.New("a text of the inputs is longer than 4 MB once its references are resolved")

// resolver replaces the references in nodes by their values.
type resolver struct {
	scope *scope
	// unresolved is told of each reference that stays in the text, doubtful of
	// each value whose form in the text is not documented.
	unresolved func(ref document.Reference, why string)
	doubtful   func(ref document.Reference, why string)
}

// resolve is the value of a node. A text that is one reference becomes the value
// with its type; in a longer text the value's own text is put in. Lists take in
// the elements of a list that a reference stands for. Keys stay as they are. What
// comes out of a value is not looked through again.
func (r *resolver) resolve(n *document.Node) (any, error) {
	switch n.Kind {
	case document.String:
		return r.text(n.Text)
	case document.List:
		return r.list(n)
	case document.Map:
		object := value.New()
		for _, e := range n.Entries {
			v, err := r.resolve(e.Value)
			if err != nil {
				return nil, err
			}
			object.Set(e.Key.Text, v)
		}
		return object, nil
	}
	return n.Value(), nil
}

// list splices: ["{{ list }}"] is the list itself, not a list in a list. So it
// is in the service for the only element; for others it is not documented.
func (r *resolver) list(n *document.Node) (any, error) {
	items := make([]any, 0, len(n.Items))
	for _, item := range n.Items {
		v, err := r.resolve(item)
		if err != nil {
			return nil, err
		}
		if spliced, ok := v.([]any); ok && item.Kind == document.String {
			items = append(items, spliced...)
			continue
		}
		items = append(items, v)
	}
	return items, nil
}

func (r *resolver) text(text string) (any, error) {
	refs := document.References(text)
	if len(refs) == 1 && refs[0].Whole(text) {
		v, ok := r.value(refs[0])
		if !ok {
			return text, nil
		}
		return v, nil
	}
	if len(refs) == 0 {
		return text, nil
	}
	var b strings.Builder
	at := 0
	for _, ref := range refs {
		v, ok := r.value(ref)
		if !ok {
			continue
		}
		b.WriteString(text[at:ref.Start])
		at = ref.End
		r.doubt(ref, v)
		b.WriteString(render(v))
		if b.Len() > maxText {
			return nil, errTextTooLong
		}
	}
	b.WriteString(text[at:])
	return b.String(), nil
}

// value is the value of a reference, and false when it stays in the text. Braces
// that hold no reference at all are left alone silently: scripts are full of
// them.
func (r *resolver) value(ref document.Reference) (any, bool) {
	if ref.Form == document.UnknownReference {
		return nil, false
	}
	v, missing := r.scope.lookup(ref)
	if missing != "" {
		r.unresolved(ref, missing)
		return nil, false
	}
	return v, true
}

func (r *resolver) doubt(ref document.Reference, v any) {
	switch v.(type) {
	case string, bool, json.Number:
		return
	}
	r.doubtful(ref, "how a "+string(TypeOf(v))+" looks inside a text is not documented; it is its JSON here")
}
