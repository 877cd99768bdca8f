package world

import (
	"fmt"
	"slices"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

var roles = kind{
	service: "iam", shape: "Role", id: "RoleName",
	notFound: func(id string) error {
		return missing("NoSuchEntity", fmt.Sprintf("The role with name %s cannot be found.", id))
	},
	complete: (*World).completeRole,
}

var roleListing = listing{kind: &roles, member: "Roles", pages: iamPages}

var roleTags = tagging{kind: &roles, by: "RoleName"}

// trustEC2 is the policy of a role that instances take.
const trustEC2 = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}`

func (w *World) completeRole(r *value.Object) {
	name := r.Text("RoleName")
	fill(r, "Path", "/")
	fill(r,
		"RoleId", w.iamID("AROA", name),
		"Arn", w.arn("iam", "role"+r.Text("Path")+name),
		"CreateDate", timestamp(w.start.AddDate(0, 0, -90)),
		"AssumeRolePolicyDocument", trustEC2,
		"MaxSessionDuration", 3600,
	)
}

func (w *World) createRole(req cloud.Request) (*value.Object, error) {
	name := given(req, "RoleName")
	if w.exists(&roles, name) {
		return nil, conflict("EntityAlreadyExists", fmt.Sprintf("Role with name %s already exists.", name))
	}
	if err := checkPolicy(given(req, "AssumeRolePolicyDocument")); err != nil {
		return nil, err
	}
	r := value.New("Path", pathIn(req))
	roles.take(req, r)
	r.Set("CreateDate", timestamp(w.now()))
	if boundary := given(req, "PermissionsBoundary"); boundary != "" {
		r.Set("PermissionsBoundary", value.New("PermissionsBoundaryType", "Policy", "PermissionsBoundaryArn", boundary))
	}
	return value.New("Role", value.Clone(w.add(&roles, r).shown)), nil
}

func (w *World) getRole(req cloud.Request) (*value.Object, error) {
	i, err := w.one(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	shown := w.describe(req, &roles, i, "Role")
	fill(shown, "RoleLastUsed", value.New())
	return value.New("Role", shown), nil
}

func (w *World) updateRole(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	roles.take(req, i.shown)
	if req.Operation == "UpdateRoleDescription" {
		return value.New("Role", w.describe(req, &roles, i, "Role")), nil
	}
	return value.New(), nil
}

func (w *World) updateAssumeRolePolicy(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	policy := given(req, "PolicyDocument")
	if err := checkPolicy(policy); err != nil {
		return nil, err
	}
	i.shown.Set("AssumeRolePolicyDocument", policy)
	return value.New(), nil
}

func (w *World) deleteRole(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&roles, given(req, "RoleName"))
	switch {
	case err != nil:
		return nil, err
	case len(w.profilesOf(i.id)) > 0:
		return nil, deleteConflict("remove roles from instance profile")
	case len(i.attached()) > 0:
		return nil, deleteConflict("detach all policies")
	case i.inlinePolicies().Len() > 0:
		return nil, deleteConflict("delete policies")
	}
	w.remove(&roles, i)
	return value.New(), nil
}

// profilesOf are the instance profiles that hold a role.
func (w *World) profilesOf(role string) []*item {
	var out []*item
	for _, p := range w.all(&instanceProfiles) {
		if slices.ContainsFunc(p.shown.Objects("Roles"), func(r *value.Object) bool { return r.Text("RoleName") == role }) {
			out = append(out, p)
		}
	}
	return out
}
