package memory

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Subject is a resource that a call changes or makes, or a setting of an account.
type Subject struct {
	// ids are the identities that tell it from others: an API by its ID, its stage
	// by the name as well.
	ids []identity
	// setting is what the operation is about, behind the service, where an account
	// may have but one of it: ec2 EbsEncryptionByDefault.
	setting string
}

// Names are the texts that tell the resource from others; none for a setting.
func (s Subject) Names() []string {
	var names []string
	for _, id := range s.ids {
		names = append(names, id.text)
	}
	return names
}

// Subjects are what a call changes or makes, by what the answer calls it and by the
// name that the call gives it. There are none for calls that leave nothing behind,
// such as one that publishes a message.
func Subjects(op awsapi.Operation, input, output *value.Object) []Subject {
	verb, noun := split(op)
	if slices.Contains([]string{"Publish", "Send", "Invoke"}, verb) {
		return nil
	}
	makes := slices.Contains(making, verb)
	var out []Subject
	for _, ids := range subjects(op, input, output, noun, makes) {
		if !learns(verb) {
			// What runs or sends something names what it uses as well.
			ids = slices.DeleteFunc(ids, func(id identity) bool { return !related(id.thing, noun) })
		}
		if len(ids) > 0 {
			out = append(out, Subject{ids: ids})
		}
	}
	all, _, _ := called(op, input)
	for _, id := range all {
		if makes && id.thing == noun {
			out = append(out, Subject{ids: []identity{id}})
		}
	}
	if len(out) == 0 && learns(verb) {
		out = listed(input)
	}
	return append(out, Subject{setting: setting(op)})
}

// setting is what an operation is about, as it is written there.
func setting(op awsapi.Operation) string {
	verb, _ := split(op)
	return op.Service().Name() + " " + strings.TrimPrefix(op.Name(), verb)
}

// listed is what a call changes that names it in a list and in no other way, as one
// that gives tags to Resources.
func listed(input *value.Object) []Subject {
	var out []Subject
	for name, v := range input.All() {
		list, _ := v.([]any)
		for _, item := range list {
			if text, ok := item.(string); ok && text != "" {
				out = append(out, Subject{ids: []identity{{synth.Singular(strings.ToLower(name)), "", text}}})
			}
		}
	}
	return out
}

// Names are the texts in an answer that tell resources from others: what members
// hold that are called an ID, an ARN or a name, and may be anything.
func Names(op awsapi.Operation, output *value.Object) []string {
	var out []string
	_, noun := split(op)
	walk(op.Output(), output, noun, 0, func(s awsapi.Shape, o *value.Object, of string) {
		for m := range s.Members() {
			switch v, _ := o.Get(m.Name()); v := v.(type) {
			case string:
				if _, ok := named(m.Name(), of, v); ok && free(m) {
					out = append(out, v)
				}
			case []any:
				for _, item := range v {
					text, _ := item.(string)
					if _, ok := named(synth.Singular(strings.ToLower(m.Name())), of, text); ok && free(m.Shape().Elem()) {
						out = append(out, text)
					}
				}
			}
		}
	})
	return out
}

// free tells whether a member holds any text, not one of those that AWS has.
func free(m awsapi.Member) bool {
	if m.Shape().Type() != awsapi.String {
		return false
	}
	for range m.Enum() {
		return false
	}
	return true
}
