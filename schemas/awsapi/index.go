package awsapi

import (
	_ "embed"
	"iter"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

//go:embed index.bin
var embedded []byte

// index is the embedded archive. Nothing of it is read before the first call.
func index() layout.Archive { return layout.Archive(embedded) }

// opened holds what was read of the index: a function per entry, so that each
// is read once however many goroutines ask.
var opened sync.Map

// read returns an entry of the index, read in by make on the first call.
func read[T any](entry string, make func([]byte) T) (T, error) {
	type result = func() (T, error)
	once, ok := opened.Load(entry)
	if !ok {
		once, _ = opened.LoadOrStore(entry, sync.OnceValues(func() (T, error) {
			text, err := index().Read(entry)
			if err != nil {
				var none T
				return none, err
			}
			return make(text), nil
		}))
	}
	return once.(result)()
}

// Source says which models the index was made from, in one line for people.
func Source() string {
	text, err := read(layout.EntrySource, func(b []byte) string { return string(b) })
	if err != nil {
		return "" // only a broken build has an index without it
	}
	return text
}

// Services yields the names of all services in ascending order, as boto3 spells
// them ("ec2", "elbv2"). It opens none of them.
func Services() iter.Seq[string] {
	return func(yield func(string) bool) {
		for name := range index().Names() {
			if !strings.HasPrefix(name, "/") && !yield(name) {
				return
			}
		}
	}
}
