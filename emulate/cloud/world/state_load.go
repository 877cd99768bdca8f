package world

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
)

// keep adds a resource of a file. What is null in it is not there.
func (w *World) keep(k *kind, o *value.Object) *item {
	if k.idOf != nil {
		o.Set(k.id, k.idOf(o.Text(k.id)))
	}
	i := w.add(k, o)
	dropNulls(o)
	return i
}

// keepTagged keeps a resource of EC2, whose tags are beside those of all others.
func (w *World) keepTagged(k *kind, o *value.Object) {
	if k == &groups {
		w.addDefaultGroup()
	}
	w.moveTags(w.keep(k, o).id, o)
}

func (w *World) moveTags(id string, o *value.Object) {
	for _, t := range readTags(o.List("Tags")) {
		w.setTag(id, t)
	}
	o.Delete("Tags")
}

func dropNulls(o *value.Object) {
	var nulls []string
	for name, v := range o.All() {
		if v == nil {
			nulls = append(nulls, name)
		}
	}
	for _, name := range nulls {
		o.Delete(name)
	}
}

func (w *World) loadRole(o, extras *value.Object) {
	i := w.keep(&roles, o)
	if arns := texts(memberOf(extras, attachedPolicies)); arns != nil {
		i.aspects[attachedPolicies] = arns
	}
	if policies, ok := memberOf(extras, inlinePolicies).(*value.Object); ok {
		i.aspects[inlinePolicies] = policies
	}
}

// memberOf is a member, nil when it is not there.
func memberOf(o *value.Object, name string) any {
	v, _ := o.Get(name)
	return v
}

// loadInstance makes an instance like those that are made otherwise, and gives it
// what the file says.
func (w *World) loadInstance(o, _ *value.Object) {
	id := o.Text("InstanceId")
	i := w.newInstance(id)
	w.instances = append(w.instances, i)
	w.moveTags(id, o)
	take := func(name string, into *string) {
		if text := o.Text(name); text != "" {
			*into = text
			o.Delete(name)
		}
	}
	take("InstanceType", &i.instanceType)
	take("ImageId", &i.image)
	take("PrivateIpAddress", &i.privateIP)
	take("PublicIpAddress", &i.publicIP)
	if when, err := time.Parse(time.RFC3339, o.Text("LaunchTime")); err == nil {
		i.launched = when
		o.Delete("LaunchTime")
	}
	w.loadSubnet(i, o)
	if v, given := o.Get("IamInstanceProfile"); given {
		profile, _ := v.(*value.Object)
		i.profile = nil
		if arn := profile.Text("Arn"); arn != "" {
			w.newAssociation(i, "iip-assoc-"+w.random("association", id).Hex(17), arn)
		}
		o.Delete("IamInstanceProfile")
	}
	if state, ok := memberOf(o, "State").(*value.Object); ok {
		w.loadState(i, state.Text("Name"))
		o.Delete("State")
	}
	for name, v := range o.All() {
		if name != "InstanceId" {
			i.show(name, v)
		}
	}
}

// loadSubnet puts an instance where the file says: into a subnet, or a zone.
func (w *World) loadSubnet(i *instance, o *value.Object) {
	placement, _ := memberOf(o, "Placement").(*value.Object)
	zone, id := placement.Text("AvailabilityZone"), o.Text("SubnetId")
	for _, s := range w.net.subnets {
		if s.zone == zone || s.id == id {
			i.subnet = s
		}
	}
	if id != "" && i.subnet.id != id {
		i.subnet.id = id
		w.net.subnets = append(w.net.subnets, i.subnet)
	}
	if zone != "" {
		i.subnet.zone = zone
	}
	if root, err := w.one(&volumes, i.rootVolume); err == nil {
		root.shown.Set("AvailabilityZone", i.subnet.zone)
	}
	o.Delete("SubnetId")
	o.Delete("Placement")
}

// loadState brings an instance into a state. What changes by itself goes on.
func (w *World) loadState(i *instance, name string) {
	state, _ := stateCalled(name)
	now := w.now()
	switch state {
	case pending:
		i.start(now)
	case stopping:
		i.stop(now, stopping, stopped, stopTime)
	case shuttingDown, terminated:
		i.stop(now, shuttingDown, terminated, terminateTime)
		w.releaseVolumes(i)
		if state == terminated {
			i.settle(i.due)
		}
	case stopped:
		i.stop(now, stopping, stopped, stopTime)
		i.settle(i.due)
	}
}

// loadVolume also knows which instance has a volume.
func (w *World) loadVolume(o, _ *value.Object) {
	for _, a := range o.Objects("Attachments") {
		fill(a, "VolumeId", o.Text("VolumeId"), "State", "attached", "DeleteOnTermination", false, "AttachTime", timestamp(w.start))
		fill(o, "State", "in-use")
		if i := w.instance(a.Text("InstanceId")); i != nil {
			fill(o, "AvailabilityZone", i.subnet.zone)
			w.replaceRoot(i, a.Text("Device"))
		}
	}
	w.keepTagged(&volumes, o)
}

// replaceRoot takes the root volume away that an instance got by itself, when the
// file has one of its own.
func (w *World) replaceRoot(i *instance, device string) {
	if root, err := w.one(&volumes, i.rootVolume); err == nil && device == rootDevice {
		w.remove(&volumes, root)
	}
}

// loadInformation says what Systems Manager knows of an instance.
func (w *World) loadInformation(o, _ *value.Object) {
	id := o.Text("InstanceId")
	i := w.instance(id)
	if i == nil {
		i = w.newInstance(id)
		w.instances = append(w.instances, i)
	}
	if ping := o.Text("PingStatus"); ping != "" && ping != "Online" {
		// The agent is away, for as long as nothing is done about it.
		i.agent = w.start.AddDate(100, 0, 0)
	}
	i.information = o
}

func (w *World) loadParameter(o, _ *value.Object) {
	p := &storedParameter{name: o.Text("Name"), kind: o.Text("Type"), value: o.Text("Value"), version: 1, changed: w.start.AddDate(0, 0, -7)}
	if p.kind == "" {
		p.kind = "String"
	}
	if version, ok := memberOf(o, "Version").(json.Number); ok {
		if n, err := strconv.Atoi(string(version)); err == nil && n > 0 {
			p.version = n
		}
	}
	if when, err := time.Parse(time.RFC3339, o.Text("LastModifiedDate")); err == nil {
		p.changed = when
	}
	w.parameters.add(p.name, p)
}

// loadStack adds a stack that is in the state of the file until it is deleted.
func (w *World) loadStack(o, _ *value.Object) {
	name := o.Text("StackName")
	s := &stack{id: o.Text("StackId"), name: name, created: w.start.AddDate(0, 0, -30), done: w.start, tags: memberOf(o, "Tags"), shown: o}
	if s.id == "" {
		s.id = w.regionalARN("cloudformation", "stack/"+name+"/"+w.random("stack", name).UUID())
	}
	for _, member := range []string{"StackId", "StackName", "Tags"} {
		o.Delete(member)
	}
	w.stacks.add(s.id, s)
}

// loadDBInstance also makes an instance a member of its cluster.
func (w *World) loadDBInstance(o, _ *value.Object) {
	i := w.keep(&dbInstances, o)
	if c, ok := w.of(&dbClusters).get(databaseID(o.Text("DBClusterIdentifier"))); ok {
		members := c.shown.Objects("DBClusterMembers")
		if !slices.ContainsFunc(members, func(m *value.Object) bool { return m.Text("DBInstanceIdentifier") == i.id }) {
			addClusterMember(c, i.id)
		}
	}
}

// bucketExtras are the aspects of buckets, by the name of their operations without
// Bucket, their tags, and their objects: texts by key.
func bucketExtras() []extra {
	extras := []extra{{key: storedObjects, kind: document.Map}, {key: "Tags", kind: document.Map}}
	for _, name := range []string{
		"BucketVersioning", "BucketEncryption", "PublicAccessBlock", "BucketPolicy", "BucketLogging", "BucketLifecycleConfiguration", "BucketCors",
		"BucketWebsite", "BucketReplication", "BucketOwnershipControls", "ObjectLockConfiguration", "BucketRequestPayment",
		"BucketAccelerateConfiguration", "BucketNotificationConfiguration",
	} {
		if a, ok := aspectCalled(name); ok {
			extras = append(extras, extra{key: strings.TrimPrefix(name, "Bucket"), operation: "Put" + name, parameter: a.input})
		}
	}
	return extras
}

func (w *World) loadBucket(o, extras *value.Object) {
	b := w.keep(&buckets, o)
	for name, v := range extras.All() {
		switch name {
		case storedObjects:
			given, _ := v.(*value.Object)
			for key, body := range given.All() {
				text, _ := body.(string)
				w.put(b, &objectVersion{key: key, body: []byte(text), shown: value.New("ContentType", "binary/octet-stream", "ServerSideEncryption", "AES256", "Metadata", value.New())})
			}
		case "Tags":
			tags := value.List()
			given, _ := v.(*value.Object)
			for key, text := range given.All() {
				tags = append(tags, value.New("Key", key, "Value", text))
			}
			b.aspects["BucketTagging"] = value.New("TagSet", tags)
		case "PublicAccessBlock", "ObjectLockConfiguration":
			b.aspects[name] = aspectGiven(v)
		default:
			b.aspects["Bucket"+name] = aspectGiven(v)
		}
	}
}

// aspectGiven is an aspect of a bucket; null in a file says that there is none.
func aspectGiven(v any) any {
	if v == nil {
		return deleted{}
	}
	return v
}
