package python

import (
	"maps"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/lint/python/syntax"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Calls are the calls of AWS APIs that a script makes.
type Calls struct {
	// Operations are those that can be seen, in the order of their names.
	Operations []awsapi.Operation
	// Hidden tells that there may be others: of a client whose service is not
	// written, or of a resource of boto3.
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
	names, hidden := apiCalls(reading.tree)
	found := Calls{Hidden: hidden}
	seen := map[awsapi.Operation]bool{}
	for _, name := range names {
		service, method, _ := strings.Cut(name, ":")
		// A client has methods that are no operations, such as get_waiter.
		if op, err := awsapi.Lookup(service, method); err == nil && !seen[op] {
			seen[op] = true
			found.Operations = append(found.Operations, op)
		}
	}
	return found, true
}

// apiCalls are the methods of clients that a script calls, as "service:method",
// and whether there may be others. A name that stands for a client anywhere is
// taken to do so everywhere.
func apiCalls(module *syntax.Node) (names []string, hidden bool) {
	clients := map[string]map[string]bool{} // by name, the services
	var methods []*syntax.Node
	module.Walk(func(n *syntax.Node) bool {
		switch n.Kind {
		case "Assign", "AnnAssign":
			service := serviceOf(n.Child("value"))
			for _, target := range n.Children {
				name := lastName(target)
				if service == "" || name == "" || target.Context != syntax.Store {
					continue
				}
				if clients[name] == nil {
					clients[name] = map[string]bool{}
				}
				clients[name][service] = true
			}
		case "Call":
			f := n.Child("func")
			if f.Kind == "Attribute" {
				methods = append(methods, n)
			}
			if name := lastName(f); name == "resource" || name == "client" && serviceOf(n) == "" {
				hidden = true
			}
		}
		return true
	})
	found := map[string]bool{}
	for _, call := range methods {
		method, client := call.Child("func").Text, call.Child("func").Child("value")
		if name := call.Child("args"); method == "get_paginator" && name != nil {
			if !isText(name) {
				continue
			}
			method = name.Text
		}
		services := clients[lastName(client)]
		if client.Kind == "Call" {
			services = map[string]bool{serviceOf(client): true}
		}
		for service := range services {
			if service != "" {
				found[service+":"+method] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found)), hidden
}

// serviceOf is the service of boto3.client("ec2"), empty for anything else.
func serviceOf(call *syntax.Node) string {
	if call == nil || call.Kind != "Call" || lastName(call.Child("func")) != "client" {
		return ""
	}
	service := call.Child("args")
	for _, k := range call.List("keywords") {
		if service == nil && k.Text == "service_name" {
			service = k.Child("value")
		}
	}
	if !isText(service) {
		return ""
	}
	return service.Text
}

// lastName is the last part of a name such as self.ec2, empty for what has none.
func lastName(n *syntax.Node) string {
	if n.Kind == "Attribute" || n.Kind == "Name" {
		return n.Text
	}
	return ""
}
