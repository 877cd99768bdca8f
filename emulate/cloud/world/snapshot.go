package world

import (
	"fmt"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// snapshotTime is how long a snapshot of a small volume takes.
const snapshotTime = time.Minute

var snapshots = kind{
	service: "ec2", shape: "Snapshot", id: "SnapshotId", state: "State", prefix: "snap",
	malformed: func(id string) error {
		return refuse("InvalidParameterValue", fmt.Sprintf("Value (%s) for parameter snapshotId is invalid. Expected: 'snap-...'.", id))
	},
	notFound: func(id string) error {
		return refuse("InvalidSnapshot.NotFound", fmt.Sprintf("The snapshot '%s' does not exist.", id))
	},
	complete: (*World).completeSnapshot,
}

var snapshotListing = ec2Listing{
	kind: &snapshots, by: "SnapshotIds", wire: "snapshotSet", member: "Snapshots",
	filters: []string{
		"description", "Description",
		"encrypted", "Encrypted",
		"owner-id", "OwnerId",
		"progress", "Progress",
		"snapshot-id", "SnapshotId",
		"start-time", "StartTime",
		"status", "State",
		"storage-tier", "StorageTier",
		"tag-key", "Tags.Key",
		"volume-id", "VolumeId",
		"volume-size", "VolumeSize",
	},
}

func (w *World) completeSnapshot(r *value.Object) {
	fill(r,
		"StorageTier", "standard",
		"VolumeId", "vol-ffffffff", // of a snapshot that is a copy, or whose volume nobody knows
		"State", "completed",
		"StartTime", timestamp(w.start.AddDate(0, 0, -30)),
		"Progress", "100%",
		"OwnerId", w.config.Account,
		"Description", "",
		"VolumeSize", 8,
		"Encrypted", false,
	)
}

// newSnapshot begins a snapshot.
func (w *World) newSnapshot(r *value.Object) *item {
	r.Set("SnapshotId", w.newID("snap-"))
	fill(r, "StartTime", timestamp(w.now()))
	s := w.add(&snapshots, r)
	r.Set("Progress", "0%")
	w.become(&snapshots, s, snapshotTime, "pending", "completed")
	w.later(s, snapshotTime, func() {
		r.Set("Progress", "100%")
		r.Set("CompletionTime", timestamp(w.now()))
	})
	return s
}

// snapshotOf begins a snapshot of a volume.
func (w *World) snapshotOf(v *item, description string) *item {
	size, _ := v.shown.Get("Size")
	encrypted, _ := v.shown.Get("Encrypted")
	return w.newSnapshot(value.New("VolumeId", v.id, "VolumeSize", size, "Encrypted", encrypted, "Description", description))
}

func (w *World) createSnapshot(req cloud.Request) (*value.Object, error) {
	v, err := w.one(&volumes, given(req, "VolumeId"))
	if err != nil {
		return nil, err
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	s := w.snapshotOf(v, given(req, "Description"))
	w.tagNew(req, "snapshot", s.id)
	answer := w.tagged(s)
	answer.Delete("StorageTier")
	return answer, nil
}

// copySnapshot copies one of any region: those of others are not in the account.
func (w *World) copySnapshot(req cloud.Request) (*value.Object, error) {
	id := given(req, "SourceSnapshotId")
	r := value.New("Description", given(req, "Description"))
	if given(req, "SourceRegion") == w.config.Region {
		source, err := w.one(&snapshots, id)
		if err != nil {
			return nil, err
		}
		size, _ := source.shown.Get("VolumeSize")
		encrypted, _ := source.shown.Get("Encrypted")
		fill(r, "VolumeSize", size, "Encrypted", encrypted)
	} else if !snapshots.wellFormed(id) {
		return nil, snapshots.malformed(id)
	}
	if parameter(req, "Encrypted") == true {
		r.Set("Encrypted", true)
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	s := w.newSnapshot(r)
	w.tagNew(req, "snapshot", s.id)
	return value.New("SnapshotId", s.id, "Tags", w.tagValues(s.id)), nil
}

// tagNew gives a new resource the tags of TagSpecifications that are for its kind.
func (w *World) tagNew(req cloud.Request, kind, id string) {
	list, _ := parameter(req, "TagSpecifications").([]any)
	for _, item := range list {
		given, _ := item.(*value.Object)
		if of, _ := given.Get("ResourceType"); of != kind {
			continue
		}
		tags, _ := given.Get("Tags")
		for _, t := range readTags(tags) {
			w.setTag(id, t)
		}
	}
}

func (w *World) deleteSnapshot(req cloud.Request) (*value.Object, error) {
	s, err := w.one(&snapshots, given(req, "SnapshotId"))
	if err != nil {
		return nil, err
	}
	for _, image := range w.all(&images) {
		if imageSnapshot(image) == s.id {
			return nil, refuse("InvalidSnapshot.InUse", fmt.Sprintf("The snapshot %s is currently in use by %s", s.id, image.id))
		}
	}
	w.remove(&snapshots, s)
	return value.New(), nil
}
