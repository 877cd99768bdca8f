package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// managedPolicies are the policies of the account that can be attached, by ARN.
// AWS's own are not among them: any name will do for one.
var managedPolicies = kind{
	service: "iam", shape: "Policy", id: "Arn",
	notFound: func(arn string) error {
		return missing("NoSuchEntity", fmt.Sprintf("Policy %s was not found.", arn))
	},
	complete: (*World).completePolicy,
}

// policyDocument is the aspect of a policy with its text.
const policyDocument = "PolicyDocument"

func (w *World) completePolicy(r *value.Object) {
	arn := r.Text("Arn")
	path := "/"
	if _, behind, ok := strings.Cut(arn, ":policy/"); ok {
		path += behind[:strings.LastIndex(behind, "/")+1]
	}
	fill(r,
		"PolicyName", policyName(arn),
		"PolicyId", w.iamID("ANPA", arn),
		"Path", path,
		"DefaultVersionId", "v1",
		"AttachmentCount", 0,
		"PermissionsBoundaryUsageCount", 0,
		"IsAttachable", true,
		"CreateDate", timestamp(w.start.AddDate(0, 0, -90)),
	)
	fill(r, "UpdateDate", r.Text("CreateDate"))
}

// byAWS tells whether an ARN is that of a policy of AWS's own.
func (w *World) byAWS(arn string) bool {
	return strings.HasPrefix(arn, "arn:"+w.partition()+":iam::aws:policy/")
}

// attachable refuses the ARN of a policy that there is not.
func (w *World) attachable(arn string) error {
	switch {
	case !strings.HasPrefix(arn, "arn:"):
		return refuse("InvalidInput", fmt.Sprintf("ARN %s is not valid.", arn))
	case w.byAWS(arn), w.exists(&managedPolicies, arn):
		return nil
	case w.config.Open && !w.of(&managedPolicies).gone[arn]:
		return nil // it was made up before
	}
	return missing("NoSuchEntity", fmt.Sprintf("Policy %s does not exist or is not attachable.", arn))
}

func (w *World) createPolicy(req cloud.Request) (*value.Object, error) {
	policy := given(req, "PolicyDocument")
	if err := checkPolicy(policy); err != nil {
		return nil, err
	}
	arn := w.arn("iam", "policy"+pathIn(req)+given(req, "PolicyName"))
	if w.exists(&managedPolicies, arn) {
		return nil, conflict("EntityAlreadyExists", fmt.Sprintf("A policy called %s already exists. Duplicate names are not allowed.", given(req, "PolicyName")))
	}
	r := value.New("Arn", arn, "CreateDate", timestamp(w.now()))
	managedPolicies.take(req, r)
	i := w.add(&managedPolicies, r)
	i.aspects[policyDocument] = policy
	return value.New("Policy", value.Clone(i.shown)), nil
}

// policyCalled describes a policy, with the roles that have it counted.
func (w *World) policyCalled(req cloud.Request) (*value.Object, *item, error) {
	arn := given(req, "PolicyArn")
	var shown *value.Object
	i, err := w.one(&managedPolicies, arn)
	switch {
	case err == nil:
		shown = w.describe(req, &managedPolicies, i, "Policy")
	case w.byAWS(arn):
		shown = value.New("Arn", arn)
		w.completePolicy(shown)
	default:
		return nil, nil, err
	}
	set(shown, "AttachmentCount", len(w.rolesWith(arn)))
	return shown, i, nil
}

func (w *World) rolesWith(arn string) []*item {
	var out []*item
	for _, r := range w.all(&roles) {
		if slices.Contains(r.attached(), arn) {
			out = append(out, r)
		}
	}
	return out
}

func (w *World) getPolicy(req cloud.Request) (*value.Object, error) {
	shown, _, err := w.policyCalled(req)
	if err != nil {
		return nil, err
	}
	return value.New("Policy", shown), nil
}

// getPolicyVersion knows the texts of the account's own policies, which have one
// version.
func (w *World) getPolicyVersion(req cloud.Request) (*value.Object, error) {
	shown, i, err := w.policyCalled(req)
	if err != nil {
		return nil, err
	}
	if i == nil || i.aspects[policyDocument] == nil {
		return nil, errElsewhere
	}
	if version := given(req, "VersionId"); version != shown.Text("DefaultVersionId") {
		return nil, missing("NoSuchEntity", fmt.Sprintf("Policy %s version %s does not exist or is not attachable.", i.id, version))
	}
	return value.New("PolicyVersion", value.New(
		"Document", i.aspects[policyDocument], "VersionId", shown.Text("DefaultVersionId"),
		"IsDefaultVersion", true, "CreateDate", shown.Text("CreateDate"),
	)), nil
}

// listPolicies lists the account's own. Those of AWS, of which there are more than
// a thousand, are not known here.
func (w *World) listPolicies(req cloud.Request) (*value.Object, error) {
	if given(req, "Scope") != "Local" {
		return nil, errElsewhere
	}
	page, err := newPage(req, iamPages())
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, p := range w.all(&managedPolicies) {
		shown := w.describe(req, &managedPolicies, p, "Policies")
		used := len(w.rolesWith(p.id))
		set(shown, "AttachmentCount", used)
		if used > 0 || parameter(req, "OnlyAttached") != true {
			list = append(list, shown)
		}
	}
	return page.answer("Policies", list), nil
}

// listEntitiesForPolicy knows roles only; no user or group has a policy.
func (w *World) listEntitiesForPolicy(req cloud.Request) (*value.Object, error) {
	if _, _, err := w.policyCalled(req); err != nil {
		return nil, err
	}
	page, err := newPage(req, iamPages())
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, r := range w.rolesWith(given(req, "PolicyArn")) {
		list = append(list, value.New("RoleName", r.id, "RoleId", w.iamID("AROA", r.id)))
	}
	output := page.answer("PolicyRoles", list)
	fill(output, "PolicyGroups", value.List(), "PolicyUsers", value.List())
	return output, nil
}

func (w *World) deletePolicy(req cloud.Request) (*value.Object, error) {
	arn := given(req, "PolicyArn")
	i, err := w.needed(&managedPolicies, arn)
	switch {
	case err != nil:
		return nil, err
	case len(w.rolesWith(arn)) > 0:
		return nil, conflict("DeleteConflict", "Cannot delete a policy attached to entities.")
	}
	w.remove(&managedPolicies, i)
	return value.New(), nil
}
