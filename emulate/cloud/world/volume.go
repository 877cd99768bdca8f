package world

import (
	"fmt"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// How long things take with a volume.
const (
	volumeTime = 10 * time.Second
	detachTime = 5 * time.Second
)

var volumes = kind{
	service: "ec2", shape: "Volume", id: "VolumeId", state: "State", prefix: "vol",
	malformed: func(id string) error {
		return refuse("InvalidParameterValue", fmt.Sprintf("Value (%s) for parameter volumes is invalid. Expected: 'vol-...'.", id))
	},
	notFound: func(id string) error {
		return refuse("InvalidVolume.NotFound", fmt.Sprintf("The volume '%s' does not exist.", id))
	},
	complete: (*World).completeVolume,
}

var volumeListing = ec2Listing{
	kind: &volumes, by: "VolumeIds", wire: "volumeSet", member: "Volumes",
	filters: []string{
		"attachment.attach-time", "Attachments.AttachTime",
		"attachment.delete-on-termination", "Attachments.DeleteOnTermination",
		"attachment.device", "Attachments.Device",
		"attachment.instance-id", "Attachments.InstanceId",
		"attachment.status", "Attachments.State",
		"availability-zone", "AvailabilityZone",
		"availability-zone-id", "AvailabilityZoneId",
		"create-time", "CreateTime",
		"encrypted", "Encrypted",
		"multi-attach-enabled", "MultiAttachEnabled",
		"size", "Size",
		"snapshot-id", "SnapshotId",
		"status", "State",
		"tag-key", "Tags.Key",
		"volume-id", "VolumeId",
		"volume-type", "VolumeType",
	},
}

// completeVolume: a volume is in the zone of the first instance, so that it can be
// attached to it.
func (w *World) completeVolume(r *value.Object) {
	zone := w.net.subnets[0].zone
	if len(w.instances) > 0 {
		zone = w.instances[0].subnet.zone
	}
	fill(r,
		"Iops", 3000,
		"VolumeType", "gp3",
		"MultiAttachEnabled", false,
		"Throughput", 125,
		"Operator", value.New("Managed", false),
		"Size", 8,
		"SnapshotId", "",
		"AvailabilityZone", zone,
		"State", "available",
		"CreateTime", timestamp(w.start.AddDate(0, 0, -30)),
		"Attachments", value.List(),
		"Encrypted", false,
	)
}

// attach puts a volume at an instance.
func (w *World) attach(v *item, i *instance, device string, keep bool) *value.Object {
	attachment := value.New(
		"DeleteOnTermination", !keep, "VolumeId", v.id, "InstanceId", i.id, "Device", device, "State", "attached",
		"AttachTime", timestamp(w.now()),
	)
	v.next = nil
	v.shown.Set("State", "in-use")
	v.shown.Set("Attachments", value.List(attachment))
	return attachment
}

// attachedTo are the attachments of an instance.
func (w *World) attachedTo(i *instance) []*value.Object {
	var out []*value.Object
	for _, v := range w.all(&volumes) {
		for _, a := range v.shown.Objects("Attachments") {
			if a.Text("InstanceId") == i.id {
				out = append(out, a)
			}
		}
	}
	return out
}

// attachments are the volumes of an instance as the instance shows them.
func (w *World) attachments(i *instance) []any {
	list := []any{}
	for _, a := range w.attachedTo(i) {
		deleted, _ := a.Get("DeleteOnTermination")
		list = append(list, value.New(
			"DeviceName", a.Text("Device"),
			"Ebs", value.New(
				"AttachTime", a.Text("AttachTime"), "DeleteOnTermination", deleted, "Status", a.Text("State"),
				"VolumeId", a.Text("VolumeId"),
			),
		))
	}
	return list
}

// releaseVolumes deletes the volumes of an instance that is terminated, or lets go
// of those that are to stay.
func (w *World) releaseVolumes(i *instance) {
	for _, a := range w.attachedTo(i) {
		v, err := w.one(&volumes, a.Text("VolumeId"))
		if err != nil {
			continue
		}
		if deleted, _ := a.Get("DeleteOnTermination"); deleted == true {
			w.remove(&volumes, v)
			continue
		}
		v.shown.Set("State", "available")
		v.shown.Set("Attachments", value.List())
	}
}

func (w *World) createVolume(req cloud.Request) (*value.Object, error) {
	zone := given(req, "AvailabilityZone")
	known := slices.ContainsFunc(w.net.subnets, func(s subnet) bool { return s.zone == zone })
	if zone != "" && !known && !w.config.Open {
		return nil, refuse("InvalidParameterValue", fmt.Sprintf("Value (%s) for parameter availabilityZone is invalid. Subnet not found.", zone))
	}
	r := value.New("VolumeId", "", "CreateTime", timestamp(w.now()))
	volumes.take(req, r)
	if snapshot := given(req, "SnapshotId"); snapshot != "" {
		s, err := w.one(&snapshots, snapshot)
		if err != nil {
			return nil, err
		}
		size, _ := s.shown.Get("VolumeSize")
		fill(r, "Size", size)
	} else if _, ok := req.Input.Get("Size"); !ok {
		return nil, refuse("MissingParameter", "The request must contain the parameter size/snapshot")
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	r.Set("VolumeId", w.newID("vol-"))
	v := w.add(&volumes, r)
	w.tagNew(req, "volume", v.id)
	w.become(&volumes, v, volumeTime, "creating", "available")
	answer := w.tagged(v)
	answer.Delete("Attachments")
	return answer, nil
}

func (w *World) attachVolume(req cloud.Request) (*value.Object, error) {
	v, err := w.one(&volumes, given(req, "VolumeId"))
	if err != nil {
		return nil, err
	}
	if id := given(req, "InstanceId"); w.adopt([]string{id}) {
		// Who made the instance up has not said where it is.
		w.instance(id).moveTo(w.net, v.shown.Text("AvailabilityZone"))
	}
	found, err := w.find([]string{given(req, "InstanceId")})
	if err != nil {
		return nil, err
	}
	i, device := found[0], given(req, "Device")
	switch state := v.state(&volumes); {
	case state == "in-use":
		return nil, refuse("VolumeInUse", fmt.Sprintf("%s is already attached to an instance", v.id))
	case state != "available":
		return nil, refuse("IncorrectState", fmt.Sprintf("Volume %s is not in the 'available' state.", v.id))
	case i.state != running && i.state != stopped && i.state != stopping && i.state != pending:
		return nil, refuse("IncorrectState", fmt.Sprintf("Instance '%s' is not 'running'.", i.id))
	case v.shown.Text("AvailabilityZone") != i.subnet.zone:
		return nil, refuse("InvalidVolume.ZoneMismatch", fmt.Sprintf("The volume '%s' is not in the same availability zone as instance '%s'", v.id, i.id))
	case slices.ContainsFunc(w.attachedTo(i), func(a *value.Object) bool { return a.Text("Device") == device }):
		return nil, refuse("InvalidParameterValue", fmt.Sprintf("Invalid value '%s' for unixDevice. Attachment point %s is already in use", device, device))
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	answer := value.Clone(w.attach(v, i, device, true)).(*value.Object)
	answer.Set("State", "attaching")
	answer.Delete("DeleteOnTermination")
	return answer, nil
}

// assumeAttached attaches a volume of which nothing is known in an open account: a
// runbook that detaches it takes it for attached.
func (w *World) assumeAttached(v *item, id string) {
	if !v.assumed || !w.config.Open || len(w.instances) == 0 {
		return
	}
	v.assumed = false
	if v.state(&volumes) != "available" {
		return
	}
	i := w.instance(id)
	if i == nil {
		i = w.instances[0]
	}
	w.attach(v, i, "/dev/sdf", true)
}

func (w *World) detachVolume(req cloud.Request) (*value.Object, error) {
	v, err := w.one(&volumes, given(req, "VolumeId"))
	if err != nil {
		return nil, err
	}
	w.assumeAttached(v, given(req, "InstanceId"))
	attached := v.shown.Objects("Attachments")
	if len(attached) == 0 {
		err := refuse("IncorrectState", fmt.Sprintf("Volume '%s' is in the 'available' state.", v.id))
		if v.assumed {
			err = &stranger{err}
		}
		return nil, err
	}
	id := attached[0].Text("InstanceId")
	if wanted := given(req, "InstanceId"); wanted != "" && wanted != id {
		return nil, refuse("InvalidAttachment.NotFound", fmt.Sprintf("The volume '%s' is not attached to instance '%s'.", v.id, wanted))
	}
	if i := w.instance(id); i != nil && i.state == running && attached[0].Text("Device") == i.rootDevice() {
		return nil, refuse("OperationNotPermitted", fmt.Sprintf("Unable to detach root volume '%s' from instance '%s'", v.id, id))
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	attached[0].Set("State", "detaching")
	w.later(v, detachTime, func() {
		v.shown.Set("State", "available")
		v.shown.Set("Attachments", value.List())
	})
	return value.Clone(attached[0]).(*value.Object), nil
}

func (w *World) deleteVolume(req cloud.Request) (*value.Object, error) {
	v, err := w.one(&volumes, given(req, "VolumeId"))
	if err != nil {
		return nil, err
	}
	if attached := v.shown.Objects("Attachments"); len(attached) > 0 {
		return nil, refuse("VolumeInUse", fmt.Sprintf("Volume %s is currently attached to %s", v.id, attached[0].Text("InstanceId")))
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	w.remove(&volumes, v)
	return value.New(), nil
}
