// Package permission knows which actions of IAM an API call or a step needs.
//
//	permission.Actions(op)                      // [s3:ListBucket] for ListObjectsV2
//	permission.ResourceOf("s3:ListBucket")      // arn:{partition}:s3:::{}, by the member Bucket
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
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

//go:embed permissions.json
var embedded []byte

// PassedRole is a member of an operation's input that hands a role to a service,
// which needs iam:PassRole. Dots lead to members of members, also of those in
// lists. Service is empty where the role is for no certain one.
type PassedRole struct{ Operation, Member, Service string }

// Tagging is the action that an operation needs beside its own when its input has
// the member: what it makes is tagged at once. The operation may be * for all of the
// service.
type Tagging struct{ Operation, Member, Action string }

// Resource tells which resources an action is about, by a member of the input.
type Resource struct {
	Member string
	// ARNs are those for a name, which stands for {}.
	ARNs []string
	// ByARN tells that the member may be an ARN instead.
	ByARN bool
	// Trim is what a name may begin with and the ARN has not.
	Trim string

	Actions []string
}

type facts struct {
	Source []string
	// Prefixes are those of actions, by the service's name in boto3.
	Prefixes map[string]string
	// Actions are those that operations need, by "service:Operation".
	Actions     map[string][]string
	Tagging     []Tagging
	PassedRoles []PassedRole
	// Resources are those of actions that are about resources of one kind.
	Resources []Resource
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

// TaggingOf are the members of the operation's input that need another action.
func TaggingOf(op awsapi.Operation) []Tagging {
	service, name := op.Service().Name(), op.Name()
	var list []Tagging
	for _, t := range known().Tagging {
		if t.Operation == service+":"+name || t.Operation == service+":*" {
			list = append(list, t)
		}
	}
	return list
}

// ResourceOf tells which resources an action is about; false where that is more
// than a member of the input says.
func ResourceOf(action string) (Resource, bool) {
	for _, r := range known().Resources {
		if slices.Contains(r.Actions, action) {
			return r, true
		}
	}
	return Resource{}, false
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
