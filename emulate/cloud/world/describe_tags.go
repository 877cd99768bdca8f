package world

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// tagFilters are the filters of DescribeTags, as instanceFilters are those of
// DescribeInstances.
var tagFilters = map[string]string{
	"key":           "Key",
	"resource-id":   "ResourceId",
	"resource-type": "ResourceType",
	"value":         "Value",
}

func (w *World) describeTags(req cloud.Request) (*value.Object, error) {
	page, err := newPage(req, ec2Pages("", false))
	if err != nil {
		return nil, err
	}
	filters, err := ec2Filters(req)
	if err != nil {
		return nil, err
	}
	var tags []any
	for _, id := range w.tagOrder {
		if resourceType(id) == "" { // of another service than EC2
			continue
		}
		for _, t := range w.tags[id] {
			described := value.New("Key", t.key, "ResourceId", id, "ResourceType", resourceType(id), "Value", t.value)
			// tag:<key> asks for the value of this very tag.
			extra := map[string][]string{tagPrefix + t.key: {t.value}}
			if filters.match(described, tagFilters, extra) {
				tags = append(tags, described)
			}
		}
	}
	return page.answer("Tags", tags), nil
}
