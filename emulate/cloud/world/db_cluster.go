package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

var dbClusters = kind{
	service: "rds", shape: "DBCluster", id: "DBClusterIdentifier", state: "Status", idOf: databaseID,
	notFound: func(id string) error {
		return missing("DBClusterNotFoundFault", fmt.Sprintf("DBCluster %s not found.", id))
	},
	complete: (*World).completeDBCluster,
}

var dbClusterListing = listing{
	kind: &dbClusters, member: "DBClusters", by: "DBClusterIdentifier", pages: databasePages,
	filters: []string{
		"clone-group-id", "CloneGroupId",
		"db-cluster-id", "DBClusterIdentifier",
		"db-cluster-resource-id", "DbClusterResourceId",
		"domain", "DomainMemberships.Domain",
		"engine", "Engine",
	},
	badFilter: unknownDatabaseFilter,
}

var startDBCluster = transition{
	kind: &dbClusters,
	from: []string{"stopped"}, via: "starting", to: "available", takes: dbStartTime,
	wrong: func(id, _ string) error {
		return refuse("InvalidDBClusterStateFault", fmt.Sprintf("DbCluster %s is not in stopped state.", id))
	},
	also: func(w *World, _ cloud.Request, c *item) error {
		for _, i := range w.clusterInstances(c) {
			w.become(&dbInstances, i, dbStartTime, "starting", "available")
		}
		return nil
	},
}

var stopDBCluster = transition{
	kind: &dbClusters,
	from: []string{"available"}, via: "stopping", to: "stopped", takes: dbStopTime, wrong: dbClusterNotAvailable,
	also: func(w *World, _ cloud.Request, c *item) error {
		for _, i := range w.clusterInstances(c) {
			w.become(&dbInstances, i, dbStopTime, "stopping", "stopped")
		}
		return nil
	},
}

var rebootDBCluster = transition{
	kind: &dbClusters,
	from: []string{"available"}, via: "rebooting", to: "available", takes: dbRebootTime, wrong: dbClusterNotAvailable,
}

var failoverDBCluster = transition{
	kind: &dbClusters,
	from: []string{"available"}, via: "failing-over", to: "available", takes: dbRebootTime, wrong: dbClusterNotAvailable,
	also: func(_ *World, req cloud.Request, c *item) error {
		return failover(c, databaseID(given(req, "TargetDBInstanceIdentifier")))
	},
}

func dbClusterNotAvailable(id, _ string) error {
	return refuse("InvalidDBClusterStateFault", fmt.Sprintf("DbCluster %s is not in available state.", id))
}

// failover makes another member of a cluster its writer: the target if there is
// one, else the first that reads.
func failover(c *item, target string) error {
	members := c.shown.Objects("DBClusterMembers")
	if c.adopted && len(members) == 0 {
		return nil
	}
	chosen := slices.IndexFunc(members, func(m *value.Object) bool {
		writer, _ := m.Get("IsClusterWriter")
		return target == "" && writer != true || target != "" && m.Text("DBInstanceIdentifier") == target
	})
	switch {
	case chosen < 0 && target != "":
		return refuse("InvalidDBInstanceState", fmt.Sprintf("Cannot find instance %s in the cluster.", target))
	case chosen < 0:
		return refuse("InvalidDBClusterStateFault", fmt.Sprintf("DbCluster %s has no reader to fail over to.", c.id))
	}
	for n, m := range members {
		m.Set("IsClusterWriter", n == chosen)
	}
	return nil
}

func addClusterMember(c *item, id string) {
	members := c.shown.List("DBClusterMembers")
	c.shown.Set("DBClusterMembers", append(slices.Clone(members), value.New(
		"DBInstanceIdentifier", id, "IsClusterWriter", len(members) == 0,
		"DBClusterParameterGroupStatus", "in-sync", "PromotionTier", 1,
	)))
}

func removeClusterMember(c *item, id string) {
	c.shown.Set("DBClusterMembers", slices.DeleteFunc(slices.Clone(c.shown.List("DBClusterMembers")), func(m any) bool {
		return m.(*value.Object).Text("DBInstanceIdentifier") == id
	}))
}

// clusterInstances are the instances of a cluster that the account has.
func (w *World) clusterInstances(c *item) []*item {
	var out []*item
	for _, i := range w.all(&dbInstances) {
		if i.shown.Text("DBClusterIdentifier") == c.id {
			out = append(out, i)
		}
	}
	return out
}

func (w *World) completeDBCluster(r *value.Object) {
	id := r.Text("DBClusterIdentifier")
	random := w.random("db cluster", id)
	fill(r, "Engine", "aurora-postgresql")
	name, engine := r.Text("Engine"), engineOf(r)
	zones := value.List()
	for _, s := range w.net.subnets {
		zones = append(zones, s.zone)
	}
	fill(r,
		"AllocatedStorage", 1,
		"AvailabilityZones", zones,
		"BackupRetentionPeriod", 1,
		"DBClusterParameterGroup", "default."+name,
		"DBSubnetGroup", "default",
		"Status", "available",
		"EarliestRestorableTime", timestamp(w.start.AddDate(0, 0, -1)),
		"Endpoint", w.endpoint(id, "cluster-"),
		"ReaderEndpoint", w.endpoint(id, "cluster-ro-"),
		"MultiAZ", false,
		"EngineVersion", engine.version,
		"LatestRestorableTime", timestamp(w.start),
		"Port", engine.port,
		"MasterUsername", "admin",
		"PreferredBackupWindow", "03:00-03:30",
		"PreferredMaintenanceWindow", "sun:04:00-sun:04:30",
		"ReadReplicaIdentifiers", value.List(),
		"DBClusterMembers", value.List(),
		"VpcSecurityGroups", value.List(value.New("VpcSecurityGroupId", w.net.securityGroup, "Status", "active")),
		"HostedZoneId", "Z"+strings.ToUpper(random.Hex(13)),
		"StorageEncrypted", false,
		"DbClusterResourceId", "cluster-"+strings.ToUpper(random.Hex(26)),
		"DBClusterArn", w.regionalARN("rds", "cluster:"+id),
		"AssociatedRoles", value.List(),
		"IAMDatabaseAuthenticationEnabled", false,
		"ClusterCreateTime", timestamp(w.start.AddDate(0, 0, -30)),
		"EngineMode", "provisioned",
		"DeletionProtection", false,
		"HttpEndpointEnabled", false,
		"CopyTagsToSnapshot", false,
		"CrossAccountClone", false,
		"DomainMemberships", value.List(),
		"TagList", value.List(),
		"AutoMinorVersionUpgrade", true,
		"NetworkType", "IPV4",
	)
}

// newDBCluster makes a cluster of what a call says and of what it is restored
// from.
func (w *World) newDBCluster(req cloud.Request, from *value.Object) (*value.Object, error) {
	id := databaseID(given(req, "DBClusterIdentifier"))
	if w.exists(&dbClusters, id) {
		return nil, refuse("DBClusterAlreadyExistsFault", "DB Cluster already exists")
	}
	r := value.New()
	inherit(r, from, "Engine", "EngineVersion", "EngineMode", "MasterUsername", "StorageEncrypted", "KmsKeyId", "DatabaseName")
	dbClusters.setDatabase(req, r)
	r.Set("ClusterCreateTime", timestamp(w.now()))
	if name := given(req, "DBSubnetGroupName"); name != "" {
		r.Set("DBSubnetGroup", name)
	}
	c := w.add(&dbClusters, r)
	w.become(&dbClusters, c, dbModifyTime, "creating", "available")
	return value.New("DBCluster", value.Clone(r)), nil
}

func (w *World) createDBCluster(req cloud.Request) (*value.Object, error) {
	return w.newDBCluster(req, value.New())
}

func (w *World) restoreDBCluster(req cloud.Request) (*value.Object, error) {
	snapshot, err := w.needed(&dbClusterSnapshots, given(req, "SnapshotIdentifier"))
	if err != nil {
		return nil, err
	}
	return w.newDBCluster(req, snapshot.shown)
}

func (w *World) restoreDBClusterToPointInTime(req cloud.Request) (*value.Object, error) {
	source, err := w.needed(&dbClusters, given(req, "SourceDBClusterIdentifier"))
	if err != nil {
		return nil, err
	}
	return w.newDBCluster(req, source.shown)
}

func (w *World) modifyDBCluster(req cloud.Request) (*value.Object, error) {
	c, err := w.needed(&dbClusters, given(req, "DBClusterIdentifier"))
	if err != nil {
		return nil, err
	}
	switch c.state(&dbClusters) {
	case "", "available", "modifying":
	default:
		return nil, dbClusterNotAvailable(c.id, "")
	}
	dbClusters.setDatabase(req, c.shown)
	c.shown.Set("DBClusterIdentifier", c.id)
	w.become(&dbClusters, c, dbModifyTime, "modifying", "available")
	return value.New("DBCluster", w.describe(req, &dbClusters, c, "DBCluster")), nil
}

func (w *World) deleteDBCluster(req cloud.Request) (*value.Object, error) {
	c, err := w.needed(&dbClusters, given(req, "DBClusterIdentifier"))
	if err != nil {
		return nil, err
	}
	if err := mayDelete(req, c.shown, "Cluster"); err != nil {
		return nil, err
	}
	for _, i := range w.clusterInstances(c) {
		if i.state(&dbInstances) != "deleting" {
			return nil, refuse("InvalidDBClusterStateFault", "Cluster cannot be deleted, it still contains DB instances in non-deleting state.")
		}
	}
	if final := given(req, "FinalDBSnapshotIdentifier"); final != "" {
		if _, err := w.newDBClusterSnapshot(final, c); err != nil {
			return nil, err
		}
	}
	w.become(&dbClusters, c, dbDeleteTime, "deleting")
	w.later(c, dbDeleteTime, func() { w.remove(&dbClusters, c) })
	return value.New("DBCluster", w.describe(req, &dbClusters, c, "DBCluster")), nil
}
