package awsapi

import "testing"

// Opening is what a user waits for: under 3 ms for a typical service and under
// 10 ms for ec2, the largest.
func BenchmarkOpen(b *testing.B) {
	for _, service := range []string{"sqs", "ssm", "s3", "iam", "rds", "sagemaker", "ec2"} {
		b.Run(service, func(b *testing.B) {
			for b.Loop() {
				text, err := index().Read(service)
				if err != nil {
					b.Fatal(err)
				}
				newImage(service, text)
			}
		})
	}
}
