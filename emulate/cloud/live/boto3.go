package live

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// What boto3 does to requests and answers that no model says, from the handlers
// of botocore. The members of botocore's that only concern files, signing of
// links and services that runbooks do not reach are left out.

// prepare is the input as it is sent: with a token where the caller left that to
// the client, and IDs in the form that the service takes.
func prepare(op awsapi.Operation, given *value.Object) *value.Object {
	input := value.New()
	for name, v := range given.All() {
		input.Set(name, v)
	}
	for m := range op.Input().Members() {
		if _, ok := input.Get(m.Name()); m.IdempotencyToken() && !ok {
			input.Set(m.Name(), token())
		}
		text, isText := textMember(input, m.Name())
		if isText && op.Service().Name() == "route53" {
			input.Set(m.Name(), withoutKind(m.Shape().Name(), text))
		}
	}
	if op.Service().Name() == "glacier" {
		if _, ok := input.Get("accountId"); !ok {
			input.Set("accountId", "-") // the account of the credentials
		}
	}
	return input
}

// token is a random UUID.
func token() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// withoutKind takes the kind off an ID as Route 53 answers it, /hostedzone/Z1:
// it takes only Z1.
func withoutKind(shape, id string) string {
	switch shape {
	case "ResourceId", "DelegationSetId", "ChangeId":
		return id[strings.LastIndex(id, "/")+1:]
	}
	return id
}

// adapt changes an answer as boto3 does.
func adapt(op awsapi.Operation, output *value.Object) {
	switch op.Service().Name() {
	case "ec2":
		if op.Name() == "GetConsoleOutput" {
			decodeConsole(output)
		}
	case "cloudformation":
		if text, ok := textMember(output, "TemplateBody"); ok {
			if template, err := value.Decode([]byte(text)); err == nil {
				output.Set("TemplateBody", template)
			}
		}
	case "iam":
		decodePolicies(op.Output(), output, 0)
	}
}

// decodeConsole gives the console's output as text, which EC2 has in base64.
func decodeConsole(output *value.Object) {
	text, ok := textMember(output, "Output")
	if !ok {
		return
	}
	if console, err := base64.StdEncoding.DecodeString(text); err == nil {
		output.Set("Output", strings.ToValidUTF8(string(console), string(utf8.RuneError)))
	}
}

// maxPolicyDepth is more than the answers of IAM nest.
const maxPolicyDepth = 20

// decodePolicies gives policies as objects, which IAM has as JSON, escaped as in
// URLs.
func decodePolicies(shape awsapi.Shape, v any, depth int) any {
	if depth > maxPolicyDepth {
		return v
	}
	switch v := v.(type) {
	case *value.Object:
		for m := range shape.Members() {
			if member, ok := v.Get(m.Name()); ok {
				v.Set(m.Name(), decodePolicies(m.Shape(), member, depth+1))
			}
		}
	case []any:
		for i, item := range v {
			v[i] = decodePolicies(shape.Elem().Shape(), item, depth+1)
		}
	case string:
		if shape.Name() != "policyDocumentType" {
			return v
		}
		text, err := url.QueryUnescape(strings.ReplaceAll(v, "+", "%2B"))
		if err != nil {
			return v
		}
		if policy, err := value.Decode([]byte(text)); err == nil {
			return policy
		}
	}
	return v
}
