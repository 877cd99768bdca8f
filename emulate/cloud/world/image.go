package world

import (
	"fmt"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// imageTime is how long an image of a small instance takes.
const imageTime = 2 * time.Minute

// amazon is the account of AWS's own images.
const amazon = "137112412989"

var images = kind{
	service: "ec2", shape: "Image", id: "ImageId", state: "State", prefix: "ami",
	malformed: expecting("InvalidAMIID.Malformed", "ami"),
	notFound: func(id string) error {
		return refuse("InvalidAMIID.NotFound", fmt.Sprintf("The image id '[%s]' does not exist", id))
	},
	complete: (*World).completeImage,
}

var imageListing = ec2Listing{
	kind: &images, by: "ImageIds", wire: "imageSet", member: "Images", only: (*World).ownedAsAsked,
	filters: []string{
		"architecture", "Architecture",
		"block-device-mapping.device-name", "BlockDeviceMappings.DeviceName",
		"block-device-mapping.snapshot-id", "BlockDeviceMappings.Ebs.SnapshotId",
		"block-device-mapping.volume-type", "BlockDeviceMappings.Ebs.VolumeType",
		"creation-date", "CreationDate",
		"description", "Description",
		"ena-support", "EnaSupport",
		"hypervisor", "Hypervisor",
		"image-id", "ImageId",
		"image-type", "ImageType",
		"is-public", "Public",
		"name", "Name",
		"owner-alias", "ImageOwnerAlias",
		"owner-id", "OwnerId",
		"root-device-name", "RootDeviceName",
		"root-device-type", "RootDeviceType",
		"source-instance-id", "SourceInstanceId",
		"state", "State",
		"tag-key", "Tags.Key",
		"virtualization-type", "VirtualizationType",
	},
}

// ownedAsAsked tells whether an image is of the owners that a call asks for.
func (w *World) ownedAsAsked(req cloud.Request, image *value.Object) bool {
	owners, owner := texts(parameter(req, "Owners")), image.Text("OwnerId")
	return len(owners) == 0 || slices.Contains(owners, owner) ||
		owner == w.config.Account && slices.Contains(owners, "self") ||
		owner == amazon && slices.Contains(owners, "amazon")
}

// completeImage also puts the snapshot behind an image of the account into it.
func (w *World) completeImage(r *value.Object) {
	id := r.Text("ImageId")
	fill(r, "Name", "image-"+id, "OwnerId", w.config.Account, "CreationDate", creationDate(w.start.AddDate(0, 0, -30)))
	owner := r.Text("OwnerId")
	fill(r,
		"PlatformDetails", "Linux/UNIX",
		"UsageOperation", "RunInstances",
		"BlockDeviceMappings", value.List(value.New(
			"Ebs", value.New(
				"DeleteOnTermination", true, "Iops", 3000, "SnapshotId", "snap-"+w.random("snapshot", id).Hex(17),
				"VolumeSize", 8, "VolumeType", "gp3", "Throughput", 125, "Encrypted", false,
			),
			"DeviceName", rootDevice,
		)),
		"Description", "",
		"EnaSupport", true,
		"Hypervisor", "xen",
		"RootDeviceName", rootDevice,
		"RootDeviceType", "ebs",
		"SriovNetSupport", "simple",
		"VirtualizationType", "hvm",
		"BootMode", "uefi-preferred",
		"ImdsSupport", "v2.0",
		"ImageLocation", owner+"/"+r.Text("Name"),
		"State", "available",
		"Public", owner == amazon,
		"Architecture", "x86_64",
		"ImageType", "machine",
	)
	if owner == amazon {
		fill(r, "ImageOwnerAlias", "amazon")
	}
	if behind := imageSnapshot(&item{shown: r}); owner == w.config.Account && behind != "" && !w.exists(&snapshots, behind) {
		w.add(&snapshots, value.New("SnapshotId", behind))
	}
}

// imageSnapshot is the snapshot behind an image, empty when there is none.
func imageSnapshot(i *item) string {
	if ids := valuesAt(i.shown, []string{"BlockDeviceMappings", "Ebs", "SnapshotId"}); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

func creationDate(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// baseImage is what the instances were launched from.
func (w *World) baseImage() *item {
	return w.amazonImage("ami-"+w.random("image", platformName).Hex(17), "al2023-ami-2023.7.20250527.1-kernel-6.1-x86_64")
}

// publicImage is the one that a public parameter names.
func (w *World) publicImage(parameter string) *item {
	name := parameter[1+lastSlash(parameter):]
	return w.amazonImage("ami-"+w.random("image", parameter).Hex(17), name)
}

func lastSlash(name string) int {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return i
		}
	}
	return -1
}

func (w *World) amazonImage(id, name string) *item {
	if known, ok := w.of(&images).get(id); ok {
		return known
	}
	return w.add(&images, value.New(
		"ImageId", id, "Name", name, "Description", "Image by Amazon", "OwnerId", amazon,
		"CreationDate", creationDate(w.start.AddDate(0, -2, 0)),
	))
}

// imageName checks the name of a new image, which the account must not have yet.
func (w *World) imageName(name string) error {
	if len(name) < 3 || len(name) > 128 {
		return refuse("InvalidAMIName.Malformed", "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'")
	}
	for _, i := range w.all(&images) {
		if i.shown.Text("Name") == name && i.shown.Text("OwnerId") == w.config.Account {
			return refuse("InvalidAMIName.Duplicate", fmt.Sprintf("AMI name %s is already in use by AMI %s", name, i.id))
		}
	}
	return nil
}

// newImage begins an image.
func (w *World) newImage(r *value.Object) *item {
	fill(r, "ImageId", w.newID("ami-"), "CreationDate", creationDate(w.now()))
	i := w.add(&images, r)
	w.become(&images, i, imageTime, "pending", "available")
	return i
}

func (w *World) createImage(req cloud.Request) (*value.Object, error) {
	id := given(req, "InstanceId")
	if err := requiredID(id, "instanceId"); err != nil {
		return nil, err
	}
	instances, err := w.find([]string{id})
	if err != nil {
		return nil, err
	}
	switch instances[0].state {
	case running, stopping, stopped:
	default:
		return nil, refuse("IncorrectState", fmt.Sprintf(
			"The instance '%s' is not in the correct state. Should be in: 'running', 'stopped', 'stopping'.", id))
	}
	name := given(req, "Name")
	if err := w.imageName(name); err != nil {
		return nil, err
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	r := value.New("ImageId", w.newID("ami-"), "Name", name, "Description", given(req, "Description"), "SourceInstanceId", id)
	if mappings := w.imageMappings(instances[0], r.Text("ImageId")); len(mappings) > 0 {
		r.Set("BlockDeviceMappings", mappings)
	}
	i := w.newImage(r)
	w.tagNew(req, "image", i.id)
	return value.New("ImageId", i.id), nil
}

// imageMappings are the devices of a new image, a snapshot for each volume of the
// instance.
func (w *World) imageMappings(of *instance, image string) []any {
	var mappings []any
	for _, a := range w.attachedTo(of) {
		v, err := w.one(&volumes, a.Text("VolumeId"))
		if err != nil {
			continue
		}
		s := w.snapshotOf(v, "Created by CreateImage("+of.id+") for "+image)
		ebs := value.New("DeleteOnTermination", true, "SnapshotId", s.id)
		for _, name := range []string{"Iops", "Throughput", "VolumeType", "Encrypted"} {
			if shown, ok := v.shown.Get(name); ok {
				ebs.Set(name, shown)
			}
		}
		size, _ := v.shown.Get("Size")
		ebs.Set("VolumeSize", size)
		mappings = append(mappings, value.New("DeviceName", a.Text("Device"), "Ebs", ebs))
	}
	return mappings
}

func (w *World) copyImage(req cloud.Request) (*value.Object, error) {
	source, name := given(req, "SourceImageId"), given(req, "Name")
	// Images of other regions are not in the account; there, any will do.
	if given(req, "SourceRegion") == w.config.Region {
		if _, err := w.one(&images, source); err != nil {
			return nil, err
		}
	} else if !images.wellFormed(source) {
		return nil, images.malformed(source)
	}
	if err := w.imageName(name); err != nil {
		return nil, err
	}
	i := w.newImage(value.New("Name", name, "Description", given(req, "Description")))
	w.tagNew(req, "image", i.id)
	return value.New("ImageId", i.id), nil
}

func (w *World) deregisterImage(req cloud.Request) (*value.Object, error) {
	i, err := w.one(&images, given(req, "ImageId"))
	switch {
	case err != nil:
		return nil, err
	case i.shown.Text("OwnerId") != w.config.Account:
		return nil, refuse("AuthFailure", "Not authorized for image:"+i.id)
	}
	w.remove(&images, i)
	return value.New("Return", true), nil
}
