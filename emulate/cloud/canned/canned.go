// Package canned answers API calls from files that the user wrote, or that the
// AWS CLI printed.
//
//	fixtures, err := canned.Open(os.DirFS("responses"), "responses")
//
// The folder holds one file per operation, responses/ec2/DescribeInstances.json
// or .yaml for example, in any spelling of the names that a runbook may use. It
// answers every call of the operation, whatever its parameters are. Each answer
// is checked against the index of AWS's APIs: a member that AWS never sends is
// an error at its place in the file.
//
// It lives here: finding, reading and checking the files, and choosing the entry
// that answers a call. The folder is one way to make entries; what asks for an
// answer knows only them.
package canned

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Canned is a cloud.Cloud that answers from files.
type Canned struct {
	// name is what messages call the place of the files.
	name    string
	entries map[awsapi.OperationName][]*entry
}

// Open looks through a folder. The name is what messages call it. Files and
// folders that cannot belong to any operation are an error that says which name
// is near; what the files hold is read when it is first asked for.
func Open(folder fs.FS, name string) (*Canned, error) {
	c := &Canned{name: name, entries: map[awsapi.OperationName][]*entry{}}
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
	for _, file := range files {
		extension := format(file.Name())
		if hidden(file.Name()) || file.IsDir() || extension == "" {
			continue
		}
		within := path.Join(service, file.Name())
		op, err := awsapi.Lookup(service, strings.TrimSuffix(file.Name(), extension))
		if err != nil {
			return fmt.Errorf("%s: %w", path.Join(c.name, within), err)
		}
		key := awsapi.OperationName{Service: op.Service().Name(), Operation: op.Name()}
		if other := c.entries[key]; other != nil {
			return fmt.Errorf("%s: %s answers %s already", path.Join(c.name, within), other[0].shown, key)
		}
		c.entries[key] = []*entry{{op: op, folder: folder, path: within, shown: path.Join(c.name, within)}}
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

// Call implements cloud.Cloud.
func (c *Canned) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	entries := c.entries[awsapi.OperationName{Service: req.Service, Operation: req.Operation}]
	if len(entries) == 0 {
		return cloud.Response{}, &cloud.NoAnswerError{
			Service: req.Service, Operation: req.Operation,
			Hint: fmt.Sprintf("put the answer, as the AWS CLI prints it, into %s",
				path.Join(c.name, req.Service, req.Operation+".json")),
		}
	}
	output, err := entries[0].answer()
	if err != nil {
		return cloud.Response{}, err
	}
	return cloud.Response{Output: value.Clone(output).(*value.Object)}, nil
}

// ProblemsError says what is wrong in a file.
type ProblemsError struct {
	// Problems are in the order of the file.
	Problems []Problem
}

// Problem is one thing wrong in a file.
type Problem struct {
	File    string
	Pos     document.Pos
	Message string
}

// Error is one line per problem, in the form of a compiler.
func (e *ProblemsError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s", p.File, p.Pos.Line, p.Pos.Column, p.Message)
	}
	return strings.Join(lines, "\n")
}
