package python

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"time"
)

//go:embed read.py
var program string

// Each script must be read within this time, and Python must start within it.
// What takes longer is no script that a person wrote.
const timeLimit = 20 * time.Second

// mostAhead is how many scripts are sent before their answers are there.
const mostAhead = 64

// interpreter is a process that reads scripts.
type interpreter struct {
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

// serve runs the interpreter until nothing is read any more. Scripts are sent
// while earlier ones are being read, so that Python never waits for us.
func (r *Reader) serve() {
	defer close(r.ended)
	python, err := startOne(r.path)
	if err != nil {
		r.fail(err)
		return
	}
	sent, received := make(chan *reading, mostAhead), make(chan struct{})
	go func() {
		defer close(received)
		r.receive(python, sent)
	}()
	for next := r.next(); next != nil; next = r.next() {
		// When it cannot be written to, reading from it tells what is wrong.
		_, _ = fmt.Fprintf(python.in, "%d %d\n%s", len(next.text), next.minor, next.text)
		sent <- next
	}
	python.kill()
	close(sent)
	<-received
	python.end()
}

// receive takes the answers, which come in the order of the requests.
func (r *Reader) receive(python *interpreter, sent <-chan *reading) {
	working := true
	for next := range sent {
		if working {
			if err := python.read(next); err != nil {
				working = false
				r.fail(fmt.Errorf("read Python scripts: %w", err))
				python.kill()
			}
		}
		close(next.done)
	}
}

// startOne starts the interpreter at a path, or the first that answers when the
// path is empty. The error is about the first.
func startOne(path string) (*interpreter, error) {
	paths := []string{path}
	if path == "" {
		paths = interpreters()
	}
	first := ErrNotInstalled
	for i, path := range paths {
		python, err := start(path)
		if err == nil {
			return python, nil
		}
		if i == 0 {
			first = fmt.Errorf("start %s: %w", path, err)
		}
	}
	return nil, first
}

func start(path string) (*interpreter, error) {
	// -I and -S keep out the user's modules and settings.
	p := &interpreter{process: exec.Command(path, "-I", "-S", "-W", "ignore", "-c", program)}
	in, err := p.process.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := p.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.process.Start(); err != nil {
		return nil, err
	}
	p.in, p.out = in, bufio.NewReader(out)
	var version []int
	if err := p.line(&version); err != nil {
		p.kill()
		p.end()
		return nil, fmt.Errorf("it is not Python 3.8 or newer: %w", err)
	}
	return p, nil
}

// read takes the answer about a script.
func (p *interpreter) read(script *reading) error {
	var a answer
	if err := p.line(&a); err != nil {
		return err
	}
	tree, err := a.tree(script.text)
	script.tree, script.err = tree, a.error(script.text)
	return err
}

// line reads a line of JSON. An interpreter that takes too long is ended: then
// reading from it fails.
func (p *interpreter) line(into any) error {
	timer := time.AfterFunc(timeLimit, p.kill)
	defer timer.Stop()
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(line, into)
}

// kill ends the process, which has nothing to lose.
func (p *interpreter) kill() { _ = p.process.Process.Kill() }

// end frees what the process holds, after the last use of it.
func (p *interpreter) end() {
	p.in.Close()
	_ = p.process.Wait() // the error tells that it was killed
}
