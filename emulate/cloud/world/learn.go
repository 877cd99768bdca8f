package world

import (
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Learn takes in what the answer of another account says of its resources, so that
// changes can be made here to what is there. Resources that were changed here stay as
// they are, by their IDs. What the API describes in several answers, as a role and
// its policies, is not learned.
func (w *World) Learn(op awsapi.Operation, output *value.Object, changed func(id string) bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.settle()
	l := &learner{world: w, service: op.Service().Name(), changed: changed}
	l.structure(op.Output(), output, 0)
}

// learner goes through an answer.
type learner struct {
	world   *World
	service string
	changed func(id string) bool
}

// learnable are the sections of a file whose resources are described by one
// structure.
var learnable = []string{
	"securityGroups", "images", "snapshots", "instances", "volumes", "managedInstances", "stacks",
	"dbClusters", "dbInstances", "dbSnapshots", "dbClusterSnapshots",
}

func (l *learner) structure(s awsapi.Shape, v any, depth int) {
	const deepest = 6
	if depth > deepest {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			l.structure(s.Elem().Shape(), item, depth+1)
		}
	case *value.Object:
		if s.Type() != awsapi.Structure || l.resource(s, v) {
			return
		}
		for m := range s.Members() {
			if inner, ok := v.Get(m.Name()); ok {
				l.structure(m.Shape(), inner, depth+1)
			}
		}
	}
}

// resource learns a resource. It is false for a structure that is none.
func (l *learner) resource(shape awsapi.Shape, described *value.Object) bool {
	all := sections()
	at := slices.IndexFunc(all, func(s section) bool {
		return s.service == l.service && s.shape == shape.Name() && slices.Contains(learnable, s.key)
	})
	if at < 0 {
		return false
	}
	s := all[at]
	id := described.Text(s.id)
	if id == "" || l.changed(id) || s.key == "stacks" && l.changed(described.Text("StackId")) {
		return true
	}
	o := value.Clone(described).(*value.Object)
	switch s.key {
	case "instances":
		l.instance(described)
	case "managedInstances":
		if l.world.instance(id) != nil {
			l.world.loadInformation(o, value.New())
		}
	default:
		l.world.untag(id)
		s.add(l.world, o, value.New())
		for _, name := range unsaid(described, o) {
			o.Delete(name) // the other account would have said it
		}
	}
	return true
}

// unsaid are the members that a description does not have.
func unsaid(described, o *value.Object) []string {
	var names []string
	for name := range o.All() {
		if _, ok := described.Get(name); !ok {
			names = append(names, name)
		}
	}
	return names
}

// instance learns an instance, with the volumes that it has.
func (l *learner) instance(described *value.Object) {
	w, id := l.world, described.Text("InstanceId")
	known := w.instance(id)
	if known != nil {
		w.remove(&volumes, &item{id: known.rootVolume})
		w.instances = slices.DeleteFunc(w.instances, func(i *instance) bool { return i == known })
	}
	w.untag(id)
	o := value.Clone(described).(*value.Object)
	profile := described.Object("IamInstanceProfile")
	if profile == nil {
		o.Set("IamInstanceProfile", nil)
	}
	for _, name := range []string{"BlockDeviceMappings", "StateReason", "StateTransitionReason"} {
		o.Delete(name) // they follow from what happens here
	}
	w.loadInstance(o, value.New())
	i := w.instance(id)
	if i.profile != nil && profile.Text("Id") != "" {
		i.profile.profileID = profile.Text("Id")
	}
	if known != nil {
		i.information, i.agent = known.information, known.agent
	}
	for _, name := range unsaid(described, w.describeInstance(i)) {
		if name != "BlockDeviceMappings" {
			i.show(name, nil)
		}
	}
	w.remove(&volumes, &item{id: i.rootVolume})
	for _, m := range described.Objects("BlockDeviceMappings") {
		l.volume(i, m)
	}
}

// volume learns from an instance that it has a volume.
func (l *learner) volume(i *instance, mapping *value.Object) {
	w := l.world
	ebs, _ := memberOf(mapping, "Ebs").(*value.Object)
	id := ebs.Text("VolumeId")
	if id == "" || l.changed(id) {
		return
	}
	v, err := w.one(&volumes, id)
	switch {
	case err != nil || v.assumed:
		v = w.add(&volumes, value.New("VolumeId", id, "AvailabilityZone", i.subnet.zone))
	case slices.ContainsFunc(v.shown.Objects("Attachments"), func(a *value.Object) bool { return a.Text("InstanceId") == i.id }):
		return // it has said so itself
	}
	deleted, _ := ebs.Get("DeleteOnTermination")
	attachment := w.attach(v, i, mapping.Text("DeviceName"), deleted != true)
	if when := ebs.Text("AttachTime"); when != "" {
		attachment.Set("AttachTime", when)
	}
	if mapping.Text("DeviceName") == i.rootDevice() {
		i.rootVolume = id
	}
}

// rootDevice is where the root volume is.
func (i *instance) rootDevice() string {
	if device := i.shown.Text("RootDeviceName"); device != "" {
		return device
	}
	return rootDevice
}

// untag takes all tags from a resource.
func (w *World) untag(id string) {
	delete(w.tags, id)
	w.tagOrder = slices.DeleteFunc(w.tagOrder, func(other string) bool { return other == id })
}
