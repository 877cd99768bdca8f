package world

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// How long things take with a small database, about.
const (
	dbCreateTime = 6 * time.Minute
	dbModifyTime = 2 * time.Minute
	dbStartTime  = 5 * time.Minute
	dbStopTime   = 4 * time.Minute
	dbRebootTime = time.Minute
	dbDeleteTime = 4 * time.Minute
)

// databaseOperation finds an operation of RDS. DocumentDB and Neptune are parts of
// it with names of their own, in AWS as well: their databases are described by
// RDS, and the reverse.
func databaseOperation(service, name string) operation {
	answer := databaseOperations(name)
	if answer == nil || service == "rds" {
		return answer
	}
	return func(w *World, req cloud.Request) (*value.Object, error) {
		output, err := answer(w, req)
		if err != nil {
			return nil, err
		}
		op, err := awsapi.Lookup(req.Service, req.Operation)
		if err != nil {
			return nil, err
		}
		return conform(op.Output(), output).(*value.Object), nil
	}
}

func databaseOperations(name string) operation {
	switch name {
	case "DescribeDBInstances":
		return dbInstanceListing.answer
	case "CreateDBInstance":
		return (*World).createDBInstance
	case "CreateDBInstanceReadReplica":
		return (*World).createReadReplica
	case "RestoreDBInstanceFromDBSnapshot":
		return (*World).restoreDBInstance
	case "RestoreDBInstanceToPointInTime":
		return (*World).restoreDBInstanceToPointInTime
	case "ModifyDBInstance":
		return (*World).modifyDBInstance
	case "StartDBInstance":
		return startDBInstance.answer
	case "StopDBInstance":
		return stopDBInstance.answer
	case "RebootDBInstance":
		return rebootDBInstance.answer
	case "PromoteReadReplica":
		return promoteReadReplica.answer
	case "DeleteDBInstance":
		return (*World).deleteDBInstance
	case "DescribeDBClusters":
		return dbClusterListing.answer
	case "CreateDBCluster":
		return (*World).createDBCluster
	case "RestoreDBClusterFromSnapshot":
		return (*World).restoreDBCluster
	case "RestoreDBClusterToPointInTime":
		return (*World).restoreDBClusterToPointInTime
	case "ModifyDBCluster":
		return (*World).modifyDBCluster
	case "StartDBCluster":
		return startDBCluster.answer
	case "StopDBCluster":
		return stopDBCluster.answer
	case "RebootDBCluster":
		return rebootDBCluster.answer
	case "FailoverDBCluster":
		return failoverDBCluster.answer
	case "DeleteDBCluster":
		return (*World).deleteDBCluster
	}
	return snapshotOperation(name)
}

// databasePages are RDS's rules for pages.
func databasePages() pageRules {
	return pageRules{
		token: "Marker", next: "Marker", limit: "MaxRecords", least: 20, most: 100,
		outOfRange: func(n int) error {
			return refuse("InvalidParameterValue", fmt.Sprintf("Invalid value %d for MaxRecords. Must be between 20 and 100", n))
		},
		badToken: refuse("InvalidParameterValue", "The marker is invalid or has expired."),
	}
}

func unknownDatabaseFilter(name string) error {
	return refuse("InvalidParameterValue", "Unrecognized filter name: "+name)
}

// databaseID makes an identifier of what callers write: it may be an ARN, and case
// does not count.
func databaseID(written string) string {
	if parts := strings.SplitN(written, ":", 7); len(parts) == 7 && parts[0] == "arn" {
		written = parts[6]
	}
	return strings.ToLower(written)
}

// databaseParameters are parameters that the description shows under another name.
func databaseParameters() []string {
	return []string{
		"EnableIAMDatabaseAuthentication", "IAMDatabaseAuthenticationEnabled",
		"EnablePerformanceInsights", "PerformanceInsightsEnabled",
		"EnableCloudwatchLogsExports", "EnabledCloudwatchLogsExports",
		"EnableHttpEndpoint", "HttpEndpointEnabled",
		"DBClusterParameterGroupName", "DBClusterParameterGroup",
		"Tags", "TagList",
	}
}

// setDatabase gives a database what a call says of it.
func (k *kind) setDatabase(req cloud.Request, r *value.Object) {
	k.take(req, r, databaseParameters()...)
	if id := given(req, k.id); id != "" {
		r.Set(k.id, databaseID(id))
	}
	if groups := texts(parameter(req, "VpcSecurityGroupIds")); groups != nil {
		var list []any
		for _, id := range groups {
			list = append(list, value.New("VpcSecurityGroupId", id, "Status", "active"))
		}
		r.Set("VpcSecurityGroups", list)
	}
	exports, _ := parameter(req, "CloudwatchLogsExportConfiguration").(*value.Object)
	if exports.Len() > 0 {
		r.Set("EnabledCloudwatchLogsExports", exported(r.List("EnabledCloudwatchLogsExports"), exports))
	}
}

// inherit gives a database members of what it is made from, where that has them.
func inherit(r, from *value.Object, members ...string) {
	for _, name := range members {
		if v, ok := from.Get(name); ok {
			r.Set(name, v)
		}
	}
}

// exported are the logs that go to CloudWatch after a change.
func exported(before []any, change *value.Object) []any {
	off := change.List("DisableLogTypes")
	after := slices.DeleteFunc(slices.Clone(before), func(log any) bool { return slices.Contains(off, log) })
	for _, log := range change.List("EnableLogTypes") {
		if !slices.Contains(after, log) {
			after = append(after, log)
		}
	}
	return append([]any{}, after...)
}

// endpoint is the host name of a database, kind the part that tells clusters
// from instances.
func (w *World) endpoint(id, kind string) string {
	return id + "." + kind + "c" + w.random("database", "account").Hex(11) + "." + w.config.Region + ".rds.amazonaws.com"
}

// mayDelete is what RDS asks before it deletes an instance or a cluster.
func mayDelete(req cloud.Request, shown *value.Object, called string) error {
	if protected, _ := shown.Get("DeletionProtection"); protected == true {
		return refuse("InvalidParameterCombination",
			fmt.Sprintf("Cannot delete protected %s, please disable deletion protection and try again.", called))
	}
	final := given(req, "FinalDBSnapshotIdentifier")
	switch skip := parameter(req, "SkipFinalSnapshot") == true; {
	case skip && final != "":
		return refuse("InvalidParameterCombination", "FinalDBSnapshotIdentifier can not be specified when deleting with SkipFinalSnapshot.")
	case !skip && final == "":
		return refuse("InvalidParameterCombination", "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.")
	}
	return nil
}
