package world

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// imageTime is how long an image of a small instance takes.
const imageTime = 2 * time.Minute

// image is one AMI. Those of AWS have the owner amazon's account.
type image struct {
	id, name, description, owner string
	created, done                time.Time
	snapshot                     string
	source                       string // the instance that it was made of, empty for none
}

// amazon is the account of AWS's own images.
const amazon = "137112412989"

var imageErrors = idErrors{
	form: regexp.MustCompile(`^ami-([0-9a-f]{8}|[0-9a-f]{17})$`),
	malformed: func(id string) error {
		return refuse("InvalidAMIID.Malformed", fmt.Sprintf("Invalid id: %q (expecting \"ami-...\")", id))
	},
	notFound: func(id string) error {
		return refuse("InvalidAMIID.NotFound", fmt.Sprintf("The image id '[%s]' does not exist", id))
	},
}

var imageFilters = map[string]string{
	"architecture":                     "Architecture",
	"block-device-mapping.device-name": "BlockDeviceMappings.DeviceName",
	"block-device-mapping.snapshot-id": "BlockDeviceMappings.Ebs.SnapshotId",
	"block-device-mapping.volume-type": "BlockDeviceMappings.Ebs.VolumeType",
	"creation-date":                    "CreationDate",
	"description":                      "Description",
	"ena-support":                      "EnaSupport",
	"hypervisor":                       "Hypervisor",
	"image-id":                         "ImageId",
	"image-type":                       "ImageType",
	"is-public":                        "Public",
	"name":                             "Name",
	"owner-alias":                      "ImageOwnerAlias",
	"owner-id":                         "OwnerId",
	"root-device-name":                 "RootDeviceName",
	"root-device-type":                 "RootDeviceType",
	"source-instance-id":               "SourceInstanceId",
	"state":                            "State",
	"tag-key":                          "Tags.Key",
	"virtualization-type":              "VirtualizationType",
}

// addImage puts an image into the account, with a snapshot behind it.
func (w *World) addImage(i *image) {
	if i.snapshot == "" {
		i.snapshot = "snap-" + w.random("snapshot", i.id).Hex(17)
	}
	if _, ok := w.snapshots.get(i.snapshot); !ok && i.owner == w.config.Account {
		w.snapshots.add(i.snapshot, &snapshot{id: i.snapshot, volume: "vol-ffffffff", size: 8, started: i.created, done: i.done})
	}
	w.images.add(i.id, i)
}

// baseImage is what the instances were launched from.
func (w *World) baseImage() *image {
	return w.amazonImage("ami-"+w.random("image", platformName).Hex(17), "al2023-ami-2023.7.20250527.1-kernel-6.1-x86_64")
}

// publicImage is the one that a public parameter names.
func (w *World) publicImage(parameter string) *image {
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

func (w *World) amazonImage(id, name string) *image {
	if known, ok := w.images.get(id); ok {
		return known
	}
	i := &image{id: id, name: name, description: "Image by Amazon", owner: amazon, created: w.start.AddDate(0, -2, 0)}
	w.addImage(i)
	return i
}

func (w *World) describeImages(req cloud.Request) (*value.Object, error) {
	owners := texts(parameter(req, "Owners"))
	of := w.images
	if len(owners) > 0 {
		of = resources[*image]{}
		for _, id := range w.images.ids {
			if i := w.images.of[id]; slices.Contains(owners, i.owner) ||
				i.owner == w.config.Account && slices.Contains(owners, "self") ||
				i.owner == amazon && slices.Contains(owners, "amazon") {
				of.add(id, i)
			}
		}
	}
	return describe(req, &of, "ImageIds", "imageSet", imageErrors, w.describeImage, imageFilters, "Images")
}

func (w *World) describeImage(i *image) *value.Object {
	state := "available"
	if w.now().Before(i.done) {
		state = "pending"
	}
	described := value.New(
		"PlatformDetails", "Linux/UNIX",
		"UsageOperation", "RunInstances",
		"BlockDeviceMappings", value.List(value.New(
			"Ebs", value.New(
				"DeleteOnTermination", true,
				"Iops", 3000,
				"SnapshotId", i.snapshot,
				"VolumeSize", 8,
				"VolumeType", "gp3",
				"Throughput", 125,
				"Encrypted", false,
			),
			"DeviceName", rootDevice,
		)),
		"Description", i.description,
		"EnaSupport", true,
		"Hypervisor", "xen",
		"ImageOwnerAlias", "amazon",
		"Name", i.name,
		"RootDeviceName", rootDevice,
		"RootDeviceType", "ebs",
		"SriovNetSupport", "simple",
		"Tags", w.tagValues(i.id),
		"VirtualizationType", "hvm",
		"BootMode", "uefi-preferred",
		"ImdsSupport", "v2.0",
		"SourceInstanceId", i.source,
		"ImageId", i.id,
		"ImageLocation", i.owner+"/"+i.name,
		"State", state,
		"OwnerId", i.owner,
		"CreationDate", i.created.UTC().Format("2006-01-02T15:04:05.000Z"),
		"Public", i.owner == amazon,
		"Architecture", "x86_64",
		"ImageType", "machine",
	)
	if i.owner != amazon {
		described.Delete("ImageOwnerAlias")
	}
	if i.source == "" {
		described.Delete("SourceInstanceId")
	}
	return described
}

// imageName checks the name of a new image, which the account must not have yet.
func (w *World) imageName(name string) error {
	if len(name) < 3 || len(name) > 128 {
		return refuse("InvalidAMIName.Malformed", "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'")
	}
	for _, i := range w.images.of {
		if i.name == name && i.owner == w.config.Account {
			return refuse("InvalidAMIName.Duplicate", fmt.Sprintf("AMI name %s is already in use by AMI %s", name, i.id))
		}
	}
	return nil
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
	i := &image{
		id: w.newID("ami-"), name: name, description: given(req, "Description"), owner: w.config.Account,
		created: w.now(), done: w.now().Add(imageTime), source: id,
	}
	if v, ok := w.volumes.get(instances[0].rootVolume); ok {
		i.snapshot = w.newSnapshot(v, "Created by CreateImage("+id+") for "+i.id).id
	}
	w.addImage(i)
	w.tagNew(req, "image", i.id)
	return value.New("ImageId", i.id), nil
}

func (w *World) copyImage(req cloud.Request) (*value.Object, error) {
	source, name := given(req, "SourceImageId"), given(req, "Name")
	// Images of other regions are not in the account; there, any will do.
	if given(req, "SourceRegion") == w.config.Region {
		if _, err := w.images.find([]string{source}, imageErrors); err != nil {
			return nil, err
		}
	} else if !imageErrors.form.MatchString(source) {
		return nil, imageErrors.malformed(source)
	}
	if err := w.imageName(name); err != nil {
		return nil, err
	}
	i := &image{
		id: w.newID("ami-"), name: name, description: given(req, "Description"), owner: w.config.Account,
		created: w.now(), done: w.now().Add(imageTime),
	}
	w.addImage(i)
	return value.New("ImageId", i.id), nil
}

func (w *World) deregisterImage(req cloud.Request) (*value.Object, error) {
	id := given(req, "ImageId")
	found, err := w.images.find([]string{id}, imageErrors)
	switch {
	case err != nil:
		return nil, err
	case found[0].owner != w.config.Account:
		return nil, refuse("AuthFailure", "Not authorized for image:"+id)
	}
	w.images.delete(id)
	return value.New("Return", true), nil
}
