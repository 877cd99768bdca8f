package world

import (
	"fmt"
	"regexp"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// snapshotTime is how long a snapshot of a small volume takes.
const snapshotTime = time.Minute

// snapshot is one snapshot of a volume.
type snapshot struct {
	id, volume, description string
	started, done           time.Time
	size                    int // GiB, of the volume
}

var snapshotErrors = idErrors{
	form: regexp.MustCompile(`^snap-([0-9a-f]{8}|[0-9a-f]{17})$`),
	malformed: func(id string) error {
		return refuse("InvalidParameterValue", fmt.Sprintf("Value (%s) for parameter snapshotId is invalid. Expected: 'snap-...'.", id))
	},
	notFound: func(id string) error {
		return refuse("InvalidSnapshot.NotFound", fmt.Sprintf("The snapshot '%s' does not exist.", id))
	},
}

var snapshotFilters = map[string]string{
	"description":  "Description",
	"encrypted":    "Encrypted",
	"owner-id":     "OwnerId",
	"progress":     "Progress",
	"snapshot-id":  "SnapshotId",
	"start-time":   "StartTime",
	"status":       "State",
	"storage-tier": "StorageTier",
	"tag-key":      "Tags.Key",
	"volume-id":    "VolumeId",
	"volume-size":  "VolumeSize",
}

func (w *World) describeSnapshots(req cloud.Request) (*value.Object, error) {
	return describe(req, &w.snapshots, "SnapshotIds", "snapshotSet", snapshotErrors, w.describeSnapshot, snapshotFilters, "Snapshots")
}

func (w *World) describeSnapshot(s *snapshot) *value.Object {
	state, progress := "completed", "100%"
	if w.now().Before(s.done) {
		state, progress = "pending", "0%"
	}
	described := value.New(
		"StorageTier", "standard",
		"CompletionTime", timestamp(s.done),
		"Tags", w.tagValues(s.id),
		"SnapshotId", s.id,
		"VolumeId", s.volume,
		"State", state,
		"StartTime", timestamp(s.started),
		"Progress", progress,
		"OwnerId", w.config.Account,
		"Description", s.description,
		"VolumeSize", s.size,
		"Encrypted", false,
	)
	if state == "pending" || s.done.IsZero() {
		described.Delete("CompletionTime")
	}
	return described
}

func (w *World) newSnapshot(v *volume, description string) *snapshot {
	s := &snapshot{
		id: w.newID("snap-"), volume: v.id, description: description, size: v.size,
		started: w.now(), done: w.now().Add(snapshotTime),
	}
	w.snapshots.add(s.id, s)
	return s
}

func (w *World) createSnapshot(req cloud.Request) (*value.Object, error) {
	found, err := w.volumes.find([]string{given(req, "VolumeId")}, volumeErrors)
	if err != nil {
		return nil, err
	}
	s := w.newSnapshot(found[0], given(req, "Description"))
	w.tagNew(req, "snapshot", s.id)
	answer := w.describeSnapshot(s)
	answer.Delete("StorageTier")
	return answer, nil
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
	id := given(req, "SnapshotId")
	if _, err := w.snapshots.find([]string{id}, snapshotErrors); err != nil {
		return nil, err
	}
	for _, image := range w.images.of {
		if image.snapshot == id {
			return nil, refuse("InvalidSnapshot.InUse", fmt.Sprintf("The snapshot %s is currently in use by %s", id, image.id))
		}
	}
	w.snapshots.delete(id)
	return value.New(), nil
}
