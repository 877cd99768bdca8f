package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

type tag struct{ key, value string }

// setTag gives a resource a tag, in place of one with the same key.
func (w *World) setTag(id string, t tag) {
	tags, ok := w.tags[id]
	if !ok {
		w.tagOrder = append(w.tagOrder, id)
	}
	if i := slices.IndexFunc(tags, func(other tag) bool { return other.key == t.key }); i >= 0 {
		tags[i] = t
		return
	}
	w.tags[id] = append(tags, t)
}

// tagValues are the tags of a resource as the API shows them.
func (w *World) tagValues(id string) []any {
	list := []any{}
	for _, t := range w.tags[id] {
		list = append(list, value.New("Key", t.key, "Value", t.value))
	}
	return list
}

// readTags reads a list of tags in a request.
func readTags(v any) []tag {
	list, _ := v.([]any)
	var out []tag
	for _, item := range list {
		given, _ := item.(*value.Object)
		key, _ := given.Get("Key")
		v, _ := given.Get("Value")
		var t tag
		t.key, _ = key.(string)
		t.value, _ = v.(string)
		out = append(out, t)
	}
	return out
}

// resourceTypes are what EC2 calls the kinds of resources, by how their IDs begin.
var resourceTypes = map[string]string{
	"i": "instance", "vol": "volume", "snap": "snapshot", "ami": "image", "sg": "security-group", "vpc": "vpc",
	"subnet": "subnet", "eni": "network-interface", "rtb": "route-table", "igw": "internet-gateway",
	"nat": "natgateway", "eipalloc": "elastic-ip", "lt": "launch-template",
}

func resourceType(id string) string {
	prefix, _, _ := strings.Cut(id, "-")
	return resourceTypes[prefix]
}

// taggable tells AWS's error for a resource that is not there. Of kinds that the
// account does not hold, any ID will do.
func (w *World) taggable(id string) error {
	var k *kind
	switch resourceType(id) {
	case "":
		return &stranger{refuse("InvalidID", fmt.Sprintf("The ID '%s' is not valid", id))}
	case "instance":
		_, err := w.find([]string{id})
		return err
	case "volume":
		k = &volumes
	case "snapshot":
		k = &snapshots
	case "image":
		k = &images
	default:
		return nil
	}
	_, err := w.one(k, id)
	return err
}

func (w *World) createTags(req cloud.Request) (*value.Object, error) {
	ids, err := w.tagRequest(req)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		for _, t := range readTags(parameter(req, "Tags")) {
			w.setTag(id, t)
		}
	}
	return value.New(), nil
}

func (w *World) tagRequest(req cloud.Request) ([]string, error) {
	ids := texts(parameter(req, "Resources"))
	if len(ids) == 0 {
		return nil, refuse("MissingParameter", "The request must contain the parameter resourceIdSet")
	}
	for _, id := range ids {
		if err := w.taggable(id); err != nil {
			return nil, err
		}
	}
	for _, t := range readTags(parameter(req, "Tags")) {
		if strings.HasPrefix(t.key, "aws:") {
			return nil, refuse("InvalidParameterValue", fmt.Sprintf("Tag keys starting with 'aws:' are reserved for internal use: %s", t.key))
		}
	}
	return ids, nil
}

// deleteTags takes away tags: a key alone whatever its value, no tags all of them.
func (w *World) deleteTags(req cloud.Request) (*value.Object, error) {
	ids, err := w.tagRequest(req)
	if err != nil {
		return nil, err
	}
	list, all := parameter(req, "Tags").([]any)
	for _, id := range ids {
		w.tags[id] = slices.DeleteFunc(w.tags[id], func(t tag) bool {
			return !all || slices.ContainsFunc(list, func(item any) bool {
				given, _ := item.(*value.Object)
				key, _ := given.Get("Key")
				v, valued := given.Get("Value")
				return key == t.key && (!valued || v == t.value)
			})
		})
	}
	return value.New(), nil
}

// addTagsToResource tags what belongs to Systems Manager.
func (w *World) addTagsToResource(req cloud.Request) (*value.Object, error) {
	for _, t := range readTags(parameter(req, "Tags")) {
		w.setTag(given(req, "ResourceType")+"/"+given(req, "ResourceId"), t)
	}
	return value.New(), nil
}

func (w *World) listTagsForResource(req cloud.Request) (*value.Object, error) {
	return value.New("TagList", w.tagValues(given(req, "ResourceType")+"/"+given(req, "ResourceId"))), nil
}
