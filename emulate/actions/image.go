package actions

import (
	"context"
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// createImage makes an image of an instance and waits for it.
type createImage struct{}

func (createImage) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	for _, name := range []string{"InstanceId", "ImageName"} {
		if _, err := text(inputs, name); err != nil {
			return emulate.Result{}, err
		}
	}
	parameters := renamed(inputs, "ImageName", "Name", "ImageDescription", "Description")
	if v, ok := parameters.Get("BlockDeviceMappings"); ok {
		// AWS's page calls it a map; the API takes a list of them.
		if object, ok := v.(*value.Object); ok {
			parameters.Set("BlockDeviceMappings", []any{object})
		}
	}
	return newImage(ctx, env, "CreateImage", parameters)
}

// copyImage copies an image from a region into this one and waits for it.
type copyImage struct{}

func (copyImage) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	for _, name := range []string{"SourceRegion", "SourceImageId", "ImageName"} {
		if _, err := text(inputs, name); err != nil {
			return emulate.Result{}, err
		}
	}
	return newImage(ctx, env, "CopyImage", renamed(inputs, "ImageName", "Name", "ImageDescription", "Description"))
}

// newImage calls the operation that makes an image and waits until it can be used.
func newImage(ctx context.Context, env *emulate.Env, api string, parameters *value.Object) (emulate.Result, error) {
	answer, err := env.Call(ctx, "ec2", api, parameters)
	if err != nil {
		return emulate.Result{}, err
	}
	id, state := answer.Text("ImageId"), "pending"
	const doing = "verifying the image is available"
	err = poll(ctx, env, doing, func() (bool, error) {
		answer, err := env.Call(ctx, "ec2", "DescribeImages", value.New("ImageIds", value.List(id)))
		if failure := refusedBy(err); failure != nil && failure.API.Code == "InvalidAMIID.NotFound" {
			// A new image may not be seen everywhere at once.
			return false, nil
		}
		if err != nil {
			return false, err
		}
		for _, image := range answer.Objects("Images") {
			state = image.Text("State")
		}
		switch state {
		case "invalid", "deregistered", "transient", "failed", "error":
			return false, unexpected(doing, fmt.Sprintf("Image %s entered unexpected state: %s", id, state))
		}
		return state == "available", nil
	})
	return result(
		emulate.Output{Name: "ImageId", Type: emulate.String, Value: id},
		emulate.Output{Name: "ImageState", Type: emulate.String, Value: state},
	), err
}

// deleteImage deregisters an image and deletes the snapshots behind it.
type deleteImage struct{}

func (deleteImage) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	id, err := text(inputs, "ImageId")
	if err != nil {
		return emulate.Result{}, err
	}
	answer, err := env.Call(ctx, "ec2", "DescribeImages", value.New("ImageIds", value.List(id)))
	if err != nil {
		return emulate.Result{}, err
	}
	if _, err := env.Call(ctx, "ec2", "DeregisterImage", value.New("ImageId", id)); err != nil {
		return emulate.Result{}, err
	}
	for _, image := range answer.Objects("Images") {
		for _, device := range image.Objects("BlockDeviceMappings") {
			snapshot := device.Object("Ebs").Text("SnapshotId")
			if snapshot == "" {
				continue
			}
			if _, err := env.Call(ctx, "ec2", "DeleteSnapshot", value.New("SnapshotId", snapshot)); err != nil {
				return emulate.Result{}, err
			}
		}
	}
	return emulate.Result{}, nil
}
