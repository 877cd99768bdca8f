package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/shapecheck"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// section is a key of a file that describes an account: a list of resources of one
// kind, each as the API describes it.
type section struct {
	key string
	// one is what messages call a resource of the kind.
	one string
	// service and shape name the API's structure, id the member that must be there.
	service, shape, id string
	// tags is the member that holds the tags; empty for none.
	tags string
	// extras are keys for what the API shows by operations of their own.
	extras []extra
	// add puts one into the account. It is told what the extras hold.
	add func(w *World, o, extras *value.Object)
}

// extra is a key that the structure does not have.
type extra struct {
	key string
	// operation and parameter name the API's structure of it, of the section's
	// service; where they are empty it is a list of texts, or a map of texts.
	operation, parameter string
	kind                 document.NodeKind
}

// sections are the keys of a file in the order in which they are read: what others
// refer to comes first.
func sections() []section {
	keep := func(k *kind) func(*World, *value.Object, *value.Object) {
		return func(w *World, o, _ *value.Object) { w.keep(k, o) }
	}
	tagged := func(k *kind) func(*World, *value.Object, *value.Object) {
		return func(w *World, o, _ *value.Object) { w.keepTagged(k, o) }
	}
	return []section{
		{key: "policies", one: "a policy", service: "iam", shape: "Policy", id: "Arn", tags: "Tags",
			extras: []extra{{key: policyDocument, operation: "CreatePolicy", parameter: policyDocument}},
			add: func(w *World, o, extras *value.Object) {
				w.keep(&managedPolicies, o).aspects[policyDocument], _ = extras.Get(policyDocument)
			}},
		{key: "roles", one: "a role", service: "iam", shape: "Role", id: "RoleName", tags: "Tags",
			extras: []extra{{key: attachedPolicies, kind: document.List}, {key: inlinePolicies, kind: document.Map}},
			add:    (*World).loadRole},
		{key: "instanceProfiles", one: "an instance profile", service: "iam", shape: "InstanceProfile", id: "InstanceProfileName", tags: "Tags", add: keep(&instanceProfiles)},
		{key: "securityGroups", one: "a security group", service: "ec2", shape: "SecurityGroup", id: "GroupId", tags: "Tags", add: tagged(&groups)},
		{key: "images", one: "an image", service: "ec2", shape: "Image", id: "ImageId", tags: "Tags", add: tagged(&images)},
		{key: "snapshots", one: "a snapshot", service: "ec2", shape: "Snapshot", id: "SnapshotId", tags: "Tags", add: tagged(&snapshots)},
		{key: "instances", one: "an instance", service: "ec2", shape: "Instance", id: "InstanceId", tags: "Tags", add: (*World).loadInstance},
		{key: "volumes", one: "a volume", service: "ec2", shape: "Volume", id: "VolumeId", tags: "Tags", add: (*World).loadVolume},
		{key: "managedInstances", one: "a managed instance", service: "ssm", shape: "InstanceInformation", id: "InstanceId", add: (*World).loadInformation},
		{key: "parameters", one: "a parameter", service: "ssm", shape: "Parameter", id: "Name", add: (*World).loadParameter},
		{key: "stacks", one: "a stack", service: "cloudformation", shape: "Stack", id: "StackName", tags: "Tags", add: (*World).loadStack},
		{key: "buckets", one: "a bucket", service: "s3", shape: "Bucket", id: "Name", tags: "", extras: bucketExtras(), add: (*World).loadBucket},
		{key: "dbClusters", one: "a DB cluster", service: "rds", shape: "DBCluster", id: "DBClusterIdentifier", tags: "TagList", add: keep(&dbClusters)},
		{key: "dbInstances", one: "a DB instance", service: "rds", shape: "DBInstance", id: "DBInstanceIdentifier", tags: "TagList", add: (*World).loadDBInstance},
		{key: "dbSnapshots", one: "a DB snapshot", service: "rds", shape: "DBSnapshot", id: "DBSnapshotIdentifier", tags: "TagList", add: keep(&dbSnapshots)},
		{key: "dbClusterSnapshots", one: "a DB cluster snapshot", service: "rds", shape: "DBClusterSnapshot", id: "DBClusterSnapshotIdentifier", tags: "TagList", add: keep(&dbClusterSnapshots)},
	}
}

// Load puts what a file describes into the account, which should be new. The error
// is a *shapecheck.ProblemsError; then the account is of no use.
func (w *World) Load(src *document.Source) error {
	doc, broken := document.Parse(src)
	check := shapecheck.New(src.Name(), broken...)
	if len(broken) > 0 {
		return check.Err()
	}
	all := sections()
	var known []string
	for _, s := range all {
		known = append(known, s.key)
	}
	switch {
	case doc.Root == nil:
		check.ReportAt(src.Pos(0), "the file is empty; it holds lists of resources under keys such as %q", "instances")
	case doc.Root.Kind != document.Map:
		check.Report(doc.Root, "an account is a map with lists of resources under keys such as %q, this is %s", "instances", doc.Root.Kind.WithArticle())
	default:
		check.Keys(doc.Root, "an account", known...)
		w.mu.Lock()
		defer w.mu.Unlock()
		for _, s := range all {
			if n := doc.Root.Get(s.key); n != nil {
				w.loadSection(check, s, n)
			}
		}
	}
	// In the order of the file, which is not that of reading.
	slices.SortStableFunc(check.Problems, func(a, b shapecheck.Problem) int { return a.Pos.Offset - b.Pos.Offset })
	return check.Err()
}

func (w *World) loadSection(check *shapecheck.Check, s section, n *document.Node) {
	if n.Kind == document.Null {
		return
	}
	if n.Kind != document.List {
		check.Report(n, "%s is a list, this is %s", s.key, n.Kind.WithArticle())
		return
	}
	service, err := awsapi.OpenService(s.service)
	if err != nil {
		check.Report(n, "%v", err)
		return
	}
	r := &reader{check: check, section: s, service: service, shape: service.Shape(s.shape)}
	seen := map[string]bool{}
	for _, item := range n.Items {
		before := len(check.Problems)
		o, extras := r.read(item)
		if len(check.Problems) > before {
			continue
		}
		id := o.Text(s.id)
		if seen[id] {
			check.Report(item.Get(s.id), "there is %s %q already", s.one, id)
			continue
		}
		seen[id] = true
		s.add(w, o, extras)
	}
}

// reader reads the resources of a section.
type reader struct {
	check   *shapecheck.Check
	section section
	service awsapi.Service
	shape   awsapi.Shape
}

// read checks one resource and brings the short forms of members into the API's:
// a map of tags, a policy that is written as a map, a state that is a text, and
// names of roles.
func (r *reader) read(n *document.Node) (o, extras *value.Object) {
	o, extras = value.New(), value.New()
	if n.Kind != document.Map {
		r.check.Report(n, "%s is a map of what the API shows of it, this is %s", r.section.one, n.Kind.WithArticle())
		return o, extras
	}
	if id := n.Get(r.section.id); !id.IsString() || id.Text == "" {
		at := n
		if id != nil {
			at = id
		}
		r.check.Report(at, "%s needs its %s, a text", r.section.one, r.section.id)
		return o, extras
	}
	for _, e := range n.Entries {
		if at := slices.IndexFunc(r.section.extras, func(x extra) bool { return x.key == e.Key.Text }); at >= 0 {
			extras.Set(e.Key.Text, r.extra(r.section.extras[at], e.Value))
			continue
		}
		name, v := r.member(e)
		o.Set(name, v)
	}
	return o, extras
}

func (r *reader) member(e document.Entry) (string, any) {
	name, n := e.Key.Text, e.Value
	switch shape := r.shape.Member(name).Shape(); {
	case name == "Tags" && r.section.tags != "":
		if n.Kind == document.Map {
			return r.section.tags, r.tags(n)
		}
		if !r.shape.Member(name).Exists() {
			r.check.Report(n, "tags are a map of keys and values, this is %s", n.Kind.WithArticle())
			return name, nil
		}
	case name == "AssumeRolePolicyDocument" && n.Kind == document.Map:
		return name, policyText(n)
	case name == "State" && shape.Type() == awsapi.Structure && n.Kind == document.String:
		state, ok := stateCalled(n.Text)
		if !ok {
			r.check.Report(n, "no instance is in the state %q; they are %s", n.Text, strings.Join(stateNames(), ", "))
		}
		return name, state.value()
	case name == "Roles" && n.Kind == document.List:
		return name, r.roles(n)
	}
	r.check.Member(r.shape, r.section.one, e)
	return name, n.Value()
}

// tags reads a map of keys and values.
func (r *reader) tags(n *document.Node) []any {
	list := []any{}
	for _, e := range n.Entries {
		if !e.Value.IsScalar() {
			r.check.Report(e.Value, "the value of a tag is a text, this is %s", e.Value.Kind.WithArticle())
			continue
		}
		list = append(list, value.New("Key", e.Key.Text, "Value", e.Value.Text))
	}
	return list
}

// roles reads the roles of an instance profile, by name or as the API has them.
func (r *reader) roles(n *document.Node) []any {
	list := []any{}
	for _, item := range n.Items {
		switch {
		case item.IsString():
			list = append(list, value.New("RoleName", item.Text))
		case item.Kind == document.Map:
			for _, e := range item.Entries {
				r.check.Member(r.service.Shape("Role"), "a role", e)
			}
			list = append(list, item.Value())
		default:
			r.check.Report(item, "a role is named by a text, this is %s", item.Kind.WithArticle())
		}
	}
	return list
}

func (r *reader) extra(x extra, n *document.Node) any {
	switch {
	case x.operation != "":
		return r.structure(x, n)
	case x.kind == document.List:
		if n.Kind == document.List && !slices.ContainsFunc(n.Items, func(item *document.Node) bool { return !item.IsString() }) {
			return n.Value()
		}
		r.check.Report(n, "%s is a list of texts", x.key)
	case n.Kind != document.Map:
		r.check.Report(n, "%s is a map, this is %s", x.key, n.Kind.WithArticle())
	default:
		o := value.New()
		for _, e := range n.Entries {
			switch {
			case e.Value.Kind == document.Map && x.key == inlinePolicies:
				o.Set(e.Key.Text, policyText(e.Value))
			case e.Value.IsString():
				o.Set(e.Key.Text, e.Value.Text)
			default:
				r.check.Report(e.Value, "%q is %s, expected a text", e.Key.Text, e.Value.Kind.WithArticle())
			}
		}
		return o
	}
	return nil
}

// structure reads an extra that is a parameter of the API.
func (r *reader) structure(x extra, n *document.Node) any {
	op, ok := r.service.Operation(x.operation)
	if !ok {
		r.check.Report(n, "%s is not known", x.key)
		return nil
	}
	shape := op.Input().Member(x.parameter).Shape()
	if shape.Type() == awsapi.String && n.Kind == document.Map {
		return policyText(n)
	}
	r.check.Value(shape, x.key, n)
	return n.Value()
}

// policyText is a policy that is written as a map as the API takes it.
func policyText(n *document.Node) string {
	text, err := value.Encode(n.Value())
	if err != nil {
		// A tree of a file can always be written as JSON.
		return fmt.Sprint(err)
	}
	return string(text)
}
