package world

import (
	"fmt"
	"regexp"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// volume is one EBS volume.
type volume struct {
	id       string
	created  time.Time
	size     int // GiB
	zone     string
	snapshot string
	// instance is what the volume is attached to as device, empty when it is not.
	instance, device string
}

var volumeErrors = idErrors{
	form: regexp.MustCompile(`^vol-([0-9a-f]{8}|[0-9a-f]{17})$`),
	malformed: func(id string) error {
		return refuse("InvalidParameterValue", fmt.Sprintf("Value (%s) for parameter volumes is invalid. Expected: 'vol-...'.", id))
	},
	notFound: func(id string) error {
		return refuse("InvalidVolume.NotFound", fmt.Sprintf("The volume '%s' does not exist.", id))
	},
}

// volumeFilters are the filters of DescribeVolumes, as instanceFilters are those
// of DescribeInstances.
var volumeFilters = map[string]string{
	"attachment.attach-time":           "Attachments.AttachTime",
	"attachment.delete-on-termination": "Attachments.DeleteOnTermination",
	"attachment.device":                "Attachments.Device",
	"attachment.instance-id":           "Attachments.InstanceId",
	"attachment.status":                "Attachments.State",
	"availability-zone":                "AvailabilityZone",
	"availability-zone-id":             "AvailabilityZoneId",
	"create-time":                      "CreateTime",
	"encrypted":                        "Encrypted",
	"multi-attach-enabled":             "MultiAttachEnabled",
	"size":                             "Size",
	"snapshot-id":                      "SnapshotId",
	"status":                           "State",
	"tag-key":                          "Tags.Key",
	"volume-id":                        "VolumeId",
	"volume-type":                      "VolumeType",
}

func (w *World) describeVolumes(req cloud.Request) (*value.Object, error) {
	return describe(req, &w.volumes, "VolumeIds", "volumeSet", volumeErrors, w.describeVolume, volumeFilters, "Volumes")
}

func (w *World) describeVolume(v *volume) *value.Object {
	state, attachments := "available", value.List()
	if v.instance != "" {
		state = "in-use"
		attachments = value.List(value.New(
			"DeleteOnTermination", true,
			"VolumeId", v.id,
			"InstanceId", v.instance,
			"Device", v.device,
			"State", "attached",
			"AttachTime", timestamp(v.created),
		))
	}
	return value.New(
		"Iops", 3000,
		"Tags", w.tagValues(v.id),
		"VolumeType", "gp3",
		"MultiAttachEnabled", false,
		"Throughput", 125,
		"Operator", value.New("Managed", false),
		"VolumeId", v.id,
		"Size", v.size,
		"SnapshotId", v.snapshot,
		"AvailabilityZone", v.zone,
		"State", state,
		"CreateTime", timestamp(v.created),
		"Attachments", attachments,
		"Encrypted", false,
	)
}

// attachments are the volumes of an instance as the instance shows them.
func (w *World) attachments(i *instance) []any {
	list := []any{}
	for _, id := range w.volumes.ids {
		v := w.volumes.of[id]
		if v.instance != i.id {
			continue
		}
		list = append(list, value.New(
			"DeviceName", v.device,
			"Ebs", value.New(
				"AttachTime", timestamp(v.created),
				"DeleteOnTermination", true,
				"Status", "attached",
				"VolumeId", v.id,
			),
		))
	}
	return list
}
