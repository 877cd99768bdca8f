package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

var dbInstances = kind{
	service: "rds", shape: "DBInstance", id: "DBInstanceIdentifier", state: "DBInstanceStatus", idOf: databaseID,
	notFound: func(id string) error {
		return missing("DBInstanceNotFound", fmt.Sprintf("DBInstance %s not found.", id))
	},
	complete: (*World).completeDBInstance,
}

var dbInstanceListing = listing{
	kind: &dbInstances, member: "DBInstances", by: "DBInstanceIdentifier", pages: databasePages,
	filters: []string{
		"db-cluster-id", "DBClusterIdentifier",
		"db-instance-id", "DBInstanceIdentifier",
		"dbi-resource-id", "DbiResourceId",
		"domain", "DomainMemberships.Domain",
		"engine", "Engine",
	},
	badFilter: unknownDatabaseFilter,
}

var startDBInstance = transition{
	kind: &dbInstances,
	from: []string{"stopped"}, via: "starting", to: "available", takes: dbStartTime,
	wrong: func(id, _ string) error {
		return refuse("InvalidDBInstanceState", fmt.Sprintf(
			"Instance %s cannot be started as it is not in one of the following statuses: 'stopped, inaccessible-encryption-credentials-recoverable, incompatible-network (only valid for non-SqlServer instances)'.", id))
	},
}

var stopDBInstance = transition{
	kind: &dbInstances,
	from: []string{"available"}, via: "stopping", to: "stopped", takes: dbStopTime, wrong: dbInstanceNotAvailable,
	also: func(w *World, req cloud.Request, i *item) error {
		if id := given(req, "DBSnapshotIdentifier"); id != "" {
			_, err := w.newDBSnapshot(id, i)
			return err
		}
		return nil
	},
}

var rebootDBInstance = transition{
	kind: &dbInstances,
	from: []string{"available"}, via: "rebooting", to: "available", takes: dbRebootTime, wrong: dbInstanceNotAvailable,
}

var promoteReadReplica = transition{
	kind: &dbInstances,
	from: []string{"available"}, via: "modifying", to: "available", takes: dbModifyTime, wrong: dbInstanceNotAvailable,
	also: func(w *World, req cloud.Request, i *item) error {
		if !i.adopted && i.shown.Text("ReadReplicaSourceDBInstanceIdentifier") == "" {
			return refuse("InvalidDBInstanceState", "DB Instance is not a read replica.")
		}
		i.shown.Delete("ReadReplicaSourceDBInstanceIdentifier")
		dbInstances.setDatabase(req, i.shown)
		return nil
	},
}

func dbInstanceNotAvailable(id, _ string) error {
	return refuse("InvalidDBInstanceState", fmt.Sprintf("Instance %s is not in available state.", id))
}

func (w *World) completeDBInstance(r *value.Object) {
	id := r.Text("DBInstanceIdentifier")
	random := w.random("db instance", id)
	fill(r, "Engine", "postgres")
	name, engine := r.Text("Engine"), engineOf(r)
	fill(r,
		"DBInstanceClass", "db.t3.micro",
		"DBInstanceStatus", "available",
		"MasterUsername", "admin",
		"Endpoint", value.New("Address", w.endpoint(id, ""), "Port", engine.port, "HostedZoneId", "Z"+strings.ToUpper(random.Hex(13))),
		"AllocatedStorage", 20,
		"InstanceCreateTime", timestamp(w.start.AddDate(0, 0, -30)),
		"PreferredBackupWindow", "03:00-03:30",
		"BackupRetentionPeriod", 1,
		"DBSecurityGroups", value.List(),
		"VpcSecurityGroups", value.List(value.New("VpcSecurityGroupId", w.net.securityGroup, "Status", "active")),
		"DBParameterGroups", value.List(value.New("DBParameterGroupName", "default."+name, "ParameterApplyStatus", "in-sync")),
		"AvailabilityZone", w.net.subnets[0].zone,
		"DBSubnetGroup", w.dbSubnetGroup(),
		"PreferredMaintenanceWindow", "sun:04:00-sun:04:30",
		"PendingModifiedValues", value.New(),
		"MultiAZ", false,
		"EngineVersion", engine.version,
		"AutoMinorVersionUpgrade", true,
		"ReadReplicaDBInstanceIdentifiers", value.List(),
		"LicenseModel", "general-public-license",
		"OptionGroupMemberships", value.List(value.New("OptionGroupName", "default:"+name, "Status", "in-sync")),
		"PubliclyAccessible", false,
		"StorageType", "gp3",
		"DbInstancePort", 0,
		"StorageEncrypted", false,
		"DbiResourceId", "db-"+strings.ToUpper(random.Hex(26)),
		"CACertificateIdentifier", "rds-ca-rsa2048-g1",
		"DomainMemberships", value.List(),
		"CopyTagsToSnapshot", false,
		"MonitoringInterval", 0,
		"DBInstanceArn", w.regionalARN("rds", "db:"+id),
		"IAMDatabaseAuthenticationEnabled", false,
		"PerformanceInsightsEnabled", false,
		"DeletionProtection", false,
		"AssociatedRoles", value.List(),
		"TagList", value.List(),
		"CustomerOwnedIpEnabled", false,
		"NetworkType", "IPV4",
		"BackupTarget", "region",
	)
}

func (w *World) dbSubnetGroup() *value.Object {
	var subnets []any
	for _, s := range w.net.subnets {
		subnets = append(subnets, value.New(
			"SubnetIdentifier", s.id, "SubnetAvailabilityZone", value.New("Name", s.zone),
			"SubnetOutpost", value.New(), "SubnetStatus", "Active",
		))
	}
	return value.New(
		"DBSubnetGroupName", "default", "DBSubnetGroupDescription", "default", "VpcId", w.net.vpc,
		"SubnetGroupStatus", "Complete", "Subnets", subnets,
	)
}

// newDBInstance makes an instance of what a call says, and of what it is restored
// from or a replica of.
func (w *World) newDBInstance(req cloud.Request, id string, from *value.Object) (*value.Object, error) {
	id = databaseID(id)
	if w.exists(&dbInstances, id) {
		return nil, refuse("DBInstanceAlreadyExists", "DB instance already exists")
	}
	r := value.New()
	inherit(r, from, "Engine", "EngineVersion", "AllocatedStorage", "MasterUsername", "LicenseModel", "StorageEncrypted", "KmsKeyId", "DBName", "DBInstanceClass")
	if v, ok := from.Get("Encrypted"); ok { // as snapshots call it
		r.Set("StorageEncrypted", v)
	}
	dbInstances.setDatabase(req, r)
	r.Set("DBInstanceIdentifier", id)
	r.Set("InstanceCreateTime", timestamp(w.now()))
	if name := given(req, "DBSubnetGroupName"); name != "" {
		group := w.dbSubnetGroup()
		group.Set("DBSubnetGroupName", name)
		r.Set("DBSubnetGroup", group)
	}
	if cluster := databaseID(given(req, "DBClusterIdentifier")); cluster != "" {
		c, err := w.needed(&dbClusters, cluster)
		if err != nil {
			return nil, err
		}
		r.Set("DBClusterIdentifier", c.id)
		addClusterMember(c, id)
	}
	i := w.add(&dbInstances, r)
	w.become(&dbInstances, i, dbCreateTime, "creating", "available")
	// There is no host to connect to before it is there.
	endpoint, _ := r.Get("Endpoint")
	r.Delete("Endpoint")
	w.later(i, dbCreateTime, func() { r.Set("Endpoint", endpoint) })
	return value.New("DBInstance", value.Clone(r)), nil
}

func (w *World) createDBInstance(req cloud.Request) (*value.Object, error) {
	return w.newDBInstance(req, given(req, "DBInstanceIdentifier"), value.New())
}

func (w *World) createReadReplica(req cloud.Request) (*value.Object, error) {
	source, err := w.needed(&dbInstances, given(req, "SourceDBInstanceIdentifier"))
	if err != nil {
		return nil, err
	}
	id := databaseID(given(req, "DBInstanceIdentifier"))
	output, err := w.newDBInstance(req, id, source.shown)
	if err != nil {
		return nil, err
	}
	replica, err := w.one(&dbInstances, id)
	if err != nil {
		return nil, err
	}
	replica.shown.Set("ReadReplicaSourceDBInstanceIdentifier", source.id)
	source.shown.Set("ReadReplicaDBInstanceIdentifiers", append(slices.Clone(source.shown.List("ReadReplicaDBInstanceIdentifiers")), id))
	shown, _ := output.Get("DBInstance")
	shown.(*value.Object).Set("ReadReplicaSourceDBInstanceIdentifier", source.id)
	return output, nil
}

func (w *World) restoreDBInstance(req cloud.Request) (*value.Object, error) {
	snapshot, err := w.needed(&dbSnapshots, given(req, "DBSnapshotIdentifier"))
	if err != nil {
		return nil, err
	}
	if state := snapshot.state(&dbSnapshots); state != "" && state != "available" {
		return nil, refuse("InvalidDBSnapshotState", "Cannot restore from a snapshot that is not available.")
	}
	return w.newDBInstance(req, given(req, "DBInstanceIdentifier"), snapshot.shown)
}

func (w *World) restoreDBInstanceToPointInTime(req cloud.Request) (*value.Object, error) {
	source, err := w.needed(&dbInstances, given(req, "SourceDBInstanceIdentifier"))
	if err != nil {
		return nil, err
	}
	return w.newDBInstance(req, given(req, "TargetDBInstanceIdentifier"), source.shown)
}

// modifyDBInstance makes every change at once, as with ApplyImmediately: the next
// maintenance window is far away.
func (w *World) modifyDBInstance(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&dbInstances, given(req, "DBInstanceIdentifier"))
	if err != nil {
		return nil, err
	}
	switch i.state(&dbInstances) {
	case "", "available", "stopped", "modifying", "storage-optimization":
	default:
		return nil, refuse("InvalidDBInstanceState", "Database instance is not in available state.")
	}
	dbInstances.setDatabase(req, i.shown)
	i.shown.Set("DBInstanceIdentifier", i.id)
	if renamed := databaseID(given(req, "NewDBInstanceIdentifier")); renamed != "" {
		if w.exists(&dbInstances, renamed) {
			return nil, refuse("DBInstanceAlreadyExists", "DB instance already exists")
		}
		w.remove(&dbInstances, i)
		i.id = renamed
		i.shown.Set("DBInstanceIdentifier", renamed)
		i.shown.Set("DBInstanceArn", w.regionalARN("rds", "db:"+renamed))
		w.of(&dbInstances).add(renamed, i)
	}
	if state := i.state(&dbInstances); state != "stopped" {
		w.become(&dbInstances, i, dbModifyTime, "modifying", "available")
	}
	return value.New("DBInstance", w.describe(req, &dbInstances, i, "DBInstance")), nil
}

func (w *World) deleteDBInstance(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&dbInstances, given(req, "DBInstanceIdentifier"))
	if err != nil {
		return nil, err
	}
	if i.state(&dbInstances) == "deleting" {
		return nil, refuse("InvalidDBInstanceState", fmt.Sprintf("Instance %s is already being deleted.", i.id))
	}
	cluster := i.shown.Text("DBClusterIdentifier")
	// What an instance of a cluster holds is the cluster's to keep; one that was made
	// up may be of a cluster.
	if err := mayDelete(req, i.shown, "DB Instance"); err != nil && cluster == "" && !i.adopted {
		return nil, err
	}
	if final := given(req, "FinalDBSnapshotIdentifier"); final != "" {
		if _, err := w.newDBSnapshot(final, i); err != nil {
			return nil, err
		}
	}
	w.become(&dbInstances, i, dbDeleteTime, "deleting")
	w.later(i, dbDeleteTime, func() {
		w.remove(&dbInstances, i)
		if c, err := w.one(&dbClusters, cluster); err == nil {
			removeClusterMember(c, i.id)
		}
	})
	return value.New("DBInstance", w.describe(req, &dbInstances, i, "DBInstance")), nil
}
