package nearest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

func TestSeveral(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		candidates []string
		want       []string
	}{
		{"Instnaces", []string{"Reservations", "Instances", "Instance"}, []string{"Instances", "Instance"}},
		{"filters", []string{"Filter", "Filters"}, []string{"Filters", "Filter"}},
		{"instance_ids", []string{"InstanceIds", "ImageIds"}, []string{"InstanceIds"}},
		{"stopp", []string{"stop", "start", "step"}, []string{"stop"}},
		{"SecurityGroups", []string{"VpcSecurityGroups", "Volumes"}, []string{"VpcSecurityGroups"}},
		{"VpcSecurityGroups", []string{"SecurityGroups", "Volumes"}, []string{"SecurityGroups"}},
		{"Name", []string{"InstanceInformationName"}, nil},
		{"ab", []string{"ba", "cd"}, []string{"ba"}},
		{"same", []string{"same", "sane"}, []string{"sane"}},
		{"twice", []string{"Twice", "Twice"}, []string{"Twice"}},
		{"인스턴스", []string{"인스탄스", "서비스"}, []string{"인스탄스"}},
		{"", []string{"", "a"}, nil},
		{"X", []string{"B", "x"}, []string{"x"}},
		{"Id", []string{"ID", "Ip"}, []string{"ID"}},
		{"a", []string{"A", "b"}, []string{"A"}},
		{"xyzzy", []string{"Instances"}, nil},
		{"Status", []string{"StatusInfos", "DBInstanceStatus", "Statue"}, []string{"Statue", "DBInstanceStatus", "StatusInfos"}},
		{"instance-state", []string{"instance-type", "instance-state-name"}, []string{"instance-state-name", "instance-type"}},
		{"Key", []string{"KmsMasterKeyId", "SortKey"}, nil},
	} {
		if diff := cmp.Diff(c.want, nearest.Several(c.name, slices.Values(c.candidates), 3)); diff != "" {
			t.Errorf("Several(%q, %q) (-want +got):\n%s", c.name, c.candidates, diff)
		}
	}
}

func TestOrderOfCandidatesDoesNotMatter(t *testing.T) {
	t.Parallel()
	names := []string{"InstanceId", "InstanceIds", "InstanceID", "Instance", "ImageId"}
	want := nearest.Several("instanceid", slices.Values(names), 5)
	slices.Reverse(names)
	if diff := cmp.Diff(want, nearest.Several("instanceid", slices.Values(names), 5)); diff != "" {
		t.Errorf("reversed candidates (-want +got):\n%s", diff)
	}
}

func TestCertain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		candidates []string
		want       string
	}{
		{"Instnaces", []string{"Reservations", "Instances", "Instance"}, "Instances"},
		{"Strin줘", []string{"String", "StringList", "StringMap"}, "String"},
		{"Status", []string{"StatusInfos", "DBInstanceStatus"}, ""},
		{"gp9", []string{"gp2", "gp3", "io1"}, ""},
		{"instanceids", []string{"InstanceId", "InstanceIds"}, "InstanceIds"},
		{"xyzzy", []string{"Instances"}, ""},
		{"ingress", []string{"egress"}, ""},
		{"evaluateSecurityGroups", []string{"evaluateSourceSecurityGroups"}, ""},
		{"attachDisk2", []string{"attachDisk1"}, ""},
		{"diskB", []string{"diskA"}, ""},
		{"disk_b", []string{"disk_a"}, ""},
		{"Xnstance", []string{"Instance"}, "Instance"},
		{"Instance-Id", []string{"InstanceId"}, "InstanceId"},
	} {
		got, ok := nearest.Certain(c.name, slices.Values(c.candidates))
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Certain(%q, %q) = %q, %t; want %q", c.name, c.candidates, got, ok, c.want)
		}
	}
}

func TestSlip(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"DescribeInstance", "DescribeInstances", true},
		{"describe_instances", "DescribeInstances", true},
		{"Keys", "keys", true},
		{"DescribeInstanceInformation", "DescribeInstanceStatus", false},
		{"", "", true},
		{strings.Repeat("a", 1000), strings.Repeat("a", 1001), false},
	} {
		if got := nearest.Slip(c.a, c.b); got != c.want {
			t.Errorf("Slip(%q, %q) = %t", c.a, c.b, got)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Instnaces", "Instances\nReservations")
	f.Add("", "\n")
	f.Add("\xff\xfe", "ÿ\n\xff")
	f.Add(strings.Repeat("a", 4000), strings.Repeat("a", 4001))
	f.Fuzz(func(t *testing.T, name, candidates string) {
		list := strings.Split(candidates, "\n")
		found, ok := nearest.Of(name, slices.Values(list))
		if ok && (found == name || !slices.Contains(list, found)) {
			t.Errorf("Of(%q, %q) = %q", name, list, found)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	names := make([]string, 800)
	for i := range names {
		names[i] = "DescribeInstance" + strings.Repeat("x", i%20)
	}
	for b.Loop() {
		nearest.Of("DescribeInstanceInformaton", slices.Values(names))
	}
}
