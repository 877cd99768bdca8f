package canned

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Inputs are what the entries of an operation ask for, in the order in which they
// are tried, nil for any call.
func (c *Canned) Inputs(name awsapi.OperationName) []*value.Object {
	var inputs []*value.Object
	for _, e := range c.entries[name] {
		var input *value.Object
		if l, ok := e.(*listed); ok {
			input = l.input
		}
		inputs = append(inputs, input)
	}
	return inputs
}
