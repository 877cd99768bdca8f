package invent

import "strings"

// idPrefixes are what the IDs of EC2 and the services beside it begin with,
// before 17 hexadecimal digits, by the name of their member without Id.
var idPrefixes = map[string]string{
	"accesspoint": "fsap-", "allocation": "eipalloc-", "ami": "ami-", "attachment": "eni-attach-",
	"capacityreservation": "cr-", "customergateway": "cgw-", "dhcpoptions": "dopt-",
	"egressonlyinternetgateway": "eigw-", "eni": "eni-",
	"filesystem": "fs-", "flowlog": "fl-", "host": "h-", "image": "ami-", "instance": "i-", "internetgateway": "igw-",
	"keypair": "key-", "launchtemplate": "lt-", "mounttarget": "fsmt-", "natgateway": "nat-", "networkacl": "acl-",
	"networkinterface": "eni-", "opsitem": "oi-", "prefixlist": "pl-", "ramdisk": "ari-", "kernel": "aki-",
	"reservation": "r-", "routetable": "rtb-", "securitygroup": "sg-", "securitygrouprule": "sgr-",
	"snapshot": "snap-", "spotinstancerequest": "sir-", "subnet": "subnet-", "targetgroup": "tg-",
	"transitgateway": "tgw-", "transitgatewayattachment": "tgw-attach-", "volume": "vol-", "vpc": "vpc-",
	"vpcendpoint": "vpce-", "vpcpeeringconnection": "pcx-", "vpnconnection": "vpn-", "vpngateway": "vgw-",
	"window": "mw-", "baseline": "pb-",
}

// ec2Only are names that mean something of EC2's there and something else in
// other services.
var ec2Only = map[string]string{"group": "sg-", "association": "eipassoc-", "gateway": "igw-"}

// iamPrefixes begin the unique IDs of IAM, which go on with 17 letters or digits
// in upper case.
var iamPrefixes = map[string]string{
	"accesskey": "AKIA", "group": "AGPA", "instanceprofile": "AIPA", "policy": "ANPA", "role": "AROA",
	"user": "AIDA", "servercertificate": "ASCA",
}

// id is an ID. The longest known ending of the name decides, so that a
// SourceVpcId is the ID of a VPC.
func (t *Texts) id(f For) string {
	name := strings.ToLower(f.Name)
	name, short := strings.CutSuffix(name, "id")
	if ofEC2, ok := strings.CutSuffix(name, "identifier"); ok && (strings.HasPrefix(name, "ec2") || strings.HasPrefix(name, "ebs")) {
		name, short = ofEC2, true
	}
	if !short {
		// Identifiers are chosen by people.
		return kebab(f.Name[:len(f.Name)-len("identifier")]) + "-" + t.source(f).Hex(4)
	}
	if name == "" {
		name = strings.ToLower(f.Of)
	}
	switch f.Service {
	case "iam":
		if prefix, ok := iamPrefixes[name]; ok {
			return prefix + strings.ToUpper(t.source(f).Hex(17))
		}
	case "ec2", "":
		if prefix, ok := ec2Only[name]; ok {
			return prefix + "0" + t.source(f).Hex(16)
		}
	}
	switch {
	case strings.HasSuffix(name, "distribution"):
		return "E" + strings.ToUpper(t.source(f).Hex(13))
	case f.Service == "elasticbeanstalk" && strings.HasSuffix(name, "environment"):
		return "e-" + t.source(f).Hex(10)
	case strings.HasSuffix(name, "dbinstance") || strings.HasSuffix(name, "dbcluster") || strings.HasSuffix(name, "dbsnapshot"):
		// Those of databases are chosen by people.
		return kebab(f.Name[:len(f.Name)-len("id")]) + "-" + t.source(f).Hex(4)
	}
	for at := range name {
		if prefix, ok := idPrefixes[name[at:]]; ok {
			return prefix + "0" + t.source(f).Hex(16)
		}
	}
	if strings.HasSuffix(name, "accesskey") {
		return "AKIA" + strings.ToUpper(t.source(f).Hex(16))
	}
	return t.source(f).UUID()
}
