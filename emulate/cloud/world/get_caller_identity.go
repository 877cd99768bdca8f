package world

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

func (w *World) getCallerIdentity(cloud.Request) (*value.Object, error) {
	return value.New(
		"UserId", "AIDACKCEVSQ6C2EXAMPLE",
		"Account", w.config.Account,
		"Arn", w.arn("iam", "user/ssmrun"),
	), nil
}
