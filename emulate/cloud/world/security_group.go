package world

import (
	"fmt"
	"regexp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

var groupErrors = idErrors{
	form: regexp.MustCompile(`^sg-([0-9a-f]{8}|[0-9a-f]{17})$`),
	malformed: func(id string) error {
		return refuse("InvalidGroupId.Malformed", fmt.Sprintf("Invalid id: %q (expecting \"sg-...\")", id))
	},
	notFound: func(id string) error {
		return refuse("InvalidGroup.NotFound", fmt.Sprintf("The security group '%s' does not exist", id))
	},
}

var groupFilters = map[string]string{
	"description":               "Description",
	"egress.ip-permission.cidr": "IpPermissionsEgress.IpRanges.CidrIp",
	"group-id":                  "GroupId",
	"group-name":                "GroupName",
	"owner-id":                  "OwnerId",
	"tag-key":                   "Tags.Key",
	"vpc-id":                    "VpcId",
}

// describeSecurityGroups knows the group of the default VPC, and those that were
// added.
func (w *World) describeSecurityGroups(req cloud.Request) (*value.Object, error) {
	var groups resources[string]
	groups.add(w.net.securityGroup, w.net.securityGroup)
	for _, id := range w.groups.ids {
		groups.add(id, id)
	}
	return describe(req, &groups, "GroupIds", "groupIdSet", groupErrors, w.describeGroup, groupFilters, "SecurityGroups")
}

func (w *World) describeGroup(id string) *value.Object {
	name, description := "default", "default VPC security group"
	if added, ok := w.groups.get(id); ok {
		name, description = added, added
	}
	return value.New(
		"GroupId", id,
		"IpPermissionsEgress", value.List(value.New(
			"IpProtocol", "-1",
			"UserIdGroupPairs", value.List(),
			"IpRanges", value.List(value.New("CidrIp", "0.0.0.0/0")),
			"Ipv6Ranges", value.List(),
			"PrefixListIds", value.List(),
		)),
		"Tags", w.tagValues(id),
		"VpcId", w.net.vpc,
		"SecurityGroupArn", "arn:"+w.partition()+":ec2:"+w.config.Region+":"+w.config.Account+":security-group/"+id,
		"OwnerId", w.config.Account,
		"GroupName", name,
		"Description", description,
		"IpPermissions", value.List(value.New(
			"IpProtocol", "-1",
			"UserIdGroupPairs", value.List(value.New("UserId", w.config.Account, "GroupId", id)),
			"IpRanges", value.List(),
			"Ipv6Ranges", value.List(),
			"PrefixListIds", value.List(),
		)),
	)
}
