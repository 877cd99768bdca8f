package python

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/lint"
)

//go:embed read.py
var program string

// Each script must be read within this time, the start of Python included. What
// takes longer is no script that a person wrote.
const timeLimit = 20 * time.Second

// ErrNotInstalled says that this machine has no Python.
var ErrNotInstalled = errors.New("there is no python3 on this machine")

// Reader reads Python scripts. It starts Python when the first script comes and
// keeps that one process until Close. It may be used by several goroutines,
// which then wait for each other.
type Reader struct {
	path string

	mu      sync.Mutex
	started bool
	err     error // why nothing can be read any more
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	// read are the answers so far: documents have copies of each other's scripts,
	// and one that is mended is looked at again and again.
	read map[request]*lint.Python
}

// callsAlone stands in the place of a handler in what asks for API calls.
const callsAlone = "?"

type request struct {
	text, handler string
	minor         int
}

// NewReader makes a Reader that uses the interpreter at a path, or a python3 of
// the PATH when it is empty. Close it after use.
func NewReader(path string) *Reader {
	return &Reader{path: path, read: map[request]*lint.Python{}}
}

// ReadPython reads a script. The handler is the name of the function whose reads
// and results are asked for; minor is the minor version of the runtime, 0 when
// any will do. The answer is nil when the script could not be read or when it
// may be right in another version of Python; Err tells whether that is so for
// all scripts. It must not be changed.
func (r *Reader) ReadPython(text, handler string, minor int) *lint.Python {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return nil
	}
	asked := request{text, handler, minor}
	if known, ok := r.read[asked]; ok {
		return known
	}
	answer, err := r.answer(asked)
	if err != nil {
		return nil
	}
	read := answer.python(text)
	r.read[asked] = read
	return read
}

// answer asks the interpreter, which is started when it is first needed. After an
// error nothing can be asked any more.
func (r *Reader) answer(asked request) (answer, error) {
	if !r.started {
		r.started = true
		r.err = r.start()
	}
	if r.err != nil {
		return answer{}, r.err
	}
	a, err := r.ask(asked)
	if err != nil {
		r.err = fmt.Errorf("read Python scripts: %w", err)
		r.stop()
	}
	return a, r.err
}

// Err tells why scripts were not read: ErrNotInstalled, or what went wrong with
// the interpreter. It is nil when all was well or nothing was asked for.
func (r *Reader) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Close ends the interpreter. Scripts cannot be read afterwards.
func (r *Reader) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stop()
	if r.err == nil {
		r.started, r.err = true, errors.New("the reader is closed")
	}
}

// start tries the interpreters until one of them answers. The error is about the
// first.
func (r *Reader) start() error {
	paths := []string{r.path}
	if r.path == "" {
		paths = interpreters()
	}
	first := ErrNotInstalled
	for i, path := range paths {
		err := r.run(path)
		if err == nil {
			return nil
		}
		if i == 0 {
			first = err
		}
	}
	return first
}

func (r *Reader) run(path string) error {
	// -I and -S keep out the user's modules and settings.
	r.process = exec.Command(path, "-I", "-S", "-W", "ignore", "-c", program)
	in, err := r.process.StdinPipe()
	if err != nil {
		return fmt.Errorf("start %s: %w", path, err)
	}
	out, err := r.process.StdoutPipe()
	if err != nil {
		return fmt.Errorf("start %s: %w", path, err)
	}
	if err := r.process.Start(); err != nil {
		return fmt.Errorf("start %s: %w", path, err)
	}
	r.in, r.out = in, bufio.NewReader(out)
	var version []int
	if err := r.within(func() error { return r.line(&version) }); err != nil {
		r.stop()
		return fmt.Errorf("start %s: it is not Python 3.8 or newer: %w", path, err)
	}
	return nil
}

func (r *Reader) stop() {
	if r.in == nil {
		return
	}
	r.in.Close()
	// It has nothing to lose; the errors would tell that it had ended already.
	_ = r.process.Process.Kill()
	_ = r.process.Wait()
	r.in = nil
}

// identifier are the names that can be a function's.
var identifier = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_]*$`)
})

func (r *Reader) ask(q request) (answer, error) {
	handler := q.handler
	if handler != callsAlone && !identifier().MatchString(handler) {
		handler = "-"
	}
	var a answer
	err := r.within(func() error {
		if _, err := fmt.Fprintf(r.in, "%d %s %d\n%s", len(q.text), handler, q.minor, q.text); err != nil {
			return err
		}
		return r.line(&a)
	})
	return a, err
}

// within does something with the interpreter, which is ended when that takes
// too long: then reading from it fails.
func (r *Reader) within(do func() error) error {
	timer := time.AfterFunc(timeLimit, func() { _ = r.process.Process.Kill() })
	defer timer.Stop()
	return do()
}

func (r *Reader) line(into any) error {
	line, err := r.out.ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, into)
}
