package botocore

import "strings"

// aliases are the parameters that boto3 takes under another name as well, by
// service, operation ("*" is any) and member. botocore has them in its code
// (handlers.py, the uses of ParameterAlias), not in its data.
var aliases = map[string]string{
	"cloudsearchdomain.Search.return": "returnFields",
	"ec2.*.Filter":                    "Filters",
	"logs.CreateExportTask.from":      "fromTime",
}

// Alias is the other name that boto3 takes for an input member, or empty.
func Alias(service, operation, member string) string {
	if a := aliases[strings.Join([]string{service, operation, member}, ".")]; a != "" {
		return a
	}
	return aliases[strings.Join([]string{service, "*", member}, ".")]
}
