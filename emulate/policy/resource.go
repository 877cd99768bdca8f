package policy

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/permission"
)

// Actions are the actions that a call with the input needs.
func Actions(op awsapi.Operation, input *value.Object) []string {
	actions := slices.Clone(permission.Actions(op))
	for _, t := range permission.TaggingOf(op) {
		if _, ok := input.Get(t.Member); ok && !slices.Contains(actions, t.Action) {
			actions = append(actions, t.Action)
		}
	}
	return actions
}

// resourcesOf are the resources that a call is about, as far as its input says it.
func resourcesOf(action string, input *value.Object, partition string) []string {
	about, known := permission.ResourceOf(action)
	name, certain := certainName(text(input, about.Member), partition)
	switch {
	case !known || !certain:
		return []string{"*"}
	case strings.HasPrefix(name, "arn:") && about.ByARN:
		arns := []string{name}
		for _, arn := range about.ARNs {
			if strings.HasSuffix(arn, "{}:*") { // versions, streams and the like
				arns = append(arns, name+":*")
			}
		}
		return arns
	case strings.Contains(name, ":") || len(about.ARNs) == 0:
		return []string{"*"} // an ARN of something else, or a name with more to it
	}
	name = strings.TrimPrefix(name, about.Trim)
	var arns []string
	for _, arn := range about.ARNs {
		arns = append(arns, strings.NewReplacer("{partition}", partition, "{}", name).Replace(arn))
	}
	return arns
}

// A Passed is a role that a call hands to a service.
type Passed struct {
	Service string // empty for no certain one
	Role    string // an ARN, or "*" where the input does not tell
}

// PassedRoles are the roles that a call with the input hands on.
func PassedRoles(op awsapi.Operation, input *value.Object, partition string) []Passed {
	var out []Passed
	for _, passed := range permission.PassedRoles(op) {
		found := at(input, strings.Split(passed.Member, "."))
		for name, given := range input.All() {
			// The inputs of aws:runInstances have the member's parts in their names.
			if passed.Member == "IamInstanceProfile" && name != passed.Member && strings.HasPrefix(name, passed.Member) {
				found = append(found, given)
			}
		}
		for _, given := range found {
			for _, role := range rolesOf(given, passed.Member, partition) {
				out = append(out, Passed{passed.Service, role})
			}
		}
	}
	return out
}

// rolesOf are the ARNs that a role may have which is given so.
func rolesOf(given any, member, partition string) []string {
	written, _ := given.(string)
	role, certain := certainName(written, partition)
	switch {
	case certain && strings.HasPrefix(role, "arn:") && strings.Contains(role, ":role/"):
		return []string{role}
	case certain && strings.HasSuffix(member, "RoleName") && !strings.Contains(role, ":"):
		arn := "arn:" + partition + ":iam::*:role/"
		return []string{arn + role, arn + "*/" + role} // the path is not known
	}
	return []string{"*"}
}

// at are the values of a member, those in all elements of lists on the way.
func at(v any, path []string) []any {
	switch v := v.(type) {
	case []any:
		var out []any
		for _, item := range v {
			out = append(out, at(item, path)...)
		}
		return out
	case *value.Object:
		if len(path) == 0 {
			return []any{v}
		}
		if member, ok := v.Get(path[0]); ok {
			return at(member, path[1:])
		}
		return nil
	}
	if len(path) > 0 {
		return nil
	}
	return []any{v}
}

var reference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`) })

// certainName is a name or an ARN with a wildcard for each reference in it. It is
// not certain when there is nothing but references, or anything that IAM would take
// for a wildcard.
func certainName(written, partition string) (name string, certain bool) {
	if written == "" || strings.ContainsAny(written, "*?$ ") && !strings.Contains(written, "{{") {
		return "", false
	}
	name = reference().ReplaceAllStringFunc(written, func(found string) string {
		if reference().FindStringSubmatch(found)[1] == "global:AWS_PARTITION" {
			return partition
		}
		return "*"
	})
	return name, strings.Trim(name, "*") != "" && !strings.ContainsAny(name, "{}?$ ") && !strings.HasPrefix(name, "*")
}
