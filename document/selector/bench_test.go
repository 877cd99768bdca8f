package selector_test

import (
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
)

const typical = "$.Reservations[0].Instances[0].State.Name"

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := selector.Compile(typical); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSelectDefinite(b *testing.B) {
	benchmarkSelect(b, typical, response(b, 1))
}

// The first evaluation of a definite path parses it once more in the library.
func BenchmarkCompileAndSelectDefinite(b *testing.B) {
	b.ReportAllocs()
	root := response(b, 1)
	for b.Loop() {
		path, err := selector.Compile(typical)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := path.Select(root); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSelectDescend1MB(b *testing.B) {
	benchmarkSelect(b, "$..VolumeId", response(b, 3000))
}

func BenchmarkSelectFilter1MB(b *testing.B) {
	benchmarkSelect(b, "$.Reservations..Instances[?(@.State.Name == 'running')].InstanceId", response(b, 3000))
}

func benchmarkSelect(b *testing.B, text string, root any) {
	b.Helper()
	path, err := selector.Compile(text)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := path.Select(root); err != nil {
			b.Fatal(err)
		}
	}
}

// response is an answer of DescribeInstances with n instances, some 350 bytes
// each.
func response(b *testing.B, n int) any {
	b.Helper()
	const reservation = `{"ReservationId": "r-0123456789abcdef0", "Instances": [{` +
		`"ImageId": "ami-0123456789abcdef0", "InstanceId": "i-0123456789abcdef0", "InstanceType": "t3.micro", ` +
		`"State": {"Code": 16, "Name": "running"}, "Tags": [{"Key": "Name", "Value": "web"}], ` +
		`"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeId": "vol-1", "DeleteOnTermination": true}}]}]}`
	text := `{"Reservations": [` + strings.Repeat(reservation+",", n-1) + reservation + `]}`
	root, err := value.Decode([]byte(text))
	if err != nil {
		b.Fatal(err)
	}
	return root
}
