package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

var groups = kind{
	service: "ec2", shape: "SecurityGroup", id: "GroupId", prefix: "sg",
	malformed: expecting("InvalidGroupId.Malformed", "sg"),
	notFound: func(id string) error {
		return refuse("InvalidGroup.NotFound", fmt.Sprintf("The security group '%s' does not exist", id))
	},
	complete: (*World).completeGroup,
}

var groupListing = ec2Listing{
	kind: &groups, by: "GroupIds", wire: "groupIdSet", member: "SecurityGroups",
	filters: []string{
		"description", "Description",
		"egress.ip-permission.cidr", "IpPermissionsEgress.IpRanges.CidrIp",
		"egress.ip-permission.from-port", "IpPermissionsEgress.FromPort",
		"egress.ip-permission.group-id", "IpPermissionsEgress.UserIdGroupPairs.GroupId",
		"egress.ip-permission.protocol", "IpPermissionsEgress.IpProtocol",
		"egress.ip-permission.to-port", "IpPermissionsEgress.ToPort",
		"group-id", "GroupId",
		"group-name", "GroupName",
		"ip-permission.cidr", "IpPermissions.IpRanges.CidrIp",
		"ip-permission.from-port", "IpPermissions.FromPort",
		"ip-permission.group-id", "IpPermissions.UserIdGroupPairs.GroupId",
		"ip-permission.ipv6-cidr", "IpPermissions.Ipv6Ranges.CidrIpv6",
		"ip-permission.protocol", "IpPermissions.IpProtocol",
		"ip-permission.to-port", "IpPermissions.ToPort",
		"owner-id", "OwnerId",
		"tag-key", "Tags.Key",
		"vpc-id", "VpcId",
	},
}

// describeSecurityGroups knows the group of the default VPC besides those that were
// added.
func (w *World) describeSecurityGroups(req cloud.Request) (*value.Object, error) {
	w.addDefaultGroup()
	if names := texts(parameter(req, "GroupNames")); len(names) > 0 {
		listing := groupListing
		listing.only = func(_ *World, _ cloud.Request, shown *value.Object) bool {
			return slices.Contains(names, shown.Text("GroupName"))
		}
		for _, name := range names {
			if w.groupCalled(name, "") == nil {
				return nil, &stranger{refuse("InvalidGroup.NotFound", fmt.Sprintf("The security group '%s' does not exist in default VPC '%s'", name, w.net.vpc))}
			}
		}
		return listing.answer(w, req)
	}
	return groupListing.answer(w, req)
}

func (w *World) addDefaultGroup() {
	if of := w.of(&groups); !w.exists(&groups, w.net.securityGroup) {
		w.add(&groups, value.New("GroupId", w.net.securityGroup, "GroupName", "default", "Description", "default VPC security group",
			"IpPermissions", value.List(rule("-1", "UserIdGroupPairs", value.New("UserId", w.config.Account, "GroupId", w.net.securityGroup)))))
		// It was there before all others.
		of.ids = append([]string{w.net.securityGroup}, of.ids[:len(of.ids)-1]...)
	}
}

// rule is a permission for one peer, in the member that holds such.
func rule(protocol, member string, peer *value.Object) *value.Object {
	r := value.New("IpProtocol", protocol, "UserIdGroupPairs", value.List(), "IpRanges", value.List(), "Ipv6Ranges", value.List(), "PrefixListIds", value.List())
	r.Set(member, value.List(peer))
	return r
}

func (w *World) completeGroup(r *value.Object) {
	id := r.Text("GroupId")
	fill(r, "GroupName", "group-"+strings.TrimPrefix(id, "sg-"))
	fill(r,
		"Description", r.Text("GroupName"),
		"IpPermissionsEgress", value.List(rule("-1", "IpRanges", value.New("CidrIp", "0.0.0.0/0"))),
		"VpcId", w.net.vpc,
		"SecurityGroupArn", w.regionalARN("ec2", "security-group/"+id),
		"OwnerId", w.config.Account,
		"IpPermissions", value.List(),
	)
}

// groupCalled finds a group by its name, in a VPC or in any when none is named.
func (w *World) groupCalled(name, vpc string) *item {
	for _, g := range w.all(&groups) {
		if g.shown.Text("GroupName") == name && (vpc == "" || g.shown.Text("VpcId") == vpc) {
			return g
		}
	}
	return nil
}

func (w *World) createSecurityGroup(req cloud.Request) (*value.Object, error) {
	w.addDefaultGroup()
	name, vpc := given(req, "GroupName"), given(req, "VpcId")
	if vpc == "" {
		vpc = w.net.vpc
	}
	if w.groupCalled(name, vpc) != nil {
		return nil, refuse("InvalidGroup.Duplicate", fmt.Sprintf("The security group '%s' already exists for VPC '%s'", name, vpc))
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	g := w.add(&groups, value.New("GroupId", w.newID("sg-"), "GroupName", name, "Description", given(req, "Description"), "VpcId", vpc))
	w.tagNew(req, "security-group", g.id)
	return value.New("GroupId", g.id, "Tags", w.tagValues(g.id), "SecurityGroupArn", g.shown.Text("SecurityGroupArn")), nil
}

// group is the one that a call names by ID or, in the default VPC, by name.
func (w *World) group(req cloud.Request) (*item, error) {
	w.addDefaultGroup()
	if name := given(req, "GroupName"); name != "" && given(req, "GroupId") == "" {
		if g := w.groupCalled(name, w.net.vpc); g != nil {
			return g, nil
		}
		return nil, &stranger{refuse("InvalidGroup.NotFound", fmt.Sprintf("The security group '%s' does not exist in default VPC '%s'", name, w.net.vpc))}
	}
	return w.one(&groups, given(req, "GroupId"))
}

func (w *World) deleteSecurityGroup(req cloud.Request) (*value.Object, error) {
	g, err := w.group(req)
	switch {
	case err != nil:
		return nil, err
	case g.shown.Text("GroupName") == "default":
		return nil, refuse("CannotDelete", fmt.Sprintf("the specified group: %q name: \"default\" cannot be deleted by a user", g.id))
	}
	for _, other := range w.all(&groups) {
		if other != g && slices.Contains(valuesAt(other.shown, []string{"IpPermissions", "UserIdGroupPairs", "GroupId"}), g.id) {
			return nil, refuse("DependencyViolation", fmt.Sprintf("resource %s has a dependent object", g.id))
		}
	}
	for _, i := range w.instances {
		if i.state != terminated && slices.Contains(valuesAt(w.describeInstance(i), []string{"SecurityGroups", "GroupId"}), g.id) {
			return nil, refuse("DependencyViolation", fmt.Sprintf("resource %s has a dependent object", g.id))
		}
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	w.remove(&groups, g)
	return value.New("Return", true, "GroupId", g.id), nil
}
