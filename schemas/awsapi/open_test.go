package awsapi_test

import (
	"sync"
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Values are compared with ==, so all goroutines must see the same image.
func TestServicesAreOpenedOnce(t *testing.T) {
	t.Parallel()
	var wait sync.WaitGroup
	found := make([]awsapi.Operation, 16)
	for i := range found {
		wait.Go(func() {
			op, err := awsapi.Lookup("KMS", "list_keys")
			if err != nil {
				t.Error(err)
			}
			found[i] = op
		})
	}
	wait.Wait()
	for _, op := range found {
		if op != found[0] {
			t.Error("two goroutines opened the service")
		}
	}
}
