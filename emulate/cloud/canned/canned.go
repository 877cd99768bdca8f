// Package canned answers API calls from files that the user wrote, or that the
// AWS CLI printed.
//
//	fixtures, err := canned.Open(os.DirFS("responses"), "responses")
//	fixtures, err := canned.Parse(document.NewSource("responses.yaml", text))
//
// A folder holds one file per operation, responses/ec2/DescribeInstances.json
// or .yaml for example, in any spelling of the names that a runbook may use. It
// answers every call of the operation, whatever its parameters are. A single file
// holds entries, which may ask for parameters, give answers one after the other,
// refuse, and tell the results of steps; docs/responses.md describes it. Each
// answer is checked against the index of AWS's APIs: a member that AWS never sends
// is an error at its place in the file.
//
// It lives here: finding, reading and checking the files, choosing the entry
// that answers a call, and writing entries as a file. Folder and file are two
// ways to make entries; what asks for an answer knows only them. It does not live
// here: which members an answer may have (package shapecheck), and what a step
// makes of its result (package emulate).
package canned

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Canned is a cloud.Cloud that answers from files.
type Canned struct {
	// name is what messages call the folder; empty for a single file.
	name string

	mu sync.Mutex // guards what follows
	// steps are the entries about steps.
	steps []*stepEntry
	// entries are those of an operation, in the order in which they are tried.
	entries map[awsapi.OperationName][]entry
}

// entry is something that answers calls of one operation.
type entry interface {
	// answer is what a call with these parameters gets, or the error of one that
	// AWS refuses or that cannot be read. It is false for a call that the entry is
	// not for. The answer must not be changed.
	answer(input *value.Object) (output *value.Object, ok bool, err error)
	// place is where the entry is written, for messages.
	place() string
}

// Open looks through a folder. The name is what messages call it. Files and
// folders that cannot belong to any operation are an error that says which name
// is near; what the files hold is read when it is first asked for.
func Open(folder fs.FS, name string) (*Canned, error) {
	c := &Canned{name: name, entries: map[awsapi.OperationName][]entry{}}
	services, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	for _, service := range services {
		if hidden(service.Name()) {
			continue
		}
		if !service.IsDir() {
			if format(service.Name()) == "" {
				continue
			}
			return nil, fmt.Errorf("%s: answers lie in a folder named after their service, %s/ec2/DescribeInstances.json for example",
				path.Join(name, service.Name()), name)
		}
		if err := c.addService(folder, service.Name()); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Canned) addService(folder fs.FS, service string) error {
	files, err := fs.ReadDir(folder, service)
	if err != nil {
		return fmt.Errorf("read %s: %w", path.Join(c.name, service), err)
	}
	for _, found := range files {
		extension := format(found.Name())
		if hidden(found.Name()) || found.IsDir() || extension == "" {
			continue
		}
		within := path.Join(service, found.Name())
		op, err := awsapi.Lookup(service, strings.TrimSuffix(found.Name(), extension))
		if err != nil {
			return fmt.Errorf("%s: %w", path.Join(c.name, within), err)
		}
		key := awsapi.OperationName{Service: op.Service().Name(), Operation: op.Name()}
		if other := c.entries[key]; other != nil {
			return fmt.Errorf("%s: %s answers %s already", path.Join(c.name, within), other[0].place(), key)
		}
		c.entries[key] = []entry{&file{op: op, folder: folder, path: within, shown: path.Join(c.name, within)}}
	}
	return nil
}

// format is the extension of a file that may hold an answer, empty for others,
// such as a README.
func format(file string) string {
	extension := path.Ext(file)
	if slices.Contains([]string{".json", ".yaml", ".yml"}, strings.ToLower(extension)) {
		return extension
	}
	return ""
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// Call implements cloud.Cloud. The first entry that is for the call answers.
func (c *Canned) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range c.entries[awsapi.OperationName{Service: req.Service, Operation: req.Operation}] {
		output, ok, err := e.answer(req.Input)
		if err != nil {
			return cloud.Response{}, err
		}
		if ok {
			return cloud.Response{Output: value.Clone(output).(*value.Object)}, nil
		}
	}
	none := &cloud.NoAnswerError{Service: req.Service, Operation: req.Operation}
	if c.name != "" {
		none.Hint = "put the answer, as the AWS CLI prints it, into " + path.Join(c.name, req.Service, req.Operation+".json")
	}
	return cloud.Response{}, none
}
