package actions

import (
	"cmp"
	"context"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// createTags tags resources of EC2, or one of Systems Manager.
type createTags struct{}

func (createTags) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	ids, err := textList(inputs, "ResourceIds")
	if err != nil {
		return emulate.Result{}, err
	}
	tags, ok := inputs.Get("Tags")
	if !ok {
		return emulate.Result{}, emulate.Invalid("Missing required input: Tags")
	}
	kind, err := optionalText(inputs, "ResourceType")
	if err != nil {
		return emulate.Result{}, err
	}
	switch kind = cmp.Or(kind, fallback("aws:createTags", "ResourceType")); kind {
	case "EC2":
		_, err = env.Call(ctx, "ec2", "CreateTags", value.New("Resources", ids, "Tags", tags))
	case "ManagedInstance", "MaintenanceWindow", "Parameter":
		if len(ids) != 1 {
			return emulate.Result{}, emulate.Invalid("ResourceIds has %d elements, a %s takes one", len(ids), kind)
		}
		_, err = env.Call(ctx, "ssm", "AddTagsToResource", value.New("ResourceType", kind, "ResourceId", ids[0], "Tags", tags))
	default:
		err = emulate.Invalid("ResourceType is %s, expected EC2, ManagedInstance, MaintenanceWindow or Parameter", kind)
	}
	return emulate.Result{}, err
}
