package fill

import (
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/invent"
)

// subjects are what a parameter is about, the surest first: what its type says,
// what the run takes it for, what its own name says, and where that does not tell,
// its description.
func (f *filler) subjects(p *document.Parameter) []invent.For {
	resource := strings.TrimSuffix(strings.TrimPrefix(kind(p), "List<"), ">")
	if parts := strings.Split(resource, "::"); len(parts) == 4 && parts[0] == "AWS" {
		return []invent.For{{Service: strings.ToLower(parts[1]), Name: parts[2] + strings.TrimPrefix(parts[3], parts[2])}}
	}
	own, uses := ownName(p), f.uses[p.Name.Text]
	service := ""
	if len(uses) > 0 {
		service = uses[0].Service
	}
	named := invent.For{Service: service, Name: own}
	if len(uses) == 0 || told(own) && endsAlike(own, uses[0].Name) {
		return append([]invent.For{named}, uses...)
	}
	return append(append([]invent.For{}, uses...), named)
}

// endsAlike tells that two names say the same kind of thing: a SourceVpcId is a
// VpcId, a ClusterId is no DBClusterIdentifier.
func endsAlike(own, use string) bool {
	own, use = strings.ToLower(own), strings.ToLower(use)
	return strings.HasSuffix(own, use) || strings.HasSuffix(own, "arn")
}

// apposition is what follows the thing itself in names such as RoleArnForApproval.
var apposition = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(For|Of|To|In)[A-Z].*$|\d+$`) })

// ownName is the name of a parameter, as far as it tells what it is, and with what
// the description says where it does not tell.
func ownName(p *document.Parameter) string {
	name := single(p.Name.Text)
	if told(name) {
		return name
	}
	if cut := apposition().ReplaceAllString(p.Name.Text, ""); told(cut) {
		return cut
	}
	if !p.Description.IsString() {
		return name
	}
	if kind(p) == "StringList" {
		name = strings.TrimSuffix(name, "s")
	}
	description := strings.ToLower(p.Description.Text)
	for _, hint := range []struct{ words, ending string }{
		{"(arn)", "Arn"}, {"arn of", "Arn"}, {"id of the", "Id"}, {"ids of the", "Id"}, {"email", "Email"}, {"url", "Url"},
		{"ip address", "IpAddress"}, {"cidr", "CidrBlock"}, {"name of the", "Name"},
	} {
		if strings.Contains(description, hint.words) {
			return name + hint.ending
		}
	}
	return name
}

// kind is the written type of a parameter, empty for none.
func kind(p *document.Parameter) string {
	if !p.Type.IsString() {
		return ""
	}
	return p.Type.Text
}

// told tells names that say by themselves what they are.
func told(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range []string{"id", "arn", "name", "identifier", "url", "uri", "email", "region", "version", "instancetype", "availabilityzone"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// arnsOf are the ARNs of the services that a pattern names.
func arnsOf(p *document.Parameter) []invent.For {
	if !p.AllowedPattern.IsString() || !strings.Contains(p.AllowedPattern.Text, "arn:") {
		return nil
	}
	var out []invent.For
	for _, known := range invent.ARNs() {
		if strings.Contains(p.AllowedPattern.Text, ":"+known.Service+":") {
			out = append(out, known)
		}
	}
	return out
}

// usual are things that patterns are often about.
func usual() []invent.For {
	var out []invent.For
	for _, name := range []string{
		"InstanceId", "RoleArn", "VolumeId", "SnapshotId", "ImageId", "VpcId", "SubnetId", "SecurityGroupId", "TopicArn",
		"BucketName", "CidrBlock", "IpAddress", "Email", "AvailabilityZone", "InstanceType", "Region", "AccountId",
		"NetworkInterfaceId", "RouteTableId", "FlowLogId", "EgressOnlyInternetGatewayId", "LoadBalancerArn", "FunctionArn",
		"KmsKeyArn", "Url", "S3Uri", "Device", "CommandId", "DistributionId",
	} {
		out = append(out, invent.For{Name: name})
	}
	for _, name := range []string{"UserId", "RoleId", "GroupId", "PolicyId"} {
		out = append(out, invent.For{Service: "iam", Name: name})
	}
	return append(out, invent.For{Service: "elasticbeanstalk", Name: "EnvironmentId"})
}
