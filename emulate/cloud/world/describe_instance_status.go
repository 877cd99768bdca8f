package world

import (
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// statusFilters are the filters of DescribeInstanceStatus, as instanceFilters
// are those of DescribeInstances.
var statusFilters = map[string]string{
	"availability-zone":            "AvailabilityZone",
	"availability-zone-id":         "AvailabilityZoneId",
	"instance-state-code":          "InstanceState.Code",
	"instance-state-name":          "InstanceState.Name",
	"instance-status.reachability": "InstanceStatus.Details.Status",
	"instance-status.status":       "InstanceStatus.Status",
	"system-status.reachability":   "SystemStatus.Details.Status",
	"system-status.status":         "SystemStatus.Status",
	"attached-ebs-status.status":   "AttachedEbsStatus.Status",
	"operator.managed":             "Operator.Managed",
}

func (w *World) describeInstanceStatus(req cloud.Request) (*value.Object, error) {
	query, err := w.readInstanceQuery(req)
	if err != nil {
		return nil, err
	}
	all, _ := parameter(req, "IncludeAllInstances").(bool)
	var statuses []any
	for _, i := range query.instances {
		described := w.describeStatus(i)
		if (all || i.state == running) && query.filters.match(described, statusFilters, nil) {
			statuses = append(statuses, described)
		}
	}
	return query.page.answer("InstanceStatuses", statuses), nil
}

func (w *World) describeStatus(i *instance) *value.Object {
	return value.New(
		"AvailabilityZone", i.subnet.zone,
		"AvailabilityZoneId", i.subnet.zoneID,
		"Operator", value.New("Managed", false),
		"InstanceId", i.id,
		"InstanceState", i.stateValue(),
		"InstanceStatus", i.checks(w.now()),
		"SystemStatus", i.checks(w.now()),
		"AttachedEbsStatus", i.checks(w.now()),
	)
}

// checks are the status of an instance's checks.
func (i *instance) checks(now time.Time) *value.Object {
	if i.state != running {
		return value.New("Status", "not-applicable")
	}
	if now.Before(i.ready) {
		return value.New(
			"Details", value.List(value.New("Name", "reachability", "Status", "initializing")),
			"Status", "initializing",
		)
	}
	return value.New(
		"Details", value.List(value.New("Name", "reachability", "Status", "passed")),
		"Status", "ok",
	)
}
