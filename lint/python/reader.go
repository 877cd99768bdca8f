package python

import (
	"errors"
	"sync"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/python/syntax"
)

// ErrNotInstalled says that this machine has no Python.
var ErrNotInstalled = errors.New("there is no python3 on this machine")

// Reader reads Python scripts. It starts Python when the first script comes that
// it does not read itself, and keeps that one process until Close. It may be used
// by several goroutines.
type Reader struct {
	path string

	mu      sync.Mutex
	changed *sync.Cond // of asked and err
	asked   []*reading // that have not been sent yet
	err     error      // why nothing can be read any more
	// known are all readings of the interpreter: documents have copies of each
	// other's scripts, and one that is mended is looked at again and again.
	known map[request]*reading
	ended chan struct{} // closed after the last use of the interpreter; nil before the first
}

type request struct {
	text  string
	minor int // of the runtime, 0 for any
}

// reading is a script that is being read. When it is done there is a tree or an
// error; neither when nothing can be said about the script.
type reading struct {
	request
	done chan struct{}
	tree *syntax.Node
	err  *lint.PythonError
}

// NewReader makes a Reader that uses the interpreter at a path, or a python3 of
// the PATH when it is empty. Close it after use.
func NewReader(path string) *Reader {
	r := &Reader{path: path, known: map[request]*reading{}}
	r.changed = sync.NewCond(&r.mu)
	return r
}

// ReadPython begins to read a script and returns a function that waits for the
// answer, as lint.PythonReader has it. The answer is also nil when the script may
// be right in another version of Python, and when it is larger than any document;
// Err tells whether Python can be asked at all.
func (r *Reader) ReadPython(text, handler string, minor int) (wait func() *lint.Python) {
	reading := r.begin(request{text, minor})
	return func() *lint.Python {
		<-reading.done
		switch {
		case reading.err != nil:
			return &lint.Python{Error: reading.err}
		case reading.tree == nil:
			return nil
		}
		return facts(reading.tree, handler)
	}
}

// mostBytes is how long a script may be to be read. A document holds 64 KB.
const mostBytes = 256 << 10

// begin reads a script here if it is plain Python. Else it hands the request to
// the interpreter, unless it has been made before.
func (r *Reader) begin(asked request) *reading {
	begun := &reading{request: asked, done: make(chan struct{})}
	if len(asked.text) > mostBytes {
		close(begun.done)
		return begun
	}
	if tree, plain := syntax.Parse(asked.text, asked.minor); plain {
		begun.tree = tree
		close(begun.done)
		return begun
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if known := r.known[asked]; known != nil {
		return known
	}
	if r.err != nil {
		close(begun.done)
		return begun
	}
	r.known[asked] = begun
	r.asked = append(r.asked, begun)
	if r.ended == nil {
		r.ended = make(chan struct{})
		go r.serve()
	}
	r.changed.Signal()
	return begun
}

// next waits for a request that has not been sent; nil when no more are.
func (r *Reader) next() *reading {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.asked) == 0 && r.err == nil {
		r.changed.Wait()
	}
	if r.err != nil {
		return nil
	}
	first := r.asked[0]
	r.asked = r.asked[1:]
	return first
}

// fail ends all reading. The first reason counts.
func (r *Reader) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
	for _, left := range r.asked {
		close(left.done)
	}
	r.asked = nil
	r.changed.Signal()
}

// Err tells why scripts were not read: ErrNotInstalled, or what went wrong with
// the interpreter. It is nil when all was well or nothing was asked for.
func (r *Reader) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Close ends the interpreter. No more scripts can be read afterwards.
func (r *Reader) Close() {
	r.fail(errors.New("the reader is closed"))
	r.mu.Lock()
	ended := r.ended
	r.mu.Unlock()
	if ended != nil {
		<-ended
	}
}
