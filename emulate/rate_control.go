package emulate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
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

// What applies where the caller says nothing. That of MaxErrors is documented for
// locations alone.
const (
	defaultConcurrency         = "10"
	defaultLocationConcurrency = "1"
	defaultErrors              = "0"
)

// check asks for what the API asks for, without knowing the document.
func (c *RateControl) check() error {
	if len(c.Targets) > 0 && len(c.TargetMaps) > 0 {
		return fmt.Errorf("there are both Targets and TargetMaps, which exclude each other")
	}
	op, err := awsapi.Lookup("ssm", "StartAutomationExecution")
	if err != nil {
		return err
	}
	member := func(name string) awsapi.Shape { return op.Input().Member(name).Shape() }
	if err := checkLength("TargetMaps", len(c.TargetMaps), member("TargetMaps")); err != nil {
		return err
	}
	if err := checkLength("TargetLocations", len(c.TargetLocations), member("TargetLocations")); err != nil {
		return err
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
		if err := checkTargets(list, member("Targets")); err != nil {
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

// checkLength compares the length of a list with what the API takes.
func checkLength(what string, length int, s awsapi.Shape) error {
	if most, err := s.Max().Int64(); err == nil && int64(length) > most {
		return fmt.Errorf("%s has %d elements, there may be %d", what, length, most)
	}
	return nil
}

func checkTargets(list []Target, s awsapi.Shape) error {
	if len(list) > 1 {
		return fmt.Errorf("only one resource group or tag can be specified at a time")
	}
	for _, t := range list {
		values := s.Elem().Shape().Member("Values").Shape()
		if err := checkLength("the target "+t.Key, len(t.Values), values); err != nil {
			return err
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
