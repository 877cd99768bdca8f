package world

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// describeSubnets knows those of the default VPC. There may be further ones in an
// open account.
func (w *World) describeSubnets(req cloud.Request) (*value.Object, error) {
	var of resources[subnet]
	for _, s := range w.net.subnets {
		of.add(s.id, s)
	}
	output, err := describe(req, &of, "SubnetIds", "subnetSet", idErrors{
		wellFormed: func(id string) bool { return hexID("subnet", id) },
		malformed:  expecting("InvalidSubnetID.Malformed", "subnet"),
		notFound: func(id string) error {
			return refuse("InvalidSubnetID.NotFound", fmt.Sprintf("The subnet ID '%s' does not exist", id))
		},
	}, w.describeSubnet, pathsOf([]string{
		"availability-zone", "AvailabilityZone", "availabilityZone", "AvailabilityZone",
		"availability-zone-id", "AvailabilityZoneId",
		"cidr-block", "CidrBlock", "cidr", "CidrBlock", "cidrBlock", "CidrBlock",
		"default-for-az", "DefaultForAz", "defaultForAz", "DefaultForAz",
		"map-public-ip-on-launch", "MapPublicIpOnLaunch",
		"owner-id", "OwnerId",
		"state", "State",
		"subnet-arn", "SubnetArn",
		"subnet-id", "SubnetId",
		"tag-key", "Tags.Key",
		"vpc-id", "VpcId",
	}), "Subnets")
	return w.orElsewhere(output, err, "Subnets")
}

// orElsewhere leaves an empty list to somebody else in an open account: a network
// that nobody has named is not one that does not exist.
func (w *World) orElsewhere(output *value.Object, err error, member string) (*value.Object, error) {
	if err == nil && len(output.List(member)) == 0 {
		if err := w.unpeopled(0); err != nil {
			return nil, err
		}
	}
	return output, err
}

func (w *World) describeSubnet(s subnet) *value.Object {
	shown := value.New(
		"AvailabilityZoneId", s.zoneID,
		"MapCustomerOwnedIpOnLaunch", false,
		"OwnerId", w.config.Account,
		"AssignIpv6AddressOnCreation", false,
		"Ipv6CidrBlockAssociationSet", value.List(),
		"Tags", w.tagValues(s.id),
		"SubnetArn", w.regionalARN("ec2", "subnet/"+s.id),
		"EnableDns64", false,
		"Ipv6Native", false,
		"PrivateDnsNameOptionsOnLaunch", value.New(
			"HostnameType", "ip-name", "EnableResourceNameDnsARecord", false, "EnableResourceNameDnsAAAARecord", false,
		),
		"SubnetId", s.id,
		"State", "available",
		"VpcId", w.net.vpc,
		"CidrBlock", fmt.Sprintf("172.31.%d.0/20", s.block),
		"AvailableIpAddressCount", 4091,
		"AvailabilityZone", s.zone,
		"DefaultForAz", true,
		"MapPublicIpOnLaunch", !s.private,
	)
	return shown
}

// modifySubnet changes whether instances in a subnet get a public address.
func (w *World) modifySubnet(req cloud.Request) (*value.Object, error) {
	id := given(req, "SubnetId")
	for n := range w.net.subnets {
		if s := &w.net.subnets[n]; s.id == id {
			if v, ok := parameter(req, "MapPublicIpOnLaunch").(*value.Object); ok {
				public, _ := v.Get("Value")
				s.private = public != true
			}
			return value.New(), nil
		}
	}
	return nil, &stranger{refuse("InvalidSubnetID.NotFound", fmt.Sprintf("The subnet ID '%s' does not exist", id))}
}

// describeVpcs knows the default VPC.
func (w *World) describeVpcs(req cloud.Request) (*value.Object, error) {
	var of resources[string]
	of.add(w.net.vpc, w.net.vpc)
	output, err := describe(req, &of, "VpcIds", "vpcSet", idErrors{
		wellFormed: func(id string) bool { return hexID("vpc", id) },
		malformed:  expecting("InvalidVpcID.Malformed", "vpc"),
		notFound: func(id string) error {
			return refuse("InvalidVpcID.NotFound", fmt.Sprintf("The vpc ID '%s' does not exist", id))
		},
	}, w.describeVpc, pathsOf([]string{
		"cidr", "CidrBlock",
		"cidr-block-association.cidr-block", "CidrBlockAssociationSet.CidrBlock",
		"dhcp-options-id", "DhcpOptionsId",
		"is-default", "IsDefault", "isDefault", "IsDefault",
		"owner-id", "OwnerId",
		"state", "State",
		"tag-key", "Tags.Key",
		"vpc-id", "VpcId",
	}), "Vpcs")
	return w.orElsewhere(output, err, "Vpcs")
}

func (w *World) describeVpc(id string) *value.Object {
	random := w.random("vpc", id)
	return value.New(
		"OwnerId", w.config.Account,
		"InstanceTenancy", "default",
		"CidrBlockAssociationSet", value.List(value.New(
			"AssociationId", "vpc-cidr-assoc-"+random.Hex(17), "CidrBlock", "172.31.0.0/16",
			"CidrBlockState", value.New("State", "associated"),
		)),
		"IsDefault", true,
		"Tags", w.tagValues(id),
		"VpcId", id,
		"State", "available",
		"CidrBlock", "172.31.0.0/16",
		"DhcpOptionsId", "dopt-"+random.Hex(17),
	)
}
