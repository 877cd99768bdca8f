package world

import (
	"fmt"

	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// parameter is the value of an input member, nil when it is not given.
func parameter(req cloud.Request, name string) any {
	v, _ := req.Input.Get(name)
	return v
}

// given is an input member that is a text, empty when it is not given.
func given(req cloud.Request, name string) string {
	text, _ := parameter(req, name).(string)
	return text
}

// texts are those in a list that an input member is.
func texts(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, item := range list {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}

// requiredID is the refusal of EC2 when an ID is not given.
func requiredID(id, name string) error {
	if id == "" {
		return refuse("MissingParameter", fmt.Sprintf("The request must contain the parameter %s", name))
	}
	return nil
}
