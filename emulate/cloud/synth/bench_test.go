package synth_test

import (
	"context"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// BenchmarkCall is an answer of the usual size, and a large one.
func BenchmarkCall(b *testing.B) {
	for name, req := range map[string]cloud.Request{
		"usual": {Service: "ec2", Operation: "DescribeVolumes", Input: value.New("VolumeIds", value.List("vol-1"))},
		"large": {Service: "rds", Operation: "DescribeDBInstances"},
	} {
		b.Run(name, func(b *testing.B) {
			s := newSynth(1)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Call(context.Background(), req); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
