package world

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// iamOperation finds an operation of IAM among those that the account answers.
func iamOperation(name string) operation {
	answer := iamOperations(name)
	if answer == nil {
		return nil
	}
	return func(w *World, req cloud.Request) (*value.Object, error) {
		w.addInstanceRole()
		return answer(w, req)
	}
}

func iamOperations(name string) operation {
	switch name {
	case "CreateRole":
		return (*World).createRole
	case "GetRole":
		return (*World).getRole
	case "ListRoles":
		return roleListing.answer
	case "UpdateRole", "UpdateRoleDescription":
		return (*World).updateRole
	case "UpdateAssumeRolePolicy":
		return (*World).updateAssumeRolePolicy
	case "DeleteRole":
		return (*World).deleteRole
	case "TagRole", "UntagRole", "ListRoleTags":
		return roleTags.answer
	case "PutRolePolicy":
		return (*World).putRolePolicy
	case "GetRolePolicy":
		return (*World).getRolePolicy
	case "ListRolePolicies":
		return (*World).listRolePolicies
	case "DeleteRolePolicy":
		return (*World).deleteRolePolicy
	case "AttachRolePolicy":
		return (*World).attachRolePolicy
	case "DetachRolePolicy":
		return (*World).detachRolePolicy
	case "ListAttachedRolePolicies":
		return (*World).listAttachedRolePolicies
	case "CreateInstanceProfile":
		return (*World).createInstanceProfile
	case "GetInstanceProfile":
		return (*World).getInstanceProfile
	case "ListInstanceProfiles":
		return instanceProfileListing.answer
	case "ListInstanceProfilesForRole":
		return (*World).listInstanceProfilesForRole
	case "AddRoleToInstanceProfile":
		return (*World).addRoleToInstanceProfile
	case "RemoveRoleFromInstanceProfile":
		return (*World).removeRoleFromInstanceProfile
	case "DeleteInstanceProfile":
		return (*World).deleteInstanceProfile
	case "TagInstanceProfile", "UntagInstanceProfile", "ListInstanceProfileTags":
		return instanceProfileTags.answer
	case "CreatePolicy":
		return (*World).createPolicy
	case "GetPolicy":
		return (*World).getPolicy
	case "GetPolicyVersion":
		return (*World).getPolicyVersion
	case "ListPolicies":
		return (*World).listPolicies
	case "ListEntitiesForPolicy":
		return (*World).listEntitiesForPolicy
	case "DeletePolicy":
		return (*World).deletePolicy
	}
	return nil
}

// addInstanceRole puts the role and the profile that instances of the account have
// into it, when IAM is first asked.
func (w *World) addInstanceRole() {
	if w.instanceRoleAdded || len(w.instances) == 0 {
		return
	}
	w.instanceRoleAdded = true
	if w.exists(&roles, profileName) || w.exists(&instanceProfiles, profileName) {
		return
	}
	role := w.add(&roles, value.New("RoleName", profileName, "Description", "EC2 role for SSM for Quick-Setup"))
	role.aspects[attachedPolicies] = []string{"arn:" + w.partition() + ":iam::aws:policy/AmazonSSMManagedInstanceCore"}
	w.add(&instanceProfiles, value.New(
		"InstanceProfileName", profileName, "InstanceProfileId", w.profileID(profileName),
		"Roles", value.List(value.Clone(role.shown)),
	))
}

// iamPages are IAM's rules for pages.
func iamPages() pageRules {
	return pageRules{
		token: "Marker", next: "Marker", limit: "MaxItems", truncated: "IsTruncated", least: 1, most: 1000,
		outOfRange: func(n int) error {
			return refuse("ValidationError", fmt.Sprintf(
				"1 validation error detected: Value '%d' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000", n))
		},
		badToken: refuse("ValidationError", "Invalid Marker."),
	}
}

// conflict is AWS's refusal, with the status 409, of what contradicts the state.
func conflict(code, message string) error {
	return &cloud.APIError{Code: code, Message: message, HTTPStatus: http.StatusConflict}
}

func deleteConflict(what string) error {
	return conflict("DeleteConflict", "Cannot delete entity, must "+what+" first.")
}

// checkPolicy refuses a policy that is no JSON, as IAM and S3 do. What it says is
// not looked at.
func checkPolicy(text string) error {
	var policy map[string]any
	if err := json.Unmarshal([]byte(text), &policy); err != nil {
		return refuse("MalformedPolicyDocument", "This policy contains invalid Json")
	}
	return nil
}

// path is the path in an ARN: / when none is given.
func pathIn(req cloud.Request) string {
	if path := given(req, "Path"); path != "" {
		return path
	}
	return "/"
}

// iamID is the ID that IAM gives to what has a name: AROA and so on, by kind.
func (w *World) iamID(prefix, name string) string {
	return prefix + strings.ToUpper(w.random("iam", prefix+name).Hex(17))
}

// tagging is the operations of a kind about its tags: Tag..., Untag... and List...
type tagging struct {
	kind *kind
	// by is the parameter with the ID.
	by string
}

func (t *tagging) answer(w *World, req cloud.Request) (*value.Object, error) {
	find := w.needed
	if strings.HasPrefix(req.Operation, "List") {
		find = w.one
	}
	i, err := find(t.kind, given(req, t.by))
	if err != nil {
		return nil, err
	}
	switch tags := i.shown.List("Tags"); {
	case strings.HasPrefix(req.Operation, "Tag"):
		i.shown.Set("Tags", withTags(tags, req.Input.List("Tags")))
	case strings.HasPrefix(req.Operation, "Untag"):
		i.shown.Set("Tags", withoutTags(tags, texts(parameter(req, "TagKeys"))))
	default:
		page, err := newPage(req, iamPages())
		if err != nil {
			return nil, err
		}
		return page.answer("Tags", value.Clone(append([]any{}, tags...)).([]any)), nil
	}
	return value.New(), nil
}
