package endpoint

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// mismatch is the error of a member whose value is not of its type.
func mismatch(m awsapi.Member, v any) error {
	article := "a"
	if m.Shape().Type() == awsapi.Integer {
		article = "an"
	}
	return fmt.Errorf("%s is %s, expected %s %s", m.Name(), value.Kind(v), article, m.Shape().Type())
}
