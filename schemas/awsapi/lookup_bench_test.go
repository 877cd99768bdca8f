package awsapi_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func BenchmarkLookup(b *testing.B) {
	for _, api := range []string{"DescribeInstances", "describe_instances", "DescribeInstancez", "DescribeInstanceInformation"} {
		b.Run(api, func(b *testing.B) {
			for b.Loop() {
				// The error is part of what is measured: it finds near names.
				_, _ = awsapi.Lookup("ec2", api)
			}
		})
	}
}
