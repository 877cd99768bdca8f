package python

import (
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/lint/python/syntax"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/boto3"
)

// Calls are the calls of AWS APIs that a script makes.
type Calls struct {
	// Operations are those that can be seen, in the order of their names.
	Operations []awsapi.Operation
	// Hidden tells that there may be others: of a client whose service is not
	// written or whose way through the script cannot be followed, of a method that is
	// not known, or of a resource of boto3.
	Hidden bool
}

// ReadCalls finds the calls that a script makes with clients of boto3. It is false
// when the script could not be read; Err tells whether Python can be asked at all.
func (r *Reader) ReadCalls(text string) (Calls, bool) {
	reading := r.begin(request{text: text})
	<-reading.done
	if reading.tree == nil {
		return Calls{}, false
	}
	clients := clientsOf(reading.tree)
	found := Calls{Hidden: clients.hidden}
	operations := map[string]awsapi.Operation{}
	reading.tree.Walk(func(n *syntax.Node) bool {
		if n.Kind != "Call" || n.Child("func").Kind != "Attribute" {
			return true
		}
		on, anyKnown := clients.services(n.Child("func").Child("value")), false
		for service := range on {
			called, known := operationsOf(service, n)
			anyKnown = anyKnown || known
			for _, op := range called {
				operations[service+":"+op.Name()] = op
			}
		}
		found.Hidden = found.Hidden || len(on) > 0 && !anyKnown
		return true
	})
	for _, name := range slices.Sorted(maps.Keys(operations)) {
		found.Operations = append(found.Operations, operations[name])
	}
	return found, true
}

// operationsOf are the operations that a method of a client calls; false when that is
// not known.
func operationsOf(service string, call *syntax.Node) (list []awsapi.Operation, known bool) {
	method := call.Child("func").Text
	names := []string{method}
	switch method {
	case "close", "can_paginate":
		return nil, true
	case "get_paginator", "generate_presigned_url", "get_waiter":
		name := argument(call, map[string]string{"get_paginator": "operation_name", "generate_presigned_url": "ClientMethod", "get_waiter": "waiter_name"}[method])
		if !isText(name) {
			return nil, false
		}
		names[0] = name.Text
		if method == "get_waiter" {
			names[0] = boto3.Waiter(service, name.Text)
		}
	default:
		if added := boto3.Method(service, method); added != nil {
			names = added
		}
	}
	for _, name := range names {
		op, err := awsapi.Lookup(service, name)
		if err != nil {
			return nil, false
		}
		list = append(list, op)
	}
	return list, true
}

// argument is the first argument of a call, or the one with a name; nil for none.
func argument(call *syntax.Node, name string) *syntax.Node {
	if first := call.Child("args"); first != nil {
		return first
	}
	for _, k := range call.List("keywords") {
		if k.Text == name {
			return k.Child("value")
		}
	}
	return nil
}

// lastName is the last part of a name such as self.ec2, empty for what has none.
func lastName(n *syntax.Node) string {
	if n != nil && (n.Kind == "Attribute" || n.Kind == "Name") {
		return n.Text
	}
	return ""
}
