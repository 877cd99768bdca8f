package world

import (
	"context"
	"errors"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// stranger is the refusal of a call about a resource that the account has never
// had. In an open account it is somebody else's to answer.
type stranger struct{ refusal error }

func (s *stranger) Error() string { return s.refusal.Error() }

// admit decides about the error of a call: whether it is AWS's refusal or, in an
// open account, none of its business.
func (w *World) admit(err error) (refusal error, elsewhere bool) {
	var unknown *stranger
	if !errors.As(err, &unknown) {
		return err, false
	}
	return unknown.refusal, w.config.Open
}

// errElsewhere leaves a call to somebody else in an open account and in a closed
// one: the account cannot tell what AWS would answer.
var errElsewhere = errors.New("not known to the account")

// unpeopled leaves a call that lists resources to somebody else, when an open
// account has never had any of the kind: there may be some that nobody has named.
func (w *World) unpeopled(ever int) error {
	if w.config.Open && ever == 0 {
		return &stranger{errElsewhere}
	}
	return nil
}

// ever is how many resources there are or were.
func (r *resources[T]) ever() int { return len(r.ids) + len(r.gone) }

// invent asks for an invented answer to a call, and takes out of it what is at a
// path: the structure, or the first one in a list. It is nil when there is none.
func (w *World) invent(req cloud.Request, path []string) *value.Object {
	if w.config.Invent == nil {
		return nil
	}
	answer, err := w.config.Invent.Call(context.Background(), req)
	if err != nil {
		return nil
	}
	var at any = answer.Output
	for _, name := range path {
		o, _ := at.(*value.Object)
		at, _ = o.Get(name)
		if list, ok := at.([]any); ok && len(list) > 0 {
			at = list[0]
		}
	}
	o, _ := at.(*value.Object)
	w.invented = w.invented || o != nil && answer.Invented
	return o
}
