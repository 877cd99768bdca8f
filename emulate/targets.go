package emulate

import (
	"context"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
)

// targetKeys are the keys of targets, for messages.
var targetKeys = []string{"ParameterValues", "ResourceGroup", "tag:NAME", "AWS::EC2::Instance"}

const (
	everyInstance = "*"
	tagPrefix     = "tag:"
	instanceType  = "AWS::EC2::Instance"
)

// kind is the one of targetKeys that the target's key is, empty for none.
// InstanceIds, which targets of commands have, is understood as well.
func (t Target) kind() string {
	switch {
	case t.Key == "InstanceIds":
		return instanceType
	case strings.HasPrefix(t.Key, tagPrefix) && len(t.Key) > len(tagPrefix):
		return "tag:NAME"
	case slices.Contains(targetKeys, t.Key):
		return t.Key
	}
	return ""
}

// resolveTargets finds what the targets stand for, each once, by asking the
// account. Which calls the service makes for it is not documented.
func (e *Env) resolveTargets(ctx context.Context, doc *document.Document, targets []Target, parameter string) ([]string, error) {
	var all []string
	for _, t := range targets {
		found, err := e.resolveTarget(ctx, doc, t, parameter)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	return all, nil
}

func (e *Env) resolveTarget(ctx context.Context, doc *document.Document, t Target, parameter string) ([]string, error) {
	switch t.kind() {
	case "ParameterValues":
		return t.Values, nil
	case instanceType:
		if !slices.Contains(t.Values, everyInstance) {
			return t.Values, nil
		}
		return e.instances(ctx, nil)
	case "ResourceGroup":
		return e.groupMembers(ctx, t.Values, takesARN(doc, parameter))
	}
	key := strings.TrimPrefix(t.Key, tagPrefix)
	targetType := ""
	if n := doc.Root.Get("targetType"); n.IsString() {
		targetType = strings.TrimPrefix(n.Text, "/")
	}
	if targetType == "" || targetType == instanceType {
		filter := value.New("Name", t.Key, "Values", t.Values)
		if len(t.Values) == 0 {
			filter = value.New("Name", "tag-key", "Values", value.List(key))
		}
		return e.instances(ctx, filter)
	}
	return e.taggedResources(ctx, key, t.Values, targetType, takesARN(doc, parameter))
}

// instances are the instances of the account that are there, by a filter if there
// is one.
func (e *Env) instances(ctx context.Context, filter *value.Object) ([]string, error) {
	filters := value.List(value.New("Name", "instance-state-name", "Values", value.List("pending", "running", "stopping", "stopped")))
	if filter != nil {
		filters = append([]any{filter}, filters...)
	}
	answer, err := e.Call(ctx, "ec2", "DescribeInstances", value.New("Filters", filters))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, reservation := range answer.Objects("Reservations") {
		for _, instance := range reservation.Objects("Instances") {
			ids = append(ids, instance.Text("InstanceId"))
		}
	}
	return ids, nil
}

func (e *Env) groupMembers(ctx context.Context, groups []string, arns bool) ([]string, error) {
	var ids []string
	for _, group := range groups {
		answer, err := e.Call(ctx, "resource-groups", "ListGroupResources", value.New("Group", group))
		if err != nil {
			return nil, err
		}
		for _, resource := range answer.Objects("Resources") {
			object := resource.Object("Identifier")
			ids = append(ids, resourceID(object.Text("ResourceArn"), arns))
		}
	}
	return ids, nil
}

func (e *Env) taggedResources(ctx context.Context, key string, values []string, targetType string, arns bool) ([]string, error) {
	service := targetType // AWS::S3::Bucket
	if parts := strings.Split(targetType, "::"); len(parts) == 3 {
		service = strings.ToLower(parts[1])
	}
	filter := value.New("Key", key)
	if len(values) > 0 {
		filter.Set("Values", value.ListOf(values))
	}
	answer, err := e.Call(ctx, "resourcegroupstaggingapi", "GetResources",
		value.New("TagFilters", value.List(filter), "ResourceTypeFilters", value.List(service)))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, resource := range answer.Objects("ResourceTagMappingList") {
		ids = append(ids, resourceID(resource.Text("ResourceARN"), arns))
	}
	return ids, nil
}

// takesARN tells whether a parameter is for ARNs rather than IDs.
func takesARN(doc *document.Document, parameter string) bool {
	p := doc.Parameter(parameter)
	return p != nil && p.Type.IsString() && strings.HasSuffix(p.Type.Text, "::Arn")
}

// resourceID is the last part of an ARN.
func resourceID(arn string, keep bool) string {
	if keep {
		return arn
	}
	return arn[strings.LastIndexAny(arn, "/:")+1:]
}
