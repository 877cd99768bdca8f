package emulate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// RateControl asks for several runs of a document instead of one, as the members
// of StartAutomationExecution with the same names do: one for each target, so
// many at once.
type RateControl struct {
	// TargetParameterName is the parameter that takes the target.
	TargetParameterName string
	Targets             []Target
	// TargetMaps have the values of several parameters for each run.
	TargetMaps      []Arguments
	TargetLocations []TargetLocation
	// MaxConcurrency and MaxErrors are numbers or percentages, empty for the
	// default.
	MaxConcurrency, MaxErrors string
}

// Target says what to run a document for, by a property such as tag:NAME.
type Target struct {
	Key    string
	Values []string
}

// TargetLocation is where to run a document: in each Region of each account.
type TargetLocation struct {
	Accounts, Regions, ExcludeAccounts []string
	ExecutionRoleName                  string
	MaxConcurrency, MaxErrors          string
	// Targets and their limits replace those of the RateControl.
	Targets                                 []Target
	TargetsMaxConcurrency, TargetsMaxErrors string
}

// Limits of the API.
const (
	maxTargetValues    = 50
	maxTargetMaps      = 300
	maxTargetLocations = 100
)

// What applies where the caller says nothing. That of MaxErrors is documented for
// locations alone.
const (
	defaultConcurrency         = "10"
	defaultLocationConcurrency = "1"
	defaultErrors              = "0"
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

// check asks for what the API asks for, without knowing the document.
func (c *RateControl) check() error {
	if len(c.Targets) > 0 && len(c.TargetMaps) > 0 {
		return fmt.Errorf("there are both Targets and TargetMaps, which exclude each other")
	}
	if len(c.TargetMaps) > maxTargetMaps {
		return fmt.Errorf("%s has %d elements, there may be %d", "TargetMaps", len(c.TargetMaps), maxTargetMaps)
	}
	if len(c.TargetLocations) > maxTargetLocations {
		return fmt.Errorf("%s has %d elements, there may be %d", "TargetLocations", len(c.TargetLocations), maxTargetLocations)
	}
	lists := [][]Target{c.Targets}
	limits := []limit{{"MaxConcurrency", c.MaxConcurrency, 1}, {"MaxErrors", c.MaxErrors, 0}}
	targeted := len(c.Targets) > 0
	for _, l := range c.TargetLocations {
		if len(l.Accounts) == 0 || len(l.Regions) == 0 {
			return fmt.Errorf("each of TargetLocations needs Accounts and Regions")
		}
		lists = append(lists, l.Targets)
		limits = append(limits,
			limit{"TargetLocationMaxConcurrency", l.MaxConcurrency, 1}, limit{"TargetLocationMaxErrors", l.MaxErrors, 0},
			limit{"TargetsMaxConcurrency", l.TargetsMaxConcurrency, 1}, limit{"TargetsMaxErrors", l.TargetsMaxErrors, 0})
		targeted = targeted || len(l.Targets) > 0
	}
	for _, list := range lists {
		if err := checkTargets(list); err != nil {
			return err
		}
	}
	for _, l := range limits {
		if err := l.check(); err != nil {
			return err
		}
	}
	switch {
	case targeted && c.TargetParameterName == "":
		return fmt.Errorf("the targets need TargetParameterName, the parameter that takes them")
	case !targeted && c.TargetParameterName != "":
		return fmt.Errorf("there is TargetParameterName, but no Targets for it")
	}
	return nil
}

func checkTargets(list []Target) error {
	if len(list) > 1 {
		return fmt.Errorf("only one resource group or tag can be specified at a time")
	}
	for _, t := range list {
		if len(t.Values) > maxTargetValues {
			return fmt.Errorf("the target %s has %d values, there may be %d", t.Key, len(t.Values), maxTargetValues)
		}
		if t.kind() == "" {
			return fmt.Errorf("target key can have only following values : %s; this is %q", strings.Join(targetKeys, ", "), t.Key)
		}
	}
	return nil
}

// limit is a number or a percentage.
type limit struct {
	name, written string
	least         int
}

func (l limit) check() error {
	if l.written == "" {
		return nil
	}
	digits, percent := strings.CutSuffix(l.written, "%")
	n, err := strconv.Atoi(digits)
	if err != nil || len(l.written) > 7 || n < l.least || percent && n > 100 || digits != strconv.Itoa(n) {
		return fmt.Errorf("%s is %q, expected a number from %d or a percentage such as 10%%", l.name, l.written, l.least)
	}
	return nil
}

// of is the limit for so many runs. A percentage is rounded down.
func (l limit) of(runs int) int {
	digits, percent := strings.CutSuffix(l.written, "%")
	n, _ := strconv.Atoi(digits) // it has been checked
	if percent {
		n = runs * n / 100
	}
	return max(n, l.least)
}

// problems are what is wrong with the parameters that the targets are for.
func (c *RateControl) problems(doc *document.Document) []string {
	names := map[string]bool{}
	if c.TargetParameterName != "" {
		names[c.TargetParameterName] = true
	}
	for _, m := range c.TargetMaps {
		for name := range m {
			names[name] = true
		}
	}
	var declared, problems []string
	for _, p := range doc.Parameters {
		declared = append(declared, p.Name.Text)
	}
	for name := range names {
		if doc.Parameter(name) != nil {
			continue
		}
		problem := fmt.Sprintf("the document has no parameter %q for the targets", name)
		if near, ok := nearest.Of(name, slices.Values(declared)); ok {
			problem += fmt.Sprintf("; did you mean %q?", near)
		}
		problems = append(problems, problem)
	}
	slices.Sort(problems)
	return problems
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
