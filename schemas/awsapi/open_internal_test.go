package awsapi

import (
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

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

// The entries that are only read when a name is wrong.
func BenchmarkRead(b *testing.B) {
	for _, entry := range []string{layout.EntryOperations, layout.EntryVocabulary, layout.EntryReaders} {
		b.Run(entry[1:], func(b *testing.B) {
			for b.Loop() {
				if _, err := index().Read(entry); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
