package world

import (
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// transition is an operation that takes a resource from one state to another, and
// shows it in the answer. The parameter with the ID is called as in the
// description, which the answer has under the name of its shape.
type transition struct {
	kind *kind
	// from are the states in which it may begin, wrong is AWS's error in another.
	from  []string
	wrong func(id, state string) error
	// via and to are the states meanwhile and in the end.
	via, to string
	takes   time.Duration
	// also is what happens besides; nil for nothing.
	also func(w *World, req cloud.Request, i *item) error
}

func (t *transition) answer(w *World, req cloud.Request) (*value.Object, error) {
	i, err := w.needed(t.kind, given(req, t.kind.id))
	if err != nil {
		return nil, err
	}
	// One that was made up is in whatever state the call needs.
	if state := i.state(t.kind); state != "" && !slices.Contains(t.from, state) {
		return nil, t.wrong(i.id, state)
	}
	if t.also != nil {
		if err := t.also(w, req, i); err != nil {
			return nil, err
		}
	}
	w.become(t.kind, i, t.takes, t.via, t.to)
	return value.New(t.kind.shape, w.describe(req, t.kind, i, t.kind.shape)), nil
}
