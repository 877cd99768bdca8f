package main

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
)

// arguments puts --params, --param and --instance together. What is on the
// command line counts before what is in the file.
func arguments(doc *document.Document, o options) (emulate.Arguments, error) {
	args := emulate.Arguments{}
	if o.paramsFile != "" {
		if err := readParams(o.paramsFile, args); err != nil {
			return nil, err
		}
	}
	for _, p := range o.params {
		delete(args, p.name)
	}
	for _, p := range o.params {
		args.Add(doc, p.name, p.text)
	}
	if len(o.instances) == 0 {
		return args, nil
	}
	name, err := instanceParameter(doc, args)
	if err != nil {
		return nil, err
	}
	args[name] = o.instances
	return args, nil
}

// instanceParameter is the one parameter without a value that takes an instance:
// by its type if there is any such one, else by its name.
func instanceParameter(doc *document.Document, args emulate.Arguments) (string, error) {
	for _, takes := range []func(*document.Parameter) bool{instanceType, instanceName} {
		var names, free []string
		for _, p := range doc.Parameters {
			if !takes(p) {
				continue
			}
			names = append(names, p.Name.Text)
			if _, given := args[p.Name.Text]; !given {
				free = append(free, p.Name.Text)
			}
		}
		switch {
		case len(free) == 1:
			return free[0], nil
		case len(free) > 1:
			return "", usagef("--instance could be for any of the parameters %s; write --param %s=ID", strings.Join(free, ", "), free[0])
		case len(names) > 0:
			return "", usagef("--instance is for the parameter %s, which has a value from --param", strings.Join(names, ", "))
		}
	}
	var all []string
	for _, p := range doc.Parameters {
		all = append(all, p.Name.Text)
	}
	if len(all) == 0 {
		return "", usagef("the document takes no instance: it has no parameters")
	}
	return "", usagef("no parameter of the document is evidently for an instance, it has %s; write --param %s=ID", strings.Join(all, ", "), all[0])
}

// instanceType asks for AWS::EC2::Instance::Id or a list of them.
func instanceType(p *document.Parameter) bool {
	return p.Type.IsString() && strings.Contains(p.Type.Text, "AWS::EC2::Instance::Id")
}

// instanceName takes InstanceId, InstanceIds, EC2InstanceId, sourceInstanceId
// and the like. Only texts and lists of them hold IDs.
func instanceName(p *document.Parameter) bool {
	if p.Type.IsString() && p.Type.Text != "String" && p.Type.Text != "StringList" {
		return false
	}
	name := strings.ToLower(p.Name.Text)
	return strings.HasSuffix(name, "instanceid") || strings.HasSuffix(name, "instanceids")
}

// instanceIDs are the instances that the run is about: the values of all
// parameters that take some, defaults included. They exist in the account.
func instanceIDs(doc *document.Document, args emulate.Arguments) []string {
	var ids []string
	for _, p := range doc.Parameters {
		if !instanceType(p) && !instanceName(p) {
			continue
		}
		given, ok := args[p.Name.Text]
		if !ok && p.Default != nil {
			given = emulate.Wire(p.Default.Value())
		}
		for _, id := range given {
			// Not *, an empty text, or the name of something else.
			if strings.HasPrefix(id, "i-") || strings.HasPrefix(id, "mi-") {
				ids = append(ids, id)
			}
		}
	}
	return ids
}
