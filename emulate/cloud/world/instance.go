package world

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
)

// instance is one EC2 instance, which is also a managed node of Systems Manager.
type instance struct {
	id, reservation string
	launched        time.Time
	instanceType    string
	image           string
	subnet          subnet
	privateIP       string
	publicIP        string
	mac             string
	networkCard     string // ID of the network interface
	attachment      string // of the network interface
	rootVolume      string
	profile         *association // nil without an instance profile
	// shown are members of the description that were set as such, hidden the
	// attributes that the description lacks; both nil for none.
	shown, hidden *value.Object
	// assumed tells one of which nothing but the ID was said, supposed one of which
	// more was supposed since.
	assumed, supposed bool
	// information is what Systems Manager is said to know; nil for nothing special.
	information *value.Object
	lifecycle
}

// Facts about all instances of the account: Amazon Linux 2023 on Intel.
const (
	rootDevice      = "/dev/xvda"
	keyName         = "my-key-pair"
	profileName     = "AmazonSSMRoleForInstancesQuickSetup"
	platformName    = "Amazon Linux"
	platformVersion = "2023"
	agentVersion    = "3.3.1611.0"
)

// AddInstance puts a running instance into the account, which is a managed node
// and online. The ID may be any text: people like to write i-123. An instance
// that is there already stays as it is.
func (w *World) AddInstance(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.instance(id) == nil {
		added := w.newInstance(id)
		added.assumed = true
		w.instances = append(w.instances, added)
		w.setTag(id, tag{"Name", "server-" + strings.TrimPrefix(id, "i-")})
	}
}

// adopt puts instances into an open account that were made up before and change now,
// so that what they change to is known. It tells whether there are any such.
func (w *World) adopt(ids []string) bool {
	if !w.config.Open {
		return false
	}
	before := len(w.instances)
	for _, id := range ids {
		if w.instance(id) == nil && hexID("i", id) {
			w.instances = append(w.instances, w.newInstance(id))
		}
	}
	return len(w.instances) > before
}

// moveTo puts an instance into a zone of the network, if there is a subnet in it.
func (i *instance) moveTo(net network, zone string) {
	for _, s := range net.subnets {
		if s.zone == zone {
			last := i.privateIP[strings.LastIndex(i.privateIP, ".")+1:]
			i.privateIP = fmt.Sprintf("172.31.%d.%s", s.block, last)
			i.subnet = s
			return
		}
	}
}

// instance is the one with this ID, nil when there is none.
func (w *World) instance(id string) *instance {
	for _, i := range w.instances {
		if i.id == id {
			return i
		}
	}
	return nil
}

func (w *World) newInstance(id string) *instance {
	r := w.random("instance", id)
	subnet := w.net.subnets[r.IntN(len(w.net.subnets))]
	age := time.Duration(1+r.IntN(60*24))*time.Hour + time.Duration(r.IntN(3600))*time.Second
	i := &instance{
		id: id, reservation: "r-" + r.Hex(17), lifecycle: lifecycle{state: running},
		launched: w.start.Add(-age).Truncate(time.Second),
		// One image for all, as in an account that uses the current one.
		instanceType: "t3.micro", image: w.baseImage().id,
		subnet:    subnet,
		privateIP: fmt.Sprintf("172.31.%d.%d", subnet.block+r.IntN(16), 4+r.IntN(250)),
		// 203.0.113.0/24 belongs to nobody: it is kept for examples (RFC 5737).
		publicIP:    fmt.Sprintf("203.0.113.%d", 1+r.IntN(254)),
		mac:         macAddress(r.Hex(10)),
		networkCard: "eni-" + r.Hex(17), attachment: "eni-attach-" + r.Hex(17),
		rootVolume: "vol-" + r.Hex(17),
		profile: &association{
			id: "iip-assoc-" + r.Hex(17), arn: w.arn("iam", "instance-profile/"+profileName), profileID: w.profileID(profileName),
		},
	}
	i.profile.since = timestamp(i.launched)
	base := w.baseImage()
	root := w.add(&volumes, value.New(
		"VolumeId", i.rootVolume, "CreateTime", timestamp(i.launched), "AvailabilityZone", subnet.zone, "SnapshotId", imageSnapshot(base),
	))
	w.attach(root, i, rootDevice, false).Set("AttachTime", timestamp(i.launched))
	return i
}

// macAddress puts the colons into ten digits, behind the two with which those of
// EC2 begin.
func macAddress(digits string) string {
	mac := "0a"
	for i := 0; i < len(digits); i += 2 {
		mac += ":" + digits[i:i+2]
	}
	return mac
}

// The first region has names of its own, from the time when it was the only one.

func (i *instance) privateDNSName(region string) string {
	host := "ip-" + strings.ReplaceAll(i.privateIP, ".", "-")
	if region == firstRegion {
		return host + ".ec2.internal"
	}
	return host + "." + region + ".compute.internal"
}

func (i *instance) publicDNSName(region string) string {
	host := "ec2-" + strings.ReplaceAll(i.publicIP, ".", "-")
	if region == firstRegion {
		return host + ".compute-1.amazonaws.com"
	}
	return host + "." + region + ".compute.amazonaws.com"
}

// find gives the instances with these IDs in the order of the account, all of
// them when no IDs are given, or AWS's error when one is unknown or
// malformed. An instance that is there is found whatever its ID looks like.
func (w *World) find(ids []string) ([]*instance, error) {
	if len(ids) == 0 {
		return w.instances, nil
	}
	var unknown []string
	for _, id := range ids {
		switch {
		case w.instance(id) != nil:
		case !strings.HasPrefix(id, "i-"):
			return nil, refuse("InvalidInstanceID.Malformed", fmt.Sprintf("Invalid id: %q (expecting \"i-...\")", id))
		case !hexID("i", id):
			return nil, refuse("InvalidInstanceID.Malformed", fmt.Sprintf("Invalid id: %q", id))
		default:
			unknown = append(unknown, id)
		}
	}
	switch len(unknown) {
	case 0:
		var found []*instance
		for _, i := range w.instances {
			if slices.Contains(ids, i.id) {
				found = append(found, i)
			}
		}
		return found, nil
	case 1:
		return nil, &stranger{refuse("InvalidInstanceID.NotFound", fmt.Sprintf("The instance ID '%s' does not exist", unknown[0]))}
	}
	return nil, &stranger{refuse("InvalidInstanceID.NotFound", fmt.Sprintf("The instance IDs '%s' do not exist", strings.Join(unknown, ", ")))}
}
