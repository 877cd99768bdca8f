package boto3

import (
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestOperations looks for all operations of the file in the index.
func TestOperations(t *testing.T) {
	t.Parallel()
	count := 0
	check := func(service, method, operation string) {
		count++
		if _, err := awsapi.Lookup(service, operation); err != nil {
			t.Errorf("%s of %s: %v", method, service, err)
		}
		if _, err := awsapi.Lookup(service, method); err == nil {
			t.Errorf("%s of %s is an operation itself", method, service)
		}
	}
	for service, methods := range known().Methods {
		for method, operations := range methods {
			for _, operation := range operations {
				check(service, method, operation)
			}
		}
	}
	for service, waiters := range known().Waiters {
		for waiter, operation := range waiters {
			check(service, waiter, operation)
		}
	}
	if count < 300 {
		t.Errorf("%d methods were checked", count)
	}
}

func TestWaiter(t *testing.T) {
	t.Parallel()
	if got := Waiter("ec2", "instance_running"); got != "DescribeInstances" {
		t.Errorf("instance_running asks %q", got)
	}
	if got := Waiter("ec2", "never"); got != "" {
		t.Errorf("never asks %q", got)
	}
}
