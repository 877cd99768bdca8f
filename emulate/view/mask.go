package view

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// maskedInput is the input of a call as it may be shown. The engine has masked it
// already; who makes events of their own may have not.
func maskedInput(req cloud.Request) *value.Object {
	return secret.NewVault().Input(operationOf(req), req.Input)
}

// maskedOutput is the answer to a call as it may be shown.
func maskedOutput(req cloud.Request, output *value.Object) *value.Object {
	return secret.NewVault().Output(operationOf(req), output)
}

// operationOf is absent for an operation that is not in the index.
func operationOf(req cloud.Request) awsapi.Operation {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return awsapi.Operation{}
	}
	return op
}
