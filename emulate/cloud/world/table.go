package world

import (
	"fmt"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// tableTime is how long a change to an empty table takes.
const tableTime = 20 * time.Second

// tables are those of DynamoDB; what they hold is not kept.
var tables = kind{
	service: "dynamodb", shape: "TableDescription", id: "TableName", state: "TableStatus",
	notFound: func(id string) error {
		return refuse("ResourceNotFoundException", fmt.Sprintf("Requested resource not found: Table: %s not found", id))
	},
	complete: (*World).completeTable,
}

// pointInTime is the aspect of a table with whether it is backed up continuously.
const pointInTime = "PointInTimeRecoveryStatus"

func tableOperation(name string) operation {
	switch name {
	case "CreateTable":
		return (*World).createTable
	case "DescribeTable":
		return (*World).describeTable
	case "ListTables":
		return (*World).listTables
	case "UpdateTable":
		return (*World).updateTable
	case "DeleteTable":
		return (*World).deleteTable
	case "DescribeContinuousBackups", "UpdateContinuousBackups":
		return (*World).continuousBackups
	}
	return nil
}

// tableName makes the name of a table of what callers write: it may be an ARN.
func tableName(written string) string {
	if _, name, ok := strings.Cut(written, ":table/"); ok {
		return name
	}
	return written
}

func (w *World) completeTable(r *value.Object) {
	name := r.Text("TableName")
	fill(r,
		"AttributeDefinitions", value.List(),
		"KeySchema", value.List(),
		"TableStatus", "ACTIVE",
		"CreationDateTime", timestamp(w.start.AddDate(0, 0, -30)),
		"ProvisionedThroughput", value.New("NumberOfDecreasesToday", 0, "ReadCapacityUnits", 0, "WriteCapacityUnits", 0),
		"TableSizeBytes", 0,
		"ItemCount", 0,
		"TableArn", w.regionalARN("dynamodb", "table/"+name),
		"TableId", w.random("table", name).UUID(),
		"DeletionProtectionEnabled", false,
	)
}

// setTable gives a table what a call says of it.
func setTable(w *World, req cloud.Request, r *value.Object) {
	tables.take(req, r)
	r.Set("TableName", tableName(r.Text("TableName")))
	if mode := given(req, "BillingMode"); mode != "" {
		r.Set("BillingModeSummary", value.New("BillingMode", mode, "LastUpdateToPayPerRequestDateTime", timestamp(w.now())))
	}
	if class := given(req, "TableClass"); class != "" {
		r.Set("TableClassSummary", value.New("TableClass", class))
	}
	if sse, ok := parameter(req, "SSESpecification").(*value.Object); ok {
		status := value.New("Status", "DISABLED")
		if enabled, _ := sse.Get("Enabled"); enabled != false {
			status = value.New("Status", "ENABLED", "SSEType", "KMS")
			if key := sse.Text("KMSMasterKeyId"); key != "" {
				status.Set("KMSMasterKeyArn", key)
			}
		}
		r.Set("SSEDescription", status)
	}
}

func (w *World) createTable(req cloud.Request) (*value.Object, error) {
	name := tableName(given(req, "TableName"))
	if w.exists(&tables, name) {
		return nil, refuse("ResourceInUseException", "Table already exists: "+name)
	}
	r := value.New("TableName", name, "CreationDateTime", timestamp(w.now()))
	setTable(w, req, r)
	t := w.add(&tables, r)
	w.become(&tables, t, tableTime, "CREATING", "ACTIVE")
	return value.New("TableDescription", value.Clone(r)), nil
}

func (w *World) describeTable(req cloud.Request) (*value.Object, error) {
	t, err := w.one(&tables, tableName(given(req, "TableName")))
	if err != nil {
		return nil, err
	}
	return value.New("Table", w.describe(req, &tables, t, "Table")), nil
}

func (w *World) listTables(req cloud.Request) (*value.Object, error) {
	if err := w.unpeopled(w.of(&tables).ever()); err != nil {
		return nil, err
	}
	limit := count(req, "Limit")
	names, after := []any{}, given(req, "ExclusiveStartTableName")
	output := value.New("TableNames", names)
	for _, t := range w.all(&tables) {
		if after != "" {
			if t.id == after {
				after = ""
			}
			continue
		}
		if limit > 0 && len(names) == limit {
			output.Set("LastEvaluatedTableName", names[limit-1])
			break
		}
		names = append(names, t.id)
	}
	output.Set("TableNames", names)
	return output, nil
}

// ready refuses what a table in its state does not take.
func ready(t *item) error {
	switch state := t.state(&tables); state {
	case "", "ACTIVE":
		return nil
	default:
		return refuse("ResourceInUseException", fmt.Sprintf("Attempt to change a resource which is still in use: Table is being %s: %s",
			map[string]string{"CREATING": "created", "UPDATING": "updated", "DELETING": "deleted"}[state], t.id))
	}
}

func (w *World) updateTable(req cloud.Request) (*value.Object, error) {
	t, err := w.needed(&tables, tableName(given(req, "TableName")))
	if err != nil {
		return nil, err
	}
	if err := ready(t); err != nil {
		return nil, err
	}
	setTable(w, req, t.shown)
	w.become(&tables, t, tableTime, "UPDATING", "ACTIVE")
	return value.New("TableDescription", w.describe(req, &tables, t, "TableDescription")), nil
}

func (w *World) deleteTable(req cloud.Request) (*value.Object, error) {
	t, err := w.needed(&tables, tableName(given(req, "TableName")))
	if err != nil {
		return nil, err
	}
	if err := ready(t); err != nil {
		return nil, err
	}
	if protected, _ := t.shown.Get("DeletionProtectionEnabled"); protected == true {
		return nil, refuse("ValidationException", "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.")
	}
	w.become(&tables, t, tableTime, "DELETING")
	w.later(t, tableTime, func() { w.remove(&tables, t) })
	return value.New("TableDescription", w.describe(req, &tables, t, "TableDescription")), nil
}

func (w *World) continuousBackups(req cloud.Request) (*value.Object, error) {
	find := w.one
	if req.Operation == "UpdateContinuousBackups" {
		find = w.needed
	}
	t, err := find(&tables, tableName(given(req, "TableName")))
	if err != nil {
		return nil, tableNotFound(err, given(req, "TableName"))
	}
	if spec, ok := parameter(req, "PointInTimeRecoverySpecification").(*value.Object); ok {
		t.aspects[pointInTime] = "DISABLED"
		if enabled, _ := spec.Get("PointInTimeRecoveryEnabled"); enabled == true {
			t.aspects[pointInTime] = "ENABLED"
		}
	}
	status, known := t.aspects[pointInTime].(string)
	switch {
	case !known && t.adopted:
		return nil, &stranger{errElsewhere}
	case !known:
		status = "DISABLED"
	}
	return value.New("ContinuousBackupsDescription", value.New(
		"ContinuousBackupsStatus", "ENABLED", "PointInTimeRecoveryDescription", value.New("PointInTimeRecoveryStatus", status),
	)), nil
}

// tableNotFound is the error as the operations about backups call it.
func tableNotFound(err error, name string) error {
	refusal := refuse("TableNotFoundException", "Table not found: "+name)
	if _, unknown := err.(*stranger); unknown {
		return &stranger{refusal}
	}
	return refusal
}
