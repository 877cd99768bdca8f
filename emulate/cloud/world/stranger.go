package world

import "errors"

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
