package view

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// secret stands for what must not be shown.
const secret = "***"

// maskedInput is the input of a call as it may be shown.
func maskedInput(req cloud.Request) any {
	return masked(operationOf(req).Input(), req.Input)
}

// maskedOutput is the answer to a call as it may be shown.
func maskedOutput(req cloud.Request, output *value.Object) any {
	return masked(operationOf(req).Output(), output)
}

// operationOf is absent for an operation that is not in the index.
func operationOf(req cloud.Request) awsapi.Operation {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return awsapi.Operation{}
	}
	return op
}

// masked is a copy of a value without what the API's model calls sensitive, the
// values of SecureString parameters, and what is called a password.
func masked(s awsapi.Shape, v any) any {
	if s.Sensitive() && v != nil {
		return secret
	}
	switch v := v.(type) {
	case *value.Object:
		out := value.New()
		kind, _ := v.Get("Type")
		for name, inner := range v.All() {
			shape := s.Value().Shape()
			if m := s.Member(name); m.Exists() {
				shape = m.Shape()
			}
			switch {
			case kind == "SecureString" && name == "Value", secretName(name) && isText(inner):
				out.Set(name, secret)
			default:
				out.Set(name, masked(shape, inner))
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = masked(s.Elem().Shape(), item)
		}
		return out
	}
	return v
}

func isText(v any) bool {
	_, ok := v.(string)
	return ok
}

// secretName tells names of secrets in what the model leaves open.
func secretName(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range []string{"password", "passphrase", "secretaccesskey", "sessiontoken", "secretstring", "privatekey"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}
