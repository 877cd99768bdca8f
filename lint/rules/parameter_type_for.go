package rules

import (
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// parameterTypeFor is the type that a parameter needs for the use that the
// steps make of it. String serves wherever nothing more is known.
func parameterTypeFor(p *lint.Pass, name string) string {
	if t, ok := resourceTypes[name]; ok {
		return t
	}
	for _, call := range p.Calls() {
		for _, use := range call.RunTime {
			refs := use.Node.References()
			if refs[0].Form != document.ParameterReference || refs[0].Name != name {
				continue
			}
			if t := automationType(use.Member.Shape()); t != "" {
				return t
			}
		}
	}
	return "String"
}

// resourceTypes are the names whose parameters AWS's own runbooks give a type
// of its own, so that the console offers a list to choose from.
var resourceTypes = map[string]string{
	"InstanceId":           "AWS::EC2::Instance::Id",
	"InstanceIds":          "List<AWS::EC2::Instance::Id>",
	"AutomationAssumeRole": "AWS::IAM::Role::Arn",
	"S3BucketName":         "AWS::S3::Bucket::Name",
}

// automationType is the type in a document of what an API has as a shape; empty
// for what has none.
func automationType(shape awsapi.Shape) string {
	switch shape.Type() {
	case awsapi.String, awsapi.Timestamp, awsapi.Blob, awsapi.Float, awsapi.Double:
		return "String"
	case awsapi.Integer, awsapi.Long:
		return "Integer"
	case awsapi.Boolean:
		return "Boolean"
	case awsapi.Structure, awsapi.Map:
		return "StringMap"
	case awsapi.List:
		switch elem := shape.Elem().Shape(); elem.Type() {
		case awsapi.Structure, awsapi.Map:
			return "MapList"
		case awsapi.List:
			return ""
		}
		return "StringList"
	}
	return ""
}
