package lint

import (
	"sync"

	"github.com/ssmkit/ssmkit/document"
)

// facts are what several rules want to know about a document. Each is computed
// when the first rule asks.
type facts struct {
	doc          *document.Document
	texts        once[[]Text]
	references   once[[]Reference]
	slips        once[[]Slip]
	calls        once[[]*Call]
	mixUps       once[map[*Call]*MixUp]
	violations   once[[]Violation]
	scripts      once[[]*Script]
	shellScripts once[[]*ShellScript]
	graph        once[*Graph]
	jumps        once[[]document.Jump]
	conditions   once[[]Condition]

	// unread tells that a rule has asked for what is in a script and nobody on
	// this machine could read it.
	unread bool
}

// once computes a value at the first call of get.
type once[T any] struct {
	once  sync.Once
	value T
}

func (o *once[T]) get(compute func() T) T {
	o.once.Do(func() { o.value = compute() })
	return o.value
}
