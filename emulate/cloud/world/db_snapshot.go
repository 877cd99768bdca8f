package world

import (
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// dbSnapshotTime is how long a snapshot of a small database takes.
const dbSnapshotTime = 2 * time.Minute

// dbSnapshotKind is what snapshots of instances and of clusters have in common,
// and where they differ.
type dbSnapshotKind struct {
	kind *kind
	// of are the kind and the parameter of what a snapshot is made of.
	of     *kind
	source string
	// copied and copy are the parameters of a copy's source and of its own name.
	copied, copy string
	exists       func() error
	// attributes is the output's member with them, list the member in it.
	attributes, list string
}

var dbSnapshots = kind{
	service: "rds", shape: "DBSnapshot", id: "DBSnapshotIdentifier", state: "Status", idOf: databaseID,
	notFound: func(id string) error { return missing("DBSnapshotNotFound", "DBSnapshot not found: "+id) },
	complete: (*World).completeDBSnapshot,
}

var dbClusterSnapshots = kind{
	service: "rds", shape: "DBClusterSnapshot", id: "DBClusterSnapshotIdentifier", state: "Status", idOf: databaseID,
	notFound: func(id string) error {
		return missing("DBClusterSnapshotNotFoundFault", "DBClusterSnapshot not found: "+id)
	},
	complete: (*World).completeDBClusterSnapshot,
}

var instanceSnapshots = dbSnapshotKind{
	kind: &dbSnapshots, of: &dbInstances, source: "DBInstanceIdentifier",
	copied: "SourceDBSnapshotIdentifier", copy: "TargetDBSnapshotIdentifier",
	exists: func() error {
		return refuse("DBSnapshotAlreadyExists", "Cannot create the snapshot because a snapshot with the identifier already exists.")
	},
	attributes: "DBSnapshotAttributesResult", list: "DBSnapshotAttributes",
}

var clusterSnapshots = dbSnapshotKind{
	kind: &dbClusterSnapshots, of: &dbClusters, source: "DBClusterIdentifier",
	copied: "SourceDBClusterSnapshotIdentifier", copy: "TargetDBClusterSnapshotIdentifier",
	exists: func() error {
		return refuse("DBClusterSnapshotAlreadyExistsFault", "Cannot create the snapshot because a snapshot with the identifier already exists.")
	},
	attributes: "DBClusterSnapshotAttributesResult", list: "DBClusterSnapshotAttributes",
}

var dbSnapshotListing = listing{
	kind: &dbSnapshots, member: "DBSnapshots", by: "DBSnapshotIdentifier", pages: databasePages,
	equal: []string{"DBInstanceIdentifier", "DBInstanceIdentifier", "SnapshotType", "SnapshotType"},
	filters: []string{
		"db-instance-id", "DBInstanceIdentifier", "db-snapshot-id", "DBSnapshotIdentifier", "dbi-resource-id", "DbiResourceId",
		"engine", "Engine", "snapshot-type", "SnapshotType",
	},
	badFilter: unknownDatabaseFilter,
}

var dbClusterSnapshotListing = listing{
	kind: &dbClusterSnapshots, member: "DBClusterSnapshots", by: "DBClusterSnapshotIdentifier", pages: databasePages,
	equal: []string{"DBClusterIdentifier", "DBClusterIdentifier", "SnapshotType", "SnapshotType"},
	filters: []string{
		"db-cluster-id", "DBClusterIdentifier", "db-cluster-snapshot-id", "DBClusterSnapshotIdentifier", "engine", "Engine",
		"snapshot-type", "SnapshotType",
	},
	badFilter: unknownDatabaseFilter,
}

func snapshotOperation(name string) operation {
	switch name {
	case "DescribeDBSnapshots":
		return dbSnapshotListing.answer
	case "CreateDBSnapshot":
		return instanceSnapshots.create
	case "CopyDBSnapshot":
		return instanceSnapshots.duplicate
	case "DeleteDBSnapshot":
		return instanceSnapshots.delete
	case "DescribeDBSnapshotAttributes", "ModifyDBSnapshotAttribute":
		return instanceSnapshots.change
	case "DescribeDBClusterSnapshots":
		return dbClusterSnapshotListing.answer
	case "CreateDBClusterSnapshot":
		return clusterSnapshots.create
	case "CopyDBClusterSnapshot":
		return clusterSnapshots.duplicate
	case "DeleteDBClusterSnapshot":
		return clusterSnapshots.delete
	case "DescribeDBClusterSnapshotAttributes", "ModifyDBClusterSnapshotAttribute":
		return clusterSnapshots.change
	case "ListTagsForResource", "AddTagsToResource", "RemoveTagsFromResource":
		return (*World).databaseTags
	}
	return nil
}

func (w *World) completeDBSnapshot(r *value.Object) {
	fill(r,
		"DBInstanceIdentifier", "database-1",
		"SnapshotCreateTime", timestamp(w.start.AddDate(0, 0, -1)),
		"Engine", "postgres",
		"AllocatedStorage", 20,
		"Status", "available",
		"AvailabilityZone", w.net.subnets[0].zone,
		"VpcId", w.net.vpc,
		"MasterUsername", "admin",
		"SnapshotType", "manual",
		"PercentProgress", 100,
		"StorageType", "gp3",
		"Encrypted", false,
		"DBSnapshotArn", w.regionalARN("rds", "snapshot:"+r.Text("DBSnapshotIdentifier")),
		"IAMDatabaseAuthenticationEnabled", false,
		"TagList", value.List(),
	)
	engine := engineOf(r)
	fill(r, "EngineVersion", engine.version, "Port", engine.port)
}

func (w *World) completeDBClusterSnapshot(r *value.Object) {
	fill(r,
		"DBClusterIdentifier", "database-1",
		"SnapshotCreateTime", timestamp(w.start.AddDate(0, 0, -1)),
		"Engine", "aurora-postgresql",
		"AllocatedStorage", 1,
		"Status", "available",
		"VpcId", w.net.vpc,
		"MasterUsername", "admin",
		"SnapshotType", "manual",
		"PercentProgress", 100,
		"StorageEncrypted", false,
		"DBClusterSnapshotArn", w.regionalARN("rds", "cluster-snapshot:"+r.Text("DBClusterSnapshotIdentifier")),
		"IAMDatabaseAuthenticationEnabled", false,
		"TagList", value.List(),
	)
	engine := engineOf(r)
	fill(r, "EngineVersion", engine.version, "Port", engine.port)
}

func (w *World) newDBSnapshot(id string, of *item) (*item, error) {
	return instanceSnapshots.make(w, id, of.shown, value.New("DBInstanceIdentifier", of.id))
}

func (w *World) newDBClusterSnapshot(id string, of *item) (*item, error) {
	return clusterSnapshots.make(w, id, of.shown, value.New("DBClusterIdentifier", of.id))
}

// make makes a snapshot of a database or of another snapshot.
func (s *dbSnapshotKind) make(w *World, id string, from, r *value.Object) (*item, error) {
	id = databaseID(id)
	if w.exists(s.kind, id) {
		return nil, s.exists()
	}
	r.Set(s.kind.id, id)
	for _, name := range []string{
		s.source, "Engine", "EngineVersion", "EngineMode", "AllocatedStorage", "MasterUsername", "Port", "LicenseModel",
		"StorageType", "KmsKeyId", "DbiResourceId", "DbClusterResourceId", "InstanceCreateTime", "ClusterCreateTime",
		"AvailabilityZone", "AvailabilityZones", "IAMDatabaseAuthenticationEnabled", "StorageEncrypted", "Encrypted",
	} {
		v, ok := from.Get(name)
		if name == "StorageEncrypted" && s.kind == &dbSnapshots {
			name = "Encrypted"
		}
		if ok {
			r.Set(name, value.Clone(v))
		}
	}
	fill(r, "SnapshotCreateTime", timestamp(w.now()), "SnapshotType", "manual")
	i := w.add(s.kind, r)
	w.become(s.kind, i, dbSnapshotTime, "creating", "available")
	set(r, "PercentProgress", 0)
	w.later(i, dbSnapshotTime, func() { set(r, "PercentProgress", 100) })
	return i, nil
}

func (s *dbSnapshotKind) create(w *World, req cloud.Request) (*value.Object, error) {
	of, err := w.needed(s.of, given(req, s.source))
	if err != nil {
		return nil, err
	}
	if state := of.state(s.of); state != "" && state != "available" {
		if s.of == &dbInstances {
			return nil, dbInstanceNotAvailable(of.id, state)
		}
		return nil, dbClusterNotAvailable(of.id, state)
	}
	r := value.New()
	s.kind.take(req, r, "Tags", "TagList")
	i, err := s.make(w, given(req, s.kind.id), of.shown, r)
	if err != nil {
		return nil, err
	}
	return value.New(s.kind.shape, value.Clone(i.shown)), nil
}

// duplicate copies a snapshot. One of another region is not in the account; there,
// any will do.
func (s *dbSnapshotKind) duplicate(w *World, req cloud.Request) (*value.Object, error) {
	written := given(req, s.copied)
	from := value.New()
	if arn := strings.Split(written, ":"); len(arn) < 4 || arn[0] != "arn" || arn[3] == w.config.Region {
		source, err := w.needed(s.kind, written)
		if err != nil {
			return nil, err
		}
		from = source.shown
	}
	r := value.New()
	s.kind.take(req, r, "Tags", "TagList")
	if arn := from.Text(s.kind.shape + "Arn"); arn != "" {
		written = arn
	}
	r.Set(s.copiedFrom(), written)
	i, err := s.make(w, given(req, s.copy), from, r)
	if err != nil {
		return nil, err
	}
	if key := given(req, "KmsKeyId"); key != "" {
		i.shown.Set(s.encrypted(), true)
		i.shown.Set("KmsKeyId", key)
	}
	return value.New(s.kind.shape, value.Clone(i.shown)), nil
}

// encrypted is the member that tells whether a snapshot is encrypted.
func (s *dbSnapshotKind) encrypted() string {
	if s.kind == &dbClusterSnapshots {
		return "StorageEncrypted"
	}
	return "Encrypted"
}

// copiedFrom is the member that names what a snapshot is a copy of.
func (s *dbSnapshotKind) copiedFrom() string {
	if s.kind == &dbClusterSnapshots {
		return "SourceDBClusterSnapshotArn"
	}
	return "SourceDBSnapshotIdentifier"
}

func (s *dbSnapshotKind) delete(w *World, req cloud.Request) (*value.Object, error) {
	i, err := w.needed(s.kind, given(req, s.kind.id))
	if err != nil {
		return nil, err
	}
	i.shown.Set("Status", "deleted")
	described := w.describe(req, s.kind, i, s.kind.shape)
	w.remove(s.kind, i)
	return value.New(s.kind.shape, described), nil
}

// change describes who may restore a snapshot, after it has changed that if the
// call asks for it.
func (s *dbSnapshotKind) change(w *World, req cloud.Request) (*value.Object, error) {
	find := w.one
	if strings.HasPrefix(req.Operation, "Modify") {
		find = w.needed
	}
	i, err := find(s.kind, given(req, s.kind.id))
	if err != nil {
		return nil, err
	}
	restore, _ := i.aspects["restore"].([]any)
	if given(req, "AttributeName") == "restore" {
		remove, add := req.Input.List("ValuesToRemove"), req.Input.List("ValuesToAdd")
		restore = slices.DeleteFunc(slices.Clone(restore), func(v any) bool { return slices.Contains(remove, v) || slices.Contains(add, v) })
		restore = append(restore, add...)
		i.aspects["restore"] = restore
	}
	return value.New(s.attributes, value.New(
		s.kind.id, i.id,
		s.list, value.List(value.New("AttributeName", "restore", "AttributeValues", append([]any{}, restore...))),
	)), nil
}
