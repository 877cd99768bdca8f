package memory

import (
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// apply shows in a structure what was said of it. Names that mean something else
// in each structure count only where the structure is itself what was spoken of.
func apply(s awsapi.Shape, o *value.Object, said *value.Object, itself bool) {
	members := map[string]awsapi.Member{}
	for m := range s.Members() {
		members[strings.ToLower(m.Name())] = m
	}
	for name, v := range said.All() {
		lower := strings.ToLower(name)
		m, ok := members[lower]
		if renamed, cut := strings.CutPrefix(lower, "new"); cut && members[renamed].Exists() {
			m, ok = members[renamed], true
		}
		switch inner, isObject := v.(*value.Object); {
		case ok && (itself || !general(lower)):
			old, _ := o.Get(m.Name())
			if merged, fits := merge(m, old, v, 0); fits {
				o.Set(m.Name(), merged)
			}
		case !ok && isObject && itself && container(lower):
			apply(s, o, inner, false)
		}
	}
}

// general tells names that mean something else in each structure.
func general(name string) bool {
	switch name {
	case "name", "id", "arn", "key", "value", "type", "status", "state", "description", "version", "tags", "values", "code", "message":
		return true
	}
	return false
}

// container tells parameters that only hold those that are meant.
func container(name string) bool {
	for _, ending := range []string{"config", "configuration", "update", "settings", "options", "input", "request", "properties", "attributes"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// maxMerge is how deep what was said may nest.
const maxMerge = 20

// merge is a value of an answer with what was said put over it. It is false when
// the answer's shape does not take that.
func merge(m awsapi.Member, old, said any, depth int) (any, bool) {
	s := m.Shape()
	if depth == maxMerge || s.Sensitive() || s.Document() {
		return nil, false
	}
	switch s.Type() {
	case awsapi.Structure:
		o, ok := said.(*value.Object)
		if !ok {
			return nil, false
		}
		was, had := old.(*value.Object)
		if s.Union() || !had {
			was = value.New()
		}
		return mergeStructure(s, was, o, depth)
	case awsapi.Map:
		o, ok := said.(*value.Object)
		if !ok {
			return nil, false
		}
		out := value.New()
		if was, ok := old.(*value.Object); ok {
			out, _ = value.Clone(was).(*value.Object)
		}
		for key, v := range o.All() {
			before, _ := out.Get(key)
			merged, ok := merge(s.Value(), before, v, depth+1)
			if !ok || !synth.Fits(s.Key(), key) {
				return nil, false
			}
			out.Set(key, merged)
		}
		return out, sized(s, out.Len())
	case awsapi.List:
		list, ok := said.([]any)
		if !ok {
			return nil, false
		}
		return mergeList(s, old, list, depth)
	case awsapi.Blob:
		return nil, false // answers have bytes in another form
	case awsapi.Timestamp:
		text, ok := said.(string)
		_, err := time.Parse(time.RFC3339, text)
		return said, ok && err == nil
	}
	return said, synth.Fits(m, said)
}

func mergeStructure(s awsapi.Shape, was, said *value.Object, depth int) (any, bool) {
	out, _ := value.Clone(was).(*value.Object)
	for name, v := range said.All() {
		m := s.Member(name)
		if !m.Exists() {
			continue
		}
		before, _ := out.Get(name)
		// What does not fit, such as a secret, stays what it was.
		if merged, ok := merge(m, before, v, depth+1); ok {
			out.Set(name, merged)
		}
	}
	for m := range s.Members() {
		if _, ok := out.Get(m.Name()); m.Required() && !ok {
			return nil, false
		}
	}
	return out, out.Len() > 0 && (!s.Union() || out.Len() == 1)
}

// mergeList puts settings over those with the same keys. Any other list takes the
// place of the one that was there.
func mergeList(s awsapi.Shape, old any, said []any, depth int) (any, bool) {
	keys := settingKeys(s.Elem().Shape())
	out := []any{}
	was, _ := old.([]any)
	if len(keys) > 0 {
		out = append(out, was...)
	}
	for i, item := range said {
		at := -1
		for i, other := range out {
			if len(keys) > 0 && equalAt(keys, item, other) {
				at = i
			}
		}
		var before any
		if at >= 0 {
			before = out[at]
		}
		merged, ok := merge(s.Elem(), before, item, depth+1)
		if !ok && before == nil && i < len(was) {
			merged, ok = merge(s.Elem(), was[i], item, depth+1) // with what cannot be said
		}
		switch {
		case !ok:
			return nil, false
		case at >= 0:
			out[at] = merged
		default:
			out = append(out, merged)
		}
	}
	return out, sized(s, len(out))
}

// settingKeys are the members that tell settings apart, such as Key beside Value,
// or Namespace and OptionName. A structure that is no setting has none.
func settingKeys(s awsapi.Shape) []string {
	var keys []string
	valued := false
	for m := range s.Members() {
		name := strings.ToLower(m.Name())
		if m.Shape().Type() != awsapi.String {
			continue
		}
		if strings.HasSuffix(name, "value") {
			valued = true
		}
		if strings.HasSuffix(name, "key") || strings.HasSuffix(name, "name") || name == "namespace" {
			keys = append(keys, m.Name())
		}
	}
	if !valued {
		return nil
	}
	return keys
}

// equalAt tells whether two settings have the same keys, of those that the first
// one has.
func equalAt(keys []string, said, other any) bool {
	x, _ := said.(*value.Object)
	y, _ := other.(*value.Object)
	some := false
	for _, key := range keys {
		v, ok := x.Get(key)
		if !ok {
			continue
		}
		some = true
		if w, _ := y.Get(key); !value.Equal(v, w) {
			return false
		}
	}
	return some
}

func sized(s awsapi.Shape, n int) bool {
	least, _ := s.Min().Int64()
	most, err := s.Max().Int64()
	return int64(n) >= least && (err != nil || int64(n) <= most)
}
