// Package boto3 knows which operations the methods of boto3's clients call that are
// not named after one: waiters, and what boto3 adds to a client.
//
//	operation := boto3.Waiter("ec2", "instance_running") // "DescribeInstances"
//
// Methods that are named after operations are the business of package awsapi.
package boto3

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed methods.json
var embedded []byte

// facts are what the file says, by the names of services.
type facts struct {
	Source  string
	Methods map[string]map[string][]string
	Waiters map[string]map[string]string
}

var known = sync.OnceValue(func() *facts {
	f := &facts{}
	if err := json.Unmarshal(embedded, f); err != nil {
		panic(fmt.Errorf("embedded methods.json: %w", err)) // a test reads it
	}
	return f
})

// Waiter is the operation that a waiter asks again and again, empty for one that is
// not known.
func Waiter(service, name string) string { return known().Waiters[service][name] }

// Method are the operations that a method calls which boto3 adds to a client; none
// for others.
func Method(service, name string) []string { return known().Methods[service][name] }
