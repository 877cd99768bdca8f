package world

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// instanceFilters says where DescribeInstances finds the value of a filter, as a
// path into what describeInstance makes. Of a documented filter that is not
// here, no instance of the account has the property.
var instanceFilters = map[string]string{
	"architecture":                                                  "Architecture",
	"availability-zone":                                             "Placement.AvailabilityZone",
	"availability-zone-id":                                          "Placement.AvailabilityZoneId",
	"block-device-mapping.attach-time":                              "BlockDeviceMappings.Ebs.AttachTime",
	"block-device-mapping.delete-on-termination":                    "BlockDeviceMappings.Ebs.DeleteOnTermination",
	"block-device-mapping.device-name":                              "BlockDeviceMappings.DeviceName",
	"block-device-mapping.status":                                   "BlockDeviceMappings.Ebs.Status",
	"block-device-mapping.volume-id":                                "BlockDeviceMappings.Ebs.VolumeId",
	"boot-mode":                                                     "BootMode",
	"client-token":                                                  "ClientToken",
	"current-instance-boot-mode":                                    "CurrentInstanceBootMode",
	"dns-name":                                                      "PublicDnsName",
	"ebs-optimized":                                                 "EbsOptimized",
	"ena-support":                                                   "EnaSupport",
	"enclave-options.enabled":                                       "EnclaveOptions.Enabled",
	"hibernation-options.configured":                                "HibernationOptions.Configured",
	"hypervisor":                                                    "Hypervisor",
	"iam-instance-profile.arn":                                      "IamInstanceProfile.Arn",
	"iam-instance-profile.id":                                       "IamInstanceProfile.Id",
	"image-id":                                                      "ImageId",
	"instance-id":                                                   "InstanceId",
	"instance-state-code":                                           "State.Code",
	"instance-state-name":                                           "State.Name",
	"instance-type":                                                 "InstanceType",
	"instance.group-id":                                             "SecurityGroups.GroupId",
	"instance.group-name":                                           "SecurityGroups.GroupName",
	"ip-address":                                                    "PublicIpAddress",
	"key-name":                                                      "KeyName",
	"launch-index":                                                  "AmiLaunchIndex",
	"launch-time":                                                   "LaunchTime",
	"maintenance-options.auto-recovery":                             "MaintenanceOptions.AutoRecovery",
	"metadata-options.http-endpoint":                                "MetadataOptions.HttpEndpoint",
	"metadata-options.http-put-response-hop-limit":                  "MetadataOptions.HttpPutResponseHopLimit",
	"metadata-options.http-tokens":                                  "MetadataOptions.HttpTokens",
	"metadata-options.instance-metadata-tags":                       "MetadataOptions.InstanceMetadataTags",
	"metadata-options.state":                                        "MetadataOptions.State",
	"monitoring-state":                                              "Monitoring.State",
	"network-interface.addresses.association.public-ip":             "NetworkInterfaces.PrivateIpAddresses.Association.PublicIp",
	"network-interface.addresses.primary":                           "NetworkInterfaces.PrivateIpAddresses.Primary",
	"network-interface.addresses.private-dns-name":                  "NetworkInterfaces.PrivateIpAddresses.PrivateDnsName",
	"network-interface.addresses.private-ip-address":                "NetworkInterfaces.PrivateIpAddresses.PrivateIpAddress",
	"network-interface.association.public-ip":                       "NetworkInterfaces.Association.PublicIp",
	"network-interface.association.ip-owner-id":                     "NetworkInterfaces.Association.IpOwnerId",
	"network-interface.attachment.attach-time":                      "NetworkInterfaces.Attachment.AttachTime",
	"network-interface.attachment.attachment-id":                    "NetworkInterfaces.Attachment.AttachmentId",
	"network-interface.attachment.delete-on-termination":            "NetworkInterfaces.Attachment.DeleteOnTermination",
	"network-interface.attachment.device-index":                     "NetworkInterfaces.Attachment.DeviceIndex",
	"network-interface.attachment.instance-id":                      "InstanceId",
	"network-interface.attachment.network-card-index":               "NetworkInterfaces.Attachment.NetworkCardIndex",
	"network-interface.attachment.status":                           "NetworkInterfaces.Attachment.Status",
	"network-interface.availability-zone":                           "Placement.AvailabilityZone",
	"network-interface.description":                                 "NetworkInterfaces.Description",
	"network-interface.group-id":                                    "NetworkInterfaces.Groups.GroupId",
	"network-interface.group-name":                                  "NetworkInterfaces.Groups.GroupName",
	"network-interface.mac-address":                                 "NetworkInterfaces.MacAddress",
	"network-interface.network-interface-id":                        "NetworkInterfaces.NetworkInterfaceId",
	"network-interface.owner-id":                                    "NetworkInterfaces.OwnerId",
	"network-interface.private-dns-name":                            "NetworkInterfaces.PrivateDnsName",
	"network-interface.private-ip-address":                          "NetworkInterfaces.PrivateIpAddress",
	"network-interface.source-dest-check":                           "NetworkInterfaces.SourceDestCheck",
	"network-interface.status":                                      "NetworkInterfaces.Status",
	"network-interface.subnet-id":                                   "NetworkInterfaces.SubnetId",
	"network-interface.vpc-id":                                      "NetworkInterfaces.VpcId",
	"operator.managed":                                              "Operator.Managed",
	"owner-id":                                                      "NetworkInterfaces.OwnerId",
	"platform":                                                      "Platform",
	"platform-details":                                              "PlatformDetails",
	"private-dns-name":                                              "PrivateDnsName",
	"private-dns-name-options.enable-resource-name-dns-a-record":    "PrivateDnsNameOptions.EnableResourceNameDnsARecord",
	"private-dns-name-options.enable-resource-name-dns-aaaa-record": "PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord",
	"private-dns-name-options.hostname-type":                        "PrivateDnsNameOptions.HostnameType",
	"private-ip-address":                                            "PrivateIpAddress",
	"root-device-name":                                              "RootDeviceName",
	"root-device-type":                                              "RootDeviceType",
	"source-dest-check":                                             "SourceDestCheck",
	"subnet-id":                                                     "SubnetId",
	"tag-key":                                                       "Tags.Key",
	"tenancy":                                                       "Placement.Tenancy",
	"usage-operation":                                               "UsageOperation",
	"usage-operation-update-time":                                   "UsageOperationUpdateTime",
	"virtualization-type":                                           "VirtualizationType",
	"vpc-id":                                                        "VpcId",
}

// instanceQuery is what an operation that describes instances is asked for.
type instanceQuery struct {
	instances []*instance
	filters   filters
	page      page
}

func (w *World) readInstanceQuery(req cloud.Request) (instanceQuery, error) {
	ids := texts(parameter(req, "InstanceIds"))
	page, err := newPage(req, ec2Pages("instancesSet", len(ids) > 0))
	if err != nil {
		return instanceQuery{}, err
	}
	filters, err := ec2Filters(req)
	if err != nil {
		return instanceQuery{}, err
	}
	instances, err := w.find(ids)
	if err != nil {
		return instanceQuery{}, err
	}
	return instanceQuery{instances, filters, page}, w.unpeopled(len(w.instances))
}

func (w *World) describeInstances(req cloud.Request) (*value.Object, error) {
	query, err := w.readInstanceQuery(req)
	if err != nil {
		return nil, err
	}
	var reservations []any
	for _, i := range query.instances {
		described := w.describeInstance(i)
		extra := map[string][]string{"reservation-id": {i.reservation}}
		if query.filters.match(described, instanceFilters, extra) {
			reservations = append(reservations, value.New(
				"ReservationId", i.reservation,
				"OwnerId", w.config.Account,
				"Groups", value.List(),
				"Instances", value.List(described),
			))
		}
	}
	return query.page.answer("Reservations", reservations), nil
}

// describeInstance is the instance as the API shows it.
func (w *World) describeInstance(i *instance) *value.Object {
	launched := timestamp(i.launched)
	groups := value.List(value.New("GroupId", w.net.securityGroup, "GroupName", "default"))
	association := value.New(
		"IpOwnerId", "amazon",
		"PublicDnsName", i.publicDNSName(w.config.Region),
		"PublicIp", i.publicIP,
	)
	described := value.New(
		"Architecture", "x86_64",
		"BlockDeviceMappings", w.attachments(i),
		"ClientToken", "",
		"EbsOptimized", false,
		"EnaSupport", true,
		"Hypervisor", "xen",
		"IamInstanceProfile", i.profile.value(),
		"NetworkInterfaces", value.List(value.New(
			"Association", association,
			"Attachment", value.New(
				"AttachTime", launched,
				"AttachmentId", i.attachment,
				"DeleteOnTermination", true,
				"DeviceIndex", 0,
				"Status", "attached",
				"NetworkCardIndex", 0,
			),
			"Description", "",
			"Groups", groups,
			"Ipv6Addresses", value.List(),
			"MacAddress", i.mac,
			"NetworkInterfaceId", i.networkCard,
			"OwnerId", w.config.Account,
			"PrivateDnsName", i.privateDNSName(w.config.Region),
			"PrivateIpAddress", i.privateIP,
			"PrivateIpAddresses", value.List(value.New(
				"Association", value.Clone(association),
				"Primary", true,
				"PrivateDnsName", i.privateDNSName(w.config.Region),
				"PrivateIpAddress", i.privateIP,
			)),
			"SourceDestCheck", true,
			"Status", "in-use",
			"SubnetId", i.subnet.id,
			"VpcId", w.net.vpc,
			"InterfaceType", "interface",
		)),
		"RootDeviceName", rootDevice,
		"RootDeviceType", "ebs",
		"SecurityGroups", value.Clone(groups),
		"SourceDestCheck", true,
		"StateReason", i.reason(),
		"Tags", w.tagValues(i.id),
		"VirtualizationType", "hvm",
		"CpuOptions", value.New("CoreCount", 1, "ThreadsPerCore", 2),
		"CapacityReservationSpecification", value.New("CapacityReservationPreference", "open"),
		"HibernationOptions", value.New("Configured", false),
		"MetadataOptions", value.New(
			"State", "applied",
			"HttpTokens", "required",
			"HttpPutResponseHopLimit", 2,
			"HttpEndpoint", "enabled",
			"HttpProtocolIpv6", "disabled",
			"InstanceMetadataTags", "disabled",
		),
		"EnclaveOptions", value.New("Enabled", false),
		"BootMode", "uefi-preferred",
		"PlatformDetails", "Linux/UNIX",
		"UsageOperation", "RunInstances",
		"UsageOperationUpdateTime", launched,
		"PrivateDnsNameOptions", value.New(
			"HostnameType", "ip-name",
			"EnableResourceNameDnsARecord", true,
			"EnableResourceNameDnsAAAARecord", false,
		),
		"MaintenanceOptions", value.New("AutoRecovery", "default", "RebootMigration", "default"),
		"CurrentInstanceBootMode", "uefi",
		"NetworkPerformanceOptions", value.New("BandwidthWeighting", "default"),
		"Operator", value.New("Managed", false),
		"InstanceId", i.id,
		"ImageId", i.image,
		"State", i.stateValue(),
		"PrivateDnsName", i.privateDNSName(w.config.Region),
		"PublicDnsName", i.publicDNSName(w.config.Region),
		"StateTransitionReason", i.transition,
		"KeyName", keyName,
		"AmiLaunchIndex", 0,
		"ProductCodes", value.List(),
		"InstanceType", i.instanceType,
		"LaunchTime", launched,
		"Placement", value.New(
			"AvailabilityZoneId", i.subnet.zoneID,
			"GroupName", "",
			"Tenancy", "default",
			"AvailabilityZone", i.subnet.zone,
		),
		"Monitoring", value.New("State", "disabled"),
		"SubnetId", i.subnet.id,
		"VpcId", w.net.vpc,
		"PrivateIpAddress", i.privateIP,
		"PublicIpAddress", i.publicIP,
	)
	w.invented = w.invented || i.supposed
	for name, v := range i.shown.All() {
		described.Set(name, value.Clone(v))
	}
	dropNulls(described)
	i.without(described)
	return described
}

// without takes out what an instance does not have in its state: only one that
// runs has a public address, and one that is terminated has nothing at all.
func (i *instance) without(described *value.Object) {
	if i.profile == nil {
		described.Delete("IamInstanceProfile")
	}
	var gone []string
	switch i.state {
	case running, pending:
		gone = []string{"StateReason"}
	case stopping, stopped:
		gone = []string{"PublicIpAddress"}
	default:
		gone = []string{"PublicIpAddress", "PrivateIpAddress", "SubnetId", "VpcId"}
		described.Set("NetworkInterfaces", value.List())
		described.Set("SecurityGroups", value.List())
		described.Set("BlockDeviceMappings", value.List())
		described.Set("PrivateDnsName", "")
	}
	for _, name := range gone {
		described.Delete(name)
	}
	if i.state != running && i.state != pending {
		described.Set("PublicDnsName", "")
		for _, card := range described.Objects("NetworkInterfaces") {
			card.Delete("Association")
			for _, address := range card.Objects("PrivateIpAddresses") {
				address.Delete("Association")
			}
		}
	}
}
