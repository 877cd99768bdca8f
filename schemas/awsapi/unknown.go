package awsapi

import (
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// An UnknownServiceError says that there is no service of a name.
type UnknownServiceError struct {
	Service string // as it was asked for
}

// Nearest are boto3's names of the services that may have been meant, the
// likeliest first; there may be none. They are looked for when they are asked
// for: many callers only want to know that there is no such service.
func (e *UnknownServiceError) Nearest() []string {
	var found []string
	if d, err := openDirectory(); err == nil {
		found = d.servicesCalled(e.Service)
	}
	for _, s := range nearest.Several(strings.ToLower(e.Service), Services(), fewNames) {
		if !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	return found
}

func (e *UnknownServiceError) Error() string {
	message := fmt.Sprintf("no AWS service is called %q", e.Service)
	if near := e.Nearest(); len(near) > 0 {
		message += fmt.Sprintf("; did you mean %q?", near[0])
	}
	return message
}

// An UnknownOperationError says that a service has no operation of a name.
type UnknownOperationError struct {
	Service string // boto3's name of the service
	API     string // as it was asked for

	service Service
}

// An OperationName names an operation of a service.
type OperationName struct{ Service, Operation string }

// String is the usual short form, such as "ec2:DescribeInstances".
func (n OperationName) String() string { return n.Service + ":" + n.Operation }

// Nearest are operations of the service that may have been meant, the likeliest
// first; there may be none. Like Elsewhere, they are looked for at each call.
func (e *UnknownOperationError) Nearest() []string {
	return nearest.Several(squash(e.API), func(yield func(string) bool) {
		for op := range e.service.Operations() {
			if !yield(op.Name()) {
				return
			}
		}
	}, fewNames)
}

// Elsewhere are operations of other services with exactly this name in any
// spelling, those of the largest services first; if there are none and Nearest
// is empty too, those with the nearest name.
func (e *UnknownOperationError) Elsewhere() []OperationName {
	d, err := openDirectory()
	if err != nil {
		return nil // the names elsewhere are only a help
	}
	pascal := squash(e.API)
	found := d.operationsCalled(pascal)
	if len(found) == 0 && len(e.Nearest()) == 0 {
		if name, ok := nearest.Of(pascal, lines(d.columns[layout.DirectoryOperation])); ok {
			found = d.operationsCalled(name)
		}
	}
	return found
}

func (e *UnknownOperationError) Error() string {
	message := fmt.Sprintf("service %q has no operation %q", e.Service, e.API)
	near, elsewhere := e.Nearest(), e.Elsewhere()
	switch {
	case len(near) > 0 && (len(elsewhere) == 0 || nearest.Slip(squash(e.API), near[0])):
		return message + fmt.Sprintf("; did you mean %q?", near[0])
	case len(elsewhere) > 0:
		return message + fmt.Sprintf("; did you mean %q of service %q?", elsewhere[0].Operation, elsewhere[0].Service)
	}
	return message
}

// fewNames is how many names an error offers at most.
const fewNames = 5

// squash takes the low lines out of a name, so that it can be compared with
// AWS's names without regard to case.
func squash(name string) string { return strings.ReplaceAll(name, "_", "") }

// A directory says who has an operation of a name.
type directory struct{ columns [][]byte }

func openDirectory() (directory, error) {
	return read(layout.EntryOperations, func(b []byte) directory {
		return directory{layout.SplitColumns(b, layout.DirectoryColumns)}
	})
}

// operationsCalled are all operations of a name without regard to case, those
// of the services with the most operations first: they are the best known.
func (d directory) operationsCalled(name string) []OperationName {
	var found []OperationName
	i := 0
	for operation := range lines(d.columns[layout.DirectoryOperation]) {
		if strings.EqualFold(operation, name) {
			for service := range d.owners(layout.DirectoryOperationStart, layout.DirectoryOperationOwner, i) {
				found = append(found, OperationName{service, operation})
			}
		}
		i++
	}
	size := d.sizes()
	slices.SortStableFunc(found, func(a, b OperationName) int { return size[b.Service] - size[a.Service] })
	return found
}

// sizes are the numbers of operations of all services.
func (d directory) sizes() map[string]int {
	size := map[string]int{}
	services := slices.Collect(lines(d.columns[layout.DirectoryService]))
	for owner := range slices.Chunk(d.columns[layout.DirectoryOperationOwner], 2) {
		size[services[binary.LittleEndian.Uint16(owner)]]++
	}
	return size
}

// servicesCalled are the services that AWS calls by a name in other places, as
// "monitoring" is CloudWatch's endpoint, without regard to case, blanks and
// marks.
func (d directory) servicesCalled(name string) []string {
	var found []string
	i, wanted := 0, plain(name)
	for other := range lines(d.columns[layout.DirectoryName]) {
		if plain(other) == wanted {
			for service := range d.owners(layout.DirectoryNameStart, layout.DirectoryNameOwner, i) {
				if !slices.Contains(found, service) {
					found = append(found, service)
				}
			}
		}
		i++
	}
	slices.Sort(found)
	return found[:min(len(found), fewNames)]
}

// plain leaves only letters and digits, in lower case, and drops the company.
func plain(name string) string {
	name = strings.ToLower(name)
	name = strings.TrimPrefix(strings.TrimPrefix(name, "aws"), "amazon")
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, name)
}

// owners yields the services that own a line.
func (d directory) owners(starts, owners layout.DirectoryColumn, line int) iter.Seq[string] {
	return func(yield func(string) bool) {
		services := slices.Collect(lines(d.columns[layout.DirectoryService]))
		start := binary.LittleEndian.Uint32(d.columns[starts][4*line:])
		end := binary.LittleEndian.Uint32(d.columns[starts][4*line+4:])
		for i := start; i < end; i++ {
			if !yield(services[binary.LittleEndian.Uint16(d.columns[owners][2*i:])]) {
				return
			}
		}
	}
}

// lines yields the lines of a part of the index that end with a line feed.
func lines(part []byte) iter.Seq[string] {
	return func(yield func(string) bool) {
		for text := inPlace(part); text != ""; {
			line, rest, _ := strings.Cut(text, "\n")
			if !yield(line) {
				return
			}
			text = rest
		}
	}
}
