package world

import (
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// Suppose makes true of all resources of which nothing but the ID was said what a
// runbook is going to assert: the member of an answer, by its path without indexes,
// is this value. It does so once for each member: what was supposed first stays. Of
// what a state file describes, or what time decides, nothing is supposed.
func (w *World) Suppose(service, operation string, path []string, text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch service + " " + operation + " " + strings.Join(path, ".") {
	case "ec2 DescribeInstances Reservations.Instances.Platform":
		w.supposePlatform(text)
	case "ssm DescribeInstanceInformation InstanceInformationList.PlatformType":
		w.supposePlatform(strings.ToLower(text))
	case "ec2 DescribeSecurityGroups SecurityGroups.GroupName":
		for _, g := range w.all(&groups) {
			if g.assumed {
				g.shown.Set("GroupName", text)
				g.assumed = false
			}
		}
	}
}

// supposePlatform makes Windows of instances; Linux, they are.
func (w *World) supposePlatform(platform string) {
	for _, i := range w.instances {
		if !i.assumed {
			continue
		}
		i.assumed = false
		if platform != "windows" {
			continue
		}
		i.supposed = true
		i.shown = withMembers(i.shown, "Platform", "windows", "PlatformDetails", "Windows", "UsageOperation", "RunInstances:0002")
		i.information = withMembers(i.information,
			"PlatformType", "Windows", "PlatformName", "Microsoft Windows Server 2022 Datacenter", "PlatformVersion", "10.0.20348")
	}
}

// withMembers sets members of an object that may be nil.
func withMembers(o *value.Object, pairs ...any) *value.Object {
	if o == nil {
		return value.New(pairs...)
	}
	for pair := range slices.Chunk(pairs, 2) {
		o.Set(pair[0].(string), pair[1])
	}
	return o
}
