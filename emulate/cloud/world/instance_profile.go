package world

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

var instanceProfiles = kind{
	service: "iam", shape: "InstanceProfile", id: "InstanceProfileName",
	notFound: func(id string) error {
		return missing("NoSuchEntity", fmt.Sprintf("Instance Profile %s cannot be found.", id))
	},
	complete: (*World).completeInstanceProfile,
}

var instanceProfileListing = listing{kind: &instanceProfiles, member: "InstanceProfiles", pages: iamPages}

var instanceProfileTags = tagging{kind: &instanceProfiles, by: "InstanceProfileName"}

func (w *World) completeInstanceProfile(r *value.Object) {
	name := r.Text("InstanceProfileName")
	fill(r, "Path", "/")
	fill(r,
		"InstanceProfileId", w.profileID(name),
		"Arn", w.arn("iam", "instance-profile"+r.Text("Path")+name),
		"CreateDate", timestamp(w.start.AddDate(0, 0, -90)),
		"Roles", value.List(),
	)
}

// profileID is the ID of the instance profile with a name.
func (w *World) profileID(name string) string { return w.iamID("AIPA", name) }

func (w *World) createInstanceProfile(req cloud.Request) (*value.Object, error) {
	name := given(req, "InstanceProfileName")
	if w.exists(&instanceProfiles, name) {
		return nil, conflict("EntityAlreadyExists", fmt.Sprintf("Instance Profile %s already exists.", name))
	}
	r := value.New("Path", pathIn(req))
	instanceProfiles.take(req, r)
	r.Set("CreateDate", timestamp(w.now()))
	return value.New("InstanceProfile", value.Clone(w.add(&instanceProfiles, r).shown)), nil
}

func (w *World) getInstanceProfile(req cloud.Request) (*value.Object, error) {
	i, err := w.one(&instanceProfiles, given(req, "InstanceProfileName"))
	if err != nil {
		return nil, err
	}
	return value.New("InstanceProfile", w.describe(req, &instanceProfiles, i, "InstanceProfile")), nil
}

func (w *World) listInstanceProfilesForRole(req cloud.Request) (*value.Object, error) {
	role, err := w.one(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	page, err := newPage(req, iamPages())
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, p := range w.profilesOf(role.id) {
		list = append(list, w.describe(req, &instanceProfiles, p, "InstanceProfiles"))
	}
	return page.answer("InstanceProfiles", list), nil
}

// addRoleToInstanceProfile: a profile holds one role.
func (w *World) addRoleToInstanceProfile(req cloud.Request) (*value.Object, error) {
	profile, err := w.needed(&instanceProfiles, given(req, "InstanceProfileName"))
	if err != nil {
		return nil, err
	}
	role, err := w.needed(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	if len(profile.shown.List("Roles")) > 0 {
		return nil, conflict("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1")
	}
	shown := value.Clone(role.shown).(*value.Object)
	w.completeRole(shown) // of one that was made up, the name is enough
	profile.shown.Set("Roles", value.List(shown))
	return value.New(), nil
}

func (w *World) removeRoleFromInstanceProfile(req cloud.Request) (*value.Object, error) {
	profile, err := w.needed(&instanceProfiles, given(req, "InstanceProfileName"))
	if err != nil {
		return nil, err
	}
	name := given(req, "RoleName")
	held := profile.shown.Objects("Roles")
	if !profile.adopted && (len(held) == 0 || held[0].Text("RoleName") != name) {
		return nil, missing("NoSuchEntity", fmt.Sprintf("The role with name %s cannot be found.", name))
	}
	profile.shown.Set("Roles", value.List())
	return value.New(), nil
}

func (w *World) deleteInstanceProfile(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&instanceProfiles, given(req, "InstanceProfileName"))
	switch {
	case err != nil:
		return nil, err
	case len(i.shown.List("Roles")) > 0:
		return nil, deleteConflict("remove roles from instance profile")
	}
	w.remove(&instanceProfiles, i)
	return value.New(), nil
}
