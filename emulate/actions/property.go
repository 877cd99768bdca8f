package actions

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// property is what aws:assertAwsResourceProperty and
// aws:waitForAwsResourceProperty look at: a part of an API's answer, and the
// values that are wanted of it.
type property struct {
	service, api string
	parameters   *value.Object
	path         *selector.Path
	desired      []string
}

// newProperty reads the inputs of both actions.
func newProperty(inputs *value.Object) (*property, error) {
	service, api, parameters, err := apiCall(inputs, "PropertySelector", "DesiredValues")
	if err != nil {
		return nil, err
	}
	written, err := text(inputs, "PropertySelector")
	if err != nil {
		return nil, err
	}
	path, err := selector.Compile(written)
	if err != nil {
		return nil, emulate.Invalid("PropertySelector %s cannot be read: %v", written, err)
	}
	desired, ok := inputs.Get("DesiredValues")
	if !ok {
		return nil, emulate.Invalid("Missing required input: DesiredValues")
	}
	list, ok := desired.([]any)
	if !ok || len(list) == 0 {
		return nil, emulate.Invalid("Input DesiredValues is not a list of values")
	}
	return &property{service, api, parameters, path, emulate.Wire(list)}, nil
}

// look calls the API. The value is what was found, as text; found is false when
// the selector finds nothing.
func (p *property) look(ctx context.Context, env *emulate.Env) (v any, found bool, err error) {
	answer, err := env.Call(ctx, p.service, p.api, p.parameters)
	if err != nil {
		return nil, false, err
	}
	v, err = p.path.Select(answer)
	var nothing *selector.NotFoundError
	if errors.As(err, &nothing) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, emulate.Invalid("PropertySelector %s: %v", p.path.Text(), err)
	}
	return v, v != nil, nil
}

// desires tells whether a value equals one of the desired ones, which are texts:
// numbers are compared by their digits, booleans in any letter case, as runbooks
// write True and true. An empty list is [] as a text. Of a list, as selectors
// with .. yield, each element must equal a desired value; whether the service
// wants all of them is not documented.
func (p *property) desires(v any) bool {
	list, ok := v.([]any)
	if !ok {
		return p.desiresOne(v)
	}
	if len(list) == 0 {
		return p.desiresOne(list)
	}
	for _, item := range list {
		if !p.desiresOne(item) {
			return false
		}
	}
	return true
}

func (p *property) desiresOne(v any) bool {
	shown := plain(v)
	for _, desired := range p.desired {
		if desired == shown {
			return true
		}
		switch v := v.(type) {
		case bool:
			if strings.EqualFold(desired, shown) {
				return true
			}
		case json.Number:
			if order, ok := value.CompareNumbers(v, json.Number(desired)); ok && order == 0 {
				return true
			}
		}
	}
	return false
}

func (p *property) mismatch(shown string) string {
	return "Property " + p.path.Text() + " is " + shown + ", which is not one of [" + strings.Join(p.desired, ", ") + "]"
}

// plain is a value as text: texts as they are, everything else as JSON.
func plain(v any) string {
	if list, ok := v.([]any); ok {
		return emulate.Wire([]any{list})[0]
	}
	return emulate.Wire(v)[0]
}
