package world

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// publicImages begin the names of AWS's public parameters that hold the ID of an
// image, the ones that runbooks have as defaults. The account has no parameters
// of its own.
var publicImages = []string{
	"/aws/service/ami-amazon-linux-latest/",
	"/aws/service/ami-windows-latest/",
}

func (w *World) getParameter(req cloud.Request) (*value.Object, error) {
	given, _ := parameter(req, "Name").(string)
	name, version, _ := strings.Cut(given, ":")
	for _, prefix := range publicImages {
		if !strings.HasPrefix(name, prefix) || len(name) == len(prefix) {
			continue
		}
		p := value.New(
			"Name", name,
			"Type", "String",
			"Value", "ami-"+w.random("image", name).Hex(17),
			"Version", 1,
			"LastModifiedDate", timestamp(w.start.AddDate(0, 0, -7)),
			"ARN", "arn:"+w.partition()+":ssm:"+w.config.Region+"::parameter"+name,
			"DataType", "aws:ec2:image",
		)
		switch version {
		case "":
		case "1":
			p.Set("Selector", ":1")
		default:
			return nil, refuse("ParameterVersionNotFound", "Systems Manager could not find version "+version+" of "+name+".")
		}
		return value.New("Parameter", p), nil
	}
	// AWS says no more than the code.
	return nil, refuse("ParameterNotFound", "")
}
