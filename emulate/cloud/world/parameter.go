package world

import (
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// storedParameter is a parameter of the account itself.
type storedParameter struct {
	name, kind, value string
	version           int
	changed           time.Time
}

// publicImages begin the names of AWS's public parameters that hold the ID of an
// image, the ones that runbooks have as defaults.
var publicImages = []string{
	"/aws/service/ami-amazon-linux-latest/",
	"/aws/service/ami-windows-latest/",
}

func (w *World) getParameter(req cloud.Request) (*value.Object, error) {
	p, err := w.parameterCalled(given(req, "Name"))
	if err != nil {
		return nil, err
	}
	return value.New("Parameter", p), nil
}

// parameterCalled is a parameter as the API shows it. The name may have a version
// behind it.
func (w *World) parameterCalled(given string) (*value.Object, error) {
	name, version, _ := strings.Cut(given, ":")
	var p *value.Object
	newest := "1"
	if own, ok := w.parameters.get(name); ok {
		p = w.describeParameter(own)
		newest = strconv.Itoa(own.version)
	}
	for _, prefix := range publicImages {
		if strings.HasPrefix(name, prefix) && len(name) > len(prefix) {
			p = w.describePublicImage(name)
		}
	}
	switch {
	case p == nil:
		// AWS says no more than the code.
		return nil, refuse("ParameterNotFound", "")
	case version == newest:
		p.Set("Selector", ":"+version)
	case version != "":
		// Older versions are not kept.
		return nil, refuse("ParameterVersionNotFound", "Systems Manager could not find version "+version+" of "+name+".")
	}
	return p, nil
}

func (w *World) describePublicImage(name string) *value.Object {
	return value.New(
		"Name", name,
		"Type", "String",
		"Value", w.publicImage(name).id,
		"Version", 1,
		"LastModifiedDate", timestamp(w.start.AddDate(0, 0, -7)),
		"ARN", "arn:"+w.partition()+":ssm:"+w.config.Region+"::parameter"+name,
		"DataType", "aws:ec2:image",
	)
}

func (w *World) describeParameter(p *storedParameter) *value.Object {
	return value.New(
		"Name", p.name,
		"Type", p.kind,
		"Value", p.value,
		"Version", p.version,
		"LastModifiedDate", timestamp(p.changed),
		"ARN", "arn:"+w.partition()+":ssm:"+w.config.Region+":"+w.config.Account+":parameter/"+strings.TrimPrefix(p.name, "/"),
		"DataType", "text",
	)
}

// getParameters gives those that there are, and the names of the others.
func (w *World) getParameters(req cloud.Request) (*value.Object, error) {
	found, invalid := []any{}, []any{}
	for _, name := range texts(parameter(req, "Names")) {
		if p, err := w.parameterCalled(name); err == nil {
			found = append(found, p)
		} else {
			invalid = append(invalid, name)
		}
	}
	return value.New("Parameters", found, "InvalidParameters", invalid), nil
}

func (w *World) putParameter(req cloud.Request) (*value.Object, error) {
	name, kind := given(req, "Name"), given(req, "Type")
	known, exists := w.parameters.get(name)
	overwrite, _ := parameter(req, "Overwrite").(bool)
	switch {
	case strings.HasPrefix(strings.ToLower(strings.TrimPrefix(name, "/")), "aws"), strings.HasPrefix(strings.ToLower(name), "ssm"):
		return nil, refuse("ValidationException", "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_")
	case exists && !overwrite:
		return nil, refuse("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.")
	case !exists && kind == "":
		return nil, refuse("ValidationException", "A parameter type is required when you create a parameter.")
	}
	version := 1
	if exists {
		version = known.version + 1
		if kind == "" {
			kind = known.kind
		}
	}
	w.parameters.add(name, &storedParameter{
		name: name, kind: kind, value: given(req, "Value"), version: version, changed: w.now(),
	})
	return value.New("Version", version, "Tier", "Standard"), nil
}

func (w *World) deleteParameter(req cloud.Request) (*value.Object, error) {
	name := given(req, "Name")
	if _, ok := w.parameters.get(name); !ok {
		return nil, refuse("ParameterNotFound", "")
	}
	w.parameters.delete(name)
	return value.New(), nil
}
