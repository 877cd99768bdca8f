// Package permission knows which actions of IAM an API call or a step needs.
//
//	permission.Actions(op)                      // [s3:ListBucket] for ListObjectsV2
//	permission.Automation("aws:deleteStack")    // the calls that the action makes
//
// An action has the name of the operation behind the name that the service signs
// with, and where it has another one, permissions.json says so. What a policy is
// made of is not decided here.
package permission

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

//go:embed permissions.json
var embedded []byte

// PassedRole is a member of an operation's input that hands a role to a service,
// which needs iam:PassRole.
type PassedRole struct{ Operation, Member, Service string }

type facts struct {
	Source string
	// Prefixes are those of actions, by the service's name in boto3.
	Prefixes map[string]string
	// Actions are those that operations need, by "service:Operation".
	Actions     map[string][]string
	PassedRoles []PassedRole
	// Automation are the calls that Automation's actions make by themselves, by
	// "service:Operation".
	Automation map[string][]string
}

var known = sync.OnceValue(func() *facts {
	f := &facts{}
	if err := json.Unmarshal(embedded, f); err != nil {
		panic(fmt.Errorf("embedded permissions.json: %w", err)) // a test reads it
	}
	return f
})

// Actions are the actions that a call of the operation needs; none for the few
// that everybody may call.
func Actions(op awsapi.Operation) []string {
	service := op.Service()
	if actions, ok := known().Actions[service.Name()+":"+op.Name()]; ok {
		return actions
	}
	prefix := known().Prefixes[service.Name()]
	if prefix == "" {
		prefix = service.SigningName()
	}
	if prefix == "apigateway" {
		// API Gateway has an action for each method of HTTP.
		return []string{"apigateway:" + op.Method()}
	}
	return []string{prefix + ":" + op.Name()}
}

// PassedRoles are the members of the operation's input that hand a role on.
func PassedRoles(op awsapi.Operation) []PassedRole {
	var list []PassedRole
	for _, p := range known().PassedRoles {
		if p.Operation == op.Service().Name()+":"+op.Name() {
			list = append(list, p)
		}
	}
	return list
}

// Automation are the calls that an action of Automation makes by itself. Steps
// that name the API they call have none here.
func Automation(action string) []awsapi.Operation {
	var list []awsapi.Operation
	for _, name := range known().Automation[action] {
		service, operation, _ := strings.Cut(name, ":")
		if op, err := awsapi.Lookup(service, operation); err == nil { // a test looks all up
			list = append(list, op)
		}
	}
	return list
}
