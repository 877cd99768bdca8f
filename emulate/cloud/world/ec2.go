package world

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// ec2Operation finds an operation of EC2 among those that the account answers.
func ec2Operation(name string) operation {
	switch name {
	case "DescribeInstances":
		return (*World).describeInstances
	case "DescribeInstanceStatus":
		return (*World).describeInstanceStatus
	case "DescribeInstanceAttribute":
		return (*World).describeInstanceAttribute
	case "ModifyInstanceAttribute":
		return (*World).modifyInstanceAttribute
	case "ModifyInstanceMetadataOptions":
		return (*World).modifyMetadataOptions
	case "MonitorInstances", "UnmonitorInstances":
		return (*World).monitor
	case "RunInstances":
		return (*World).runInstances
	case "StartInstances":
		return (*World).startInstances
	case "StopInstances":
		return (*World).stopInstances
	case "RebootInstances":
		return (*World).rebootInstances
	case "TerminateInstances":
		return (*World).terminateInstances
	case "DescribeIamInstanceProfileAssociations":
		return (*World).describeAssociations
	case "AssociateIamInstanceProfile":
		return (*World).associateProfile
	case "DisassociateIamInstanceProfile":
		return (*World).disassociateProfile
	case "ReplaceIamInstanceProfileAssociation":
		return (*World).replaceAssociation
	case "DescribeVolumes":
		return volumeListing.answer
	case "CreateVolume":
		return (*World).createVolume
	case "AttachVolume":
		return (*World).attachVolume
	case "DetachVolume":
		return (*World).detachVolume
	case "DeleteVolume":
		return (*World).deleteVolume
	case "DescribeSnapshots":
		return snapshotListing.answer
	case "CopySnapshot":
		return (*World).copySnapshot
	case "CreateSnapshot":
		return (*World).createSnapshot
	case "DeleteSnapshot":
		return (*World).deleteSnapshot
	case "DescribeImages":
		return imageListing.answer
	case "CreateImage":
		return (*World).createImage
	case "CopyImage":
		return (*World).copyImage
	case "DeregisterImage":
		return (*World).deregisterImage
	case "DescribeSubnets":
		return (*World).describeSubnets
	case "ModifySubnetAttribute":
		return (*World).modifySubnet
	case "DescribeVpcs":
		return (*World).describeVpcs
	case "DescribeSecurityGroups":
		return (*World).describeSecurityGroups
	case "CreateSecurityGroup":
		return (*World).createSecurityGroup
	case "DeleteSecurityGroup":
		return (*World).deleteSecurityGroup
	case "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress":
		return (*World).changeRules
	case "DescribeSecurityGroupRules":
		return (*World).describeRules
	case "DescribeTags":
		return (*World).describeTags
	case "CreateTags":
		return (*World).createTags
	case "DeleteTags":
		return (*World).deleteTags
	}
	return nil
}

// ec2Listing is an operation of EC2 that describes the resources of a kind.
type ec2Listing struct {
	kind *kind
	// by is the parameter with IDs, wire what its name on the wire is, which errors
	// call it by; member is where the output has the resources.
	by, wire, member string
	// filters are the names of filters, and where their values are: name, path of
	// members, and so on. Of a documented filter that is not here, no resource of
	// the account has the property.
	filters []string
	// only leaves out what the call does not ask for otherwise; nil for nothing.
	only func(w *World, req cloud.Request, shown *value.Object) bool
}

func (l *ec2Listing) answer(w *World, req cloud.Request) (*value.Object, error) {
	show := func(i *item) *value.Object { return w.tagged(i) }
	of := w.of(l.kind)
	if len(texts(parameter(req, l.by))) == 0 {
		if err := w.unpeopled(of.ever()); err != nil {
			return nil, err
		}
	}
	if l.only != nil {
		all := of
		of = &resources[*item]{gone: all.gone}
		for _, id := range all.ids {
			if l.only(w, req, all.of[id].shown) {
				of.add(id, all.of[id])
			}
		}
	}
	return describe(req, of, l.by, l.wire, l.kind.idErrors(), show, pathsOf(l.filters), l.member)
}

// tagged is the description of a resource of EC2, whose tags are kept beside those
// of all others.
func (w *World) tagged(i *item) *value.Object {
	shown := value.Clone(i.shown).(*value.Object)
	shown.Set("Tags", w.tagValues(i.id))
	return shown
}

func (k *kind) idErrors() idErrors {
	return idErrors{wellFormed: k.wellFormed, malformed: k.malformed, notFound: k.notFound}
}

// wellFormed tells whether an ID looks like one of the kind: behind the prefix, 8
// or 17 hexadecimal digits.
func (k *kind) wellFormed(id string) bool { return k.prefix == "" || hexID(k.prefix, id) }

func hexID(prefix, id string) bool {
	digits, ok := strings.CutPrefix(id, prefix+"-")
	return ok && (len(digits) == 8 || len(digits) == 17) && strings.Trim(digits, "0123456789abcdef") == ""
}

// expecting is the error of EC2 for a malformed ID of most kinds.
func expecting(code, prefix string) func(string) error {
	return func(id string) error {
		return refuse(code, fmt.Sprintf("Invalid id: %q (expecting %q)", id, prefix+"-..."))
	}
}

// dryRun is the answer to a call that only asks whether it would be allowed.
func dryRun(req cloud.Request) error {
	if parameter(req, "DryRun") == true {
		return &cloud.APIError{Code: "DryRunOperation", Message: "Request would have succeeded, but DryRun flag is set.", HTTPStatus: 412}
	}
	return nil
}
