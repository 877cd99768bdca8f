package world

import (
	"fmt"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// alarmTime is how long an alarm waits for its first data. What a metric is
// nobody knows here, so it is well then.
const alarmTime = time.Minute

var alarms = kind{
	service: "cloudwatch", shape: "MetricAlarm", id: "AlarmName", state: "StateValue",
	notFound: func(id string) error { return missing("ResourceNotFound", "Unknown: Alarm "+id+" does not exist") },
	complete: (*World).completeAlarm,
}

var alarmListing = listing{
	kind: &alarms, member: "MetricAlarms", by: "AlarmNames", lenient: true, equal: []string{"StateValue", "StateValue"},
	pages: func() pageRules {
		return pageRules{limit: "MaxRecords", badToken: refuse("InvalidNextToken", "Invalid NextToken")}
	},
}

func alarmOperation(name string) operation {
	switch name {
	case "DescribeAlarms":
		return (*World).describeAlarms
	case "PutMetricAlarm":
		return (*World).putMetricAlarm
	case "SetAlarmState":
		return (*World).setAlarmState
	case "EnableAlarmActions", "DisableAlarmActions":
		return (*World).switchAlarms
	case "DeleteAlarms":
		return (*World).deleteAlarms
	}
	return nil
}

func (w *World) completeAlarm(r *value.Object) {
	fill(r,
		"AlarmArn", w.regionalARN("cloudwatch", "alarm:"+r.Text("AlarmName")),
		"ActionsEnabled", true,
		"OKActions", value.List(),
		"AlarmActions", value.List(),
		"InsufficientDataActions", value.List(),
		"StateValue", "OK",
		"StateReason", "Unchecked: Initial alarm creation",
		"StateUpdatedTimestamp", timestamp(w.start.AddDate(0, 0, -1)),
		"AlarmConfigurationUpdatedTimestamp", timestamp(w.start.AddDate(0, 0, -1)),
		"Dimensions", value.List(),
	)
}

func (w *World) describeAlarms(req cloud.Request) (*value.Object, error) {
	prefix := given(req, "AlarmNamePrefix")
	output, err := alarmListing.answer(w, req)
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, a := range output.Objects("MetricAlarms") {
		if strings.HasPrefix(a.Text("AlarmName"), prefix) {
			list = append(list, a)
		}
	}
	output.Set("MetricAlarms", list)
	output.Set("CompositeAlarms", value.List())
	return output, nil
}

func (w *World) putMetricAlarm(req cloud.Request) (*value.Object, error) {
	name := given(req, "AlarmName")
	a, known := w.of(&alarms).get(name)
	if !known {
		a = w.add(&alarms, value.New("AlarmName", name))
		w.become(&alarms, a, alarmTime, "INSUFFICIENT_DATA", "OK")
	}
	alarms.take(req, a.shown)
	a.shown.Set("AlarmConfigurationUpdatedTimestamp", timestamp(w.now()))
	return value.New(), nil
}

// setAlarmState holds until the next evaluation in AWS; here, for good.
func (w *World) setAlarmState(req cloud.Request) (*value.Object, error) {
	a, err := w.needed(&alarms, given(req, "AlarmName"))
	if err != nil {
		return nil, err
	}
	a.next = nil
	for _, name := range []string{"StateValue", "StateReason", "StateReasonData"} {
		if text := given(req, name); text != "" {
			a.shown.Set(name, text)
		}
	}
	a.shown.Set("StateUpdatedTimestamp", timestamp(w.now()))
	return value.New(), nil
}

func (w *World) switchAlarms(req cloud.Request) (*value.Object, error) {
	for _, name := range texts(parameter(req, "AlarmNames")) {
		a, err := w.needed(&alarms, name)
		if err != nil {
			continue // CloudWatch passes over what there is not
		}
		a.shown.Set("ActionsEnabled", req.Operation == "EnableAlarmActions")
	}
	return value.New(), nil
}

func (w *World) deleteAlarms(req cloud.Request) (*value.Object, error) {
	var found []*item
	for _, name := range texts(parameter(req, "AlarmNames")) {
		a, err := w.needed(&alarms, name)
		if err != nil {
			return nil, missing("ResourceNotFound", fmt.Sprintf("Unknown: Alarm %s does not exist", name))
		}
		found = append(found, a)
	}
	for _, a := range found {
		w.remove(&alarms, a)
	}
	return value.New(), nil
}
