package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// rateFlags ask for several runs, by the names that the AWS CLI has for them.
func rateFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "targets", Usage: "run once for each target, `Key=tag:NAME,Values=A,B` for example; keys are ParameterValues, InstanceIds, ResourceGroup and tag:NAME"},
		&cli.StringFlag{Name: "target-parameter-name", Usage: "the parameter that takes the target, by its `NAME`"},
		&cli.StringSliceFlag{Name: "target-maps", Usage: "run once for each `NAME=VALUE,NAME=VALUE`; repeat it, or write a list in JSON"},
		&cli.StringSliceFlag{Name: "target-locations", Usage: "run in each Region of each account, `Accounts=A,B,Regions=C,D`; repeat it, or write a list in JSON"},
		&cli.StringFlag{Name: "max-concurrency", Usage: "how many of them run at once, a `NUMBER` or a percentage", DefaultText: "10"},
		&cli.StringFlag{Name: "max-errors", Usage: "how many of them may fail before no more begin, a `NUMBER` or a percentage", DefaultText: "0"},
	}
}

// rateControl reads the flags of rateFlags; nil when they ask for one run alone.
func rateControl(c *cli.Context) (*emulate.RateControl, error) {
	request := value.New()
	for flag, member := range map[string]string{
		"target-parameter-name": "TargetParameterName", "max-concurrency": "MaxConcurrency", "max-errors": "MaxErrors",
	} {
		if text := c.String(flag); text != "" {
			request.Set(member, text)
		}
	}
	for _, list := range []struct{ flag, member string }{
		{"targets", "Targets"}, {"target-maps", "TargetMaps"}, {"target-locations", "TargetLocations"},
	} {
		if err := setStructures(request, list.member, c.StringSlice(list.flag)); err != nil {
			return nil, err
		}
	}
	control, err := emulate.ReadRateControl(request)
	switch {
	case err != nil:
		return nil, usagef("%v", err)
	case control == nil && (c.IsSet("max-concurrency") || c.IsSet("max-errors")):
		return nil, usagef("--max-concurrency and --max-errors are for several runs; add --targets, --target-maps or --target-locations")
	}
	return control, nil
}

// setStructures sets a member that is a list of structures.
func setStructures(request *value.Object, member string, written []string) error {
	var list []any
	for _, text := range written {
		more, err := structures(text)
		if err != nil {
			return err
		}
		list = append(list, more...)
	}
	if len(list) > 0 {
		request.Set(member, list)
	}
	return nil
}

// structures reads a list of structures, in JSON or one in the short form of the
// AWS CLI: names with their values behind an equals sign, all with commas between.
func structures(text string) ([]any, error) {
	if strings.ContainsAny(text[:min(1, len(text))], "[{") {
		v, err := value.Decode([]byte(text))
		if err != nil {
			return nil, usagef("%s is no JSON: %v", text, err)
		}
		if list, ok := v.([]any); ok {
			return list, nil
		}
		return []any{v}, nil
	}
	one := value.New()
	var name string
	var values []any
	for _, part := range strings.Split(text, ",") {
		if before, after, ok := strings.Cut(part, "="); ok {
			name, values, part = before, nil, after
		}
		if name == "" {
			return nil, usagef("%q has no name before the value, expected NAME=VALUE,VALUE or JSON", text)
		}
		values = append(values, part)
		one.Set(name, values)
	}
	return []any{one}, nil
}

// targetArguments are the values that the targets have for parameters, as far as
// the command line names them.
func targetArguments(control *emulate.RateControl) []emulate.Arguments {
	if control == nil {
		return nil
	}
	all := slices.Clone(control.TargetMaps)
	lists := [][]emulate.Target{control.Targets}
	for _, l := range control.TargetLocations {
		lists = append(lists, l.Targets)
	}
	for _, t := range slices.Concat(lists...) {
		if !strings.HasPrefix(t.Key, "tag:") && t.Key != "ResourceGroup" {
			all = append(all, emulate.Arguments{control.TargetParameterName: t.Values})
		}
	}
	return all
}

// besideTargets are the values that are given, those of targets included.
func besideTargets(args emulate.Arguments, control *emulate.RateControl) emulate.Arguments {
	if control == nil {
		return args
	}
	all := maps.Clone(args)
	all[control.TargetParameterName] = nil
	for _, m := range control.TargetMaps {
		for name := range m {
			all[name] = nil
		}
	}
	return all
}
