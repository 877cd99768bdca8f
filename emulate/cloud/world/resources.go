package world

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// resources are those of one kind, in the order in which they were added, which
// is the order in which they are described.
type resources[T any] struct {
	ids []string
	of  map[string]T
	// gone are the IDs of those that were deleted.
	gone map[string]bool
}

func (r *resources[T]) add(id string, resource T) {
	if r.of == nil {
		r.of = map[string]T{}
	}
	if _, ok := r.of[id]; !ok {
		r.ids = append(r.ids, id)
	}
	r.of[id] = resource
}

func (r *resources[T]) get(id string) (T, bool) {
	resource, ok := r.of[id]
	return resource, ok
}

func (r *resources[T]) delete(id string) {
	delete(r.of, id)
	if r.gone == nil {
		r.gone = map[string]bool{}
	}
	r.gone[id] = true
	r.ids = slices.DeleteFunc(r.ids, func(other string) bool { return other == id })
}

// idErrors are AWS's errors about the IDs of a kind of resource.
type idErrors struct {
	wellFormed func(id string) bool
	malformed  func(id string) error
	notFound   func(id string) error
}

// find gives the resources with these IDs in the order of the account, all of
// them when no IDs are given. One that is there is found whatever its ID looks
// like.
func (r *resources[T]) find(ids []string, errors idErrors) ([]T, error) {
	for _, id := range ids {
		if _, ok := r.of[id]; ok {
			continue
		}
		if !errors.wellFormed(id) {
			return nil, errors.malformed(id)
		}
		if !r.gone[id] {
			return nil, &stranger{errors.notFound(id)}
		}
		return nil, errors.notFound(id)
	}
	var found []T
	for _, id := range r.ids {
		if len(ids) == 0 || slices.Contains(ids, id) {
			found = append(found, r.of[id])
		}
	}
	return found, nil
}

// describe answers an operation of EC2 that describes resources: those with the
// IDs in a parameter, or all, filtered and in pages. The error for results that
// are limited beside IDs calls the parameter as it is on the wire.
func describe[T any](
	req cloud.Request, of *resources[T], parameterName, wireName string, errors idErrors,
	show func(T) *value.Object, paths map[string]string, member string,
) (*value.Object, error) {
	ids := texts(parameter(req, parameterName))
	page, err := newPage(req, ec2Pages(wireName, len(ids) > 0))
	if err != nil {
		return nil, err
	}
	filters, err := ec2Filters(req)
	if err != nil {
		return nil, err
	}
	found, err := of.find(ids, errors)
	if err != nil {
		return nil, err
	}
	var shown []any
	for _, resource := range found {
		if described := show(resource); filters.match(described, paths, nil) {
			shown = append(shown, described)
		}
	}
	return page.answer(member, shown), nil
}

// AddResource puts a resource into the account that a runbook takes for granted:
// an instance (i-), a volume (vol-), a snapshot (snap-), an image (ami-), a
// security group (sg-) or a subnet (subnet-). Of other IDs it knows nothing. One
// that is there already stays as it is.
func (w *World) AddResource(id string) {
	prefix, _, _ := strings.Cut(id, "-")
	if prefix == "i" {
		w.AddInstance(id)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var k *kind
	switch prefix {
	case "sg":
		w.addDefaultGroup()
		k = &groups
	case "subnet":
		if !slices.ContainsFunc(w.net.subnets, func(s subnet) bool { return s.id == id }) {
			added := w.net.subnets[0]
			added.id = id
			w.net.subnets = append(w.net.subnets, added)
		}
	case "vol":
		k = &volumes
	case "snap":
		k = &snapshots
	case "ami":
		k = &images
	}
	if k != nil && !w.exists(k, id) {
		w.add(k, value.New(k.id, id)).assumed = true
	}
}
