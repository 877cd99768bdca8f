package world

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// attribute finds how the API calls an attribute of an instance: instanceType is
// InstanceType in the parameters and in the answer.
func attribute(name string) string {
	switch name {
	case "groupSet":
		return "Groups"
	case "kernel", "ramdisk":
		return strings.ToUpper(name[:1]) + name[1:] + "Id"
	case "blockDeviceMapping":
		return "BlockDeviceMappings"
	}
	return strings.ToUpper(name[:min(1, len(name))]) + name[min(1, len(name)):]
}

// attributes are those that DescribeInstances does not show, and what they are at
// first.
func (i *instance) attributes() *value.Object {
	if i.hidden == nil {
		i.hidden = value.New(
			"DisableApiTermination", value.New("Value", false),
			"DisableApiStop", value.New("Value", false),
			"InstanceInitiatedShutdownBehavior", value.New("Value", "stop"),
			"UserData", value.New(),
			"KernelId", value.New(),
			"RamdiskId", value.New(),
			"SriovNetSupport", value.New("Value", "simple"),
		)
	}
	return i.hidden
}

func (i *instance) isSet(attribute string) bool {
	o := i.attributes().Object(attribute)
	set, _ := o.Get("Value")
	return set == true
}

func (w *World) describeInstanceAttribute(req cloud.Request) (*value.Object, error) {
	found, err := w.find([]string{given(req, "InstanceId")})
	if err != nil {
		return nil, err
	}
	i, name := found[0], attribute(given(req, "Attribute"))
	answer := value.New("InstanceId", i.id)
	if v, ok := i.attributes().Get(name); ok {
		answer.Set(name, value.Clone(v))
		return answer, nil
	}
	shown := w.describeInstance(i)
	switch name {
	case "InstanceType", "EbsOptimized", "SourceDestCheck", "EnaSupport", "RootDeviceName":
		v, _ := shown.Get(name)
		answer.Set(name, value.New("Value", v))
	case "Groups":
		answer.Set(name, shown.List("SecurityGroups"))
	case "BlockDeviceMappings", "ProductCodes":
		answer.Set(name, shown.List(name))
	case "EnclaveOptions":
		v, _ := shown.Get(name)
		answer.Set(name, v)
	default:
		return nil, refuse("InvalidParameterValue", fmt.Sprintf("Value (%s) for parameter attribute is invalid. Unknown attribute.", given(req, "Attribute")))
	}
	return answer, nil
}

// newValues are the attributes that a call changes: each in a parameter of its own,
// or one in Attribute and Value.
func newValues(req cloud.Request) *value.Object {
	values := value.New()
	if name := given(req, "Attribute"); name != "" {
		if v := given(req, "Value"); v != "" {
			values.Set(attribute(name), v)
		}
	}
	for name, v := range req.Input.All() {
		switch o, wrapped := v.(*value.Object); {
		case name == "Kernel", name == "Ramdisk":
			name += "Id"
			fallthrough
		case wrapped:
			if inner, ok := o.Get("Value"); ok {
				values.Set(name, inner)
			}
		case name == "Groups", name == "BlockDeviceMappings":
			values.Set(name, v)
		}
	}
	return values
}

func (w *World) modifyInstanceAttribute(req cloud.Request) (*value.Object, error) {
	found, err := w.find([]string{given(req, "InstanceId")})
	if err != nil {
		return nil, err
	}
	i, changes := found[0], newValues(req)
	if changes.Len() == 0 {
		return nil, refuse("InvalidParameterCombination", "No attributes specified.")
	}
	for _, name := range []string{"InstanceType", "EbsOptimized", "EnaSupport", "UserData", "KernelId", "RamdiskId", "SriovNetSupport"} {
		if _, ok := changes.Get(name); ok && i.state != stopped {
			return nil, refuse("IncorrectInstanceState", fmt.Sprintf("The instance '%s' is not in the 'stopped' state.", i.id))
		}
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	for name, v := range changes.All() {
		if err := w.setAttribute(i, name, v); err != nil {
			return nil, err
		}
	}
	return value.New(), nil
}

func (w *World) setAttribute(i *instance, name string, v any) error {
	if v == "true" || v == "false" { // of Attribute and Value
		v = v == "true"
	}
	switch name {
	case "InstanceType":
		i.instanceType, _ = v.(string)
	case "Groups":
		list := []any{}
		for _, id := range texts(v) {
			w.addDefaultGroup()
			g, err := w.needed(&groups, id)
			if err != nil {
				return err
			}
			list = append(list, value.New("GroupId", id, "GroupName", g.shown.Text("GroupName")))
		}
		i.show("SecurityGroups", list)
	case "BlockDeviceMappings":
		w.keepVolumes(i, value.New(name, v))
	case "EbsOptimized", "EnaSupport", "SourceDestCheck":
		i.show(name, v)
	default:
		i.attributes().Set(name, value.New("Value", v))
	}
	return nil
}

// keepVolumes sets which volumes go with the instance.
func (w *World) keepVolumes(i *instance, given *value.Object) {
	for _, m := range given.Objects("BlockDeviceMappings") {
		settings := m.Object("Ebs")
		deleted, ok := settings.Get("DeleteOnTermination")
		for _, a := range w.attachedTo(i) {
			if ok && a.Text("Device") == m.Text("DeviceName") {
				a.Set("DeleteOnTermination", deleted)
			}
		}
	}
}

// show sets what describing an instance shows in place of what follows from its
// other properties.
func (i *instance) show(name string, v any) {
	if i.shown == nil {
		i.shown = value.New()
	}
	i.shown.Set(name, v)
}

func (w *World) modifyMetadataOptions(req cloud.Request) (*value.Object, error) {
	found, err := w.find([]string{given(req, "InstanceId")})
	if err != nil {
		return nil, err
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	i := found[0]
	options := w.describeInstance(i).Object("MetadataOptions")
	for name, given := range req.Input.All() {
		if _, ok := options.Get(name); ok && name != "State" {
			options.Set(name, given)
		}
	}
	i.show("MetadataOptions", options)
	answer := value.Clone(options).(*value.Object)
	answer.Set("State", "pending")
	return value.New("InstanceId", i.id, "InstanceMetadataOptions", answer), nil
}

// monitor turns detailed monitoring on or off.
func (w *World) monitor(req cloud.Request) (*value.Object, error) {
	now, then := "pending", "enabled"
	if req.Operation == "UnmonitorInstances" {
		now, then = "disabling", "disabled"
	}
	found, err := w.find(texts(parameter(req, "InstanceIds")))
	if err != nil {
		return nil, err
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	list := []any{}
	for _, i := range found {
		i.show("Monitoring", value.New("State", then))
		list = append(list, value.New("InstanceId", i.id, "Monitoring", value.New("State", now)))
	}
	return value.New("InstanceMonitorings", list), nil
}
