package emulate

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
)

// ReadRateControl reads the members of StartAutomationExecution that ask for
// several runs; others are left alone. It is nil when none of them asks for any.
func ReadRateControl(request *value.Object) (*RateControl, error) {
	c := &RateControl{}
	reader := memberReader{object: request}
	c.TargetParameterName = reader.text("TargetParameterName")
	c.Targets = reader.targets("Targets")
	c.TargetMaps = reader.maps("TargetMaps")
	c.TargetLocations = reader.locations("TargetLocations")
	c.MaxConcurrency, c.MaxErrors = reader.text("MaxConcurrency"), reader.text("MaxErrors")
	if reader.err != nil {
		return nil, reader.err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	if len(c.Targets) == 0 && len(c.TargetMaps) == 0 && len(c.TargetLocations) == 0 {
		return nil, nil
	}
	return c, nil
}

// memberReader reads members of a request until one is not as it must be.
type memberReader struct {
	object *value.Object
	err    error
}

func (r *memberReader) wrong(name, want string, got any) {
	if r.err == nil {
		r.err = fmt.Errorf("%s is a %s, not %s", name, TypeOf(got), want)
	}
}

// text is a text, or a number as its digits; empty when the member is not there.
func (r *memberReader) text(name string) string {
	v, ok := r.object.Get(name)
	if !ok || v == nil {
		return ""
	}
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	switch TypeOf(v) {
	case String, Integer:
		return render(v)
	}
	r.wrong(name, "a text", v)
	return ""
}

func (r *memberReader) texts(name string) []string {
	v, ok := r.object.Get(name)
	if !ok || v == nil {
		return nil
	}
	return Wire(v)
}

// objects are those of a list, or one that stands alone.
func (r *memberReader) objects(name string) []*value.Object {
	v, ok := r.object.Get(name)
	if !ok || v == nil {
		return nil
	}
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var objects []*value.Object
	for _, item := range list {
		object, ok := item.(*value.Object)
		if !ok {
			r.wrong(name, "a list of maps", v)
			return nil
		}
		objects = append(objects, object)
	}
	return objects
}

func (r *memberReader) targets(name string) []Target {
	var list []Target
	for _, o := range r.objects(name) {
		inner := memberReader{object: o}
		list = append(list, Target{Key: inner.text("Key"), Values: inner.texts("Values")})
		r.err = firstError(r.err, inner.err)
	}
	return list
}

func (r *memberReader) maps(name string) []Arguments {
	var list []Arguments
	for _, o := range r.objects(name) {
		args := Arguments{}
		for name, v := range o.All() {
			args[name] = Wire(v)
		}
		list = append(list, args)
	}
	return list
}

func (r *memberReader) locations(name string) []TargetLocation {
	var list []TargetLocation
	for _, o := range r.objects(name) {
		inner := memberReader{object: o}
		list = append(list, TargetLocation{
			Accounts: inner.texts("Accounts"), Regions: inner.texts("Regions"), ExcludeAccounts: inner.texts("ExcludeAccounts"),
			ExecutionRoleName: inner.text("ExecutionRoleName"),
			MaxConcurrency:    inner.text("TargetLocationMaxConcurrency"), MaxErrors: inner.text("TargetLocationMaxErrors"),
			Targets:               inner.targets("Targets"),
			TargetsMaxConcurrency: inner.text("TargetsMaxConcurrency"), TargetsMaxErrors: inner.text("TargetsMaxErrors"),
		})
		r.err = firstError(r.err, inner.err)
	}
	return list
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
