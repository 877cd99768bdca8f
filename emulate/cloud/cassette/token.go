package cassette

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// withoutTokens is an input without the tokens by which a service tells a call from
// its repetition. boto3 makes them up in scripts, so that a replay has others.
func withoutTokens(op awsapi.Operation, input *value.Object) *value.Object {
	if input == nil {
		return nil
	}
	kept := value.New()
	for name, v := range input.All() {
		if m := op.Input().Member(name); !m.Exists() || !m.IdempotencyToken() {
			kept.Set(name, v)
		}
	}
	return kept
}
