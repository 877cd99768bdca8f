package world

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// databaseTags lists, adds or takes away tags of what an ARN names.
func (w *World) databaseTags(req cloud.Request) (*value.Object, error) {
	arn := given(req, "ResourceName")
	k, id := databaseCalled(arn)
	if k == nil {
		return nil, &stranger{refuse("InvalidParameterValue", "The specified resource name does not match an RDS resource in this region.")}
	}
	find := w.needed
	if req.Operation == "ListTagsForResource" {
		find = w.one
	}
	i, err := find(k, id)
	if err != nil {
		return nil, err
	}
	switch tags := i.shown.List("TagList"); req.Operation {
	case "AddTagsToResource":
		i.shown.Set("TagList", withTags(tags, req.Input.List("Tags")))
	case "RemoveTagsFromResource":
		i.shown.Set("TagList", withoutTags(tags, texts(parameter(req, "TagKeys"))))
	default:
		return value.New("TagList", value.Clone(append([]any{}, tags...))), nil
	}
	return value.New(), nil
}

// databaseCalled is the kind and the identifier of what an ARN names, nil for what
// the account does not hold.
func databaseCalled(arn string) (*kind, string) {
	name := strings.SplitN(arn, ":", 7)
	if len(name) < 7 {
		return nil, ""
	}
	switch id := name[6]; name[5] {
	case "db":
		return &dbInstances, id
	case "cluster":
		return &dbClusters, id
	case "snapshot":
		return &dbSnapshots, id
	case "cluster-snapshot":
		return &dbClusterSnapshots, id
	}
	return nil, ""
}

// withTags gives a list of tags further ones, in place of those with the same key.
func withTags(tags, further []any) []any {
	keys := make([]string, 0, len(further))
	for _, t := range further {
		o, _ := t.(*value.Object)
		keys = append(keys, o.Text("Key"))
	}
	return append(withoutTags(tags, keys), value.Clone(further).([]any)...)
}

// withoutTags takes the tags with some keys out of a list.
func withoutTags(tags []any, keys []string) []any {
	return append([]any{}, slices.DeleteFunc(slices.Clone(tags), func(t any) bool {
		o, _ := t.(*value.Object)
		return slices.Contains(keys, o.Text("Key"))
	})...)
}
