package world

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// The aspects of a role that operations of their own show: the policies in it,
// which are its own, and those attached to it by their ARNs.
const (
	inlinePolicies   = "Policies"
	attachedPolicies = "AttachedPolicies"
)

// inlinePolicies are the policies in a role, texts by name.
func (i *item) inlinePolicies() *value.Object {
	o, _ := i.aspects[inlinePolicies].(*value.Object)
	return o
}

// attached are the ARNs of the policies attached to a role.
func (i *item) attached() []string {
	arns, _ := i.aspects[attachedPolicies].([]string)
	return arns
}

func (w *World) putRolePolicy(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	policy := given(req, "PolicyDocument")
	if err := checkPolicy(policy); err != nil {
		return nil, err
	}
	if i.inlinePolicies() == nil {
		i.aspects[inlinePolicies] = value.New()
	}
	i.inlinePolicies().Set(given(req, "PolicyName"), policy)
	return value.New(), nil
}

// rolePolicy finds a policy in a role. Of a role that was made up, it may have been
// made up as well.
func (w *World) rolePolicy(req cloud.Request) (*item, string, error) {
	i, err := w.one(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, "", err
	}
	name := given(req, "PolicyName")
	policy, ok := i.inlinePolicies().Get(name)
	if !ok {
		err = missing("NoSuchEntity", fmt.Sprintf("The role policy with name %s cannot be found.", name))
		if i.adopted {
			err = &stranger{err}
		}
		return nil, "", err
	}
	text, _ := policy.(string)
	return i, text, nil
}

func (w *World) getRolePolicy(req cloud.Request) (*value.Object, error) {
	i, policy, err := w.rolePolicy(req)
	if err != nil {
		return nil, err
	}
	return value.New("RoleName", i.id, "PolicyName", given(req, "PolicyName"), "PolicyDocument", policy), nil
}

func (w *World) deleteRolePolicy(req cloud.Request) (*value.Object, error) {
	i, _, err := w.rolePolicy(req)
	if err != nil {
		return nil, err
	}
	i.inlinePolicies().Delete(given(req, "PolicyName"))
	return value.New(), nil
}

func (w *World) listRolePolicies(req cloud.Request) (*value.Object, error) {
	i, err := w.one(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	page, err := newPage(req, iamPages())
	if err != nil {
		return nil, err
	}
	names := []any{}
	for name := range i.inlinePolicies().All() {
		names = append(names, name)
	}
	return page.answer("PolicyNames", names), nil
}

func (w *World) attachRolePolicy(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	arn := given(req, "PolicyArn")
	if err := w.attachable(arn); err != nil {
		return nil, err
	}
	if !slices.Contains(i.attached(), arn) {
		i.aspects[attachedPolicies] = append(slices.Clone(i.attached()), arn)
	}
	return value.New(), nil
}

func (w *World) detachRolePolicy(req cloud.Request) (*value.Object, error) {
	i, err := w.needed(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	arn := given(req, "PolicyArn")
	if !slices.Contains(i.attached(), arn) && !i.adopted {
		return nil, missing("NoSuchEntity", fmt.Sprintf("Policy %s was not found.", arn))
	}
	i.aspects[attachedPolicies] = slices.DeleteFunc(slices.Clone(i.attached()), func(other string) bool { return other == arn })
	return value.New(), nil
}

func (w *World) listAttachedRolePolicies(req cloud.Request) (*value.Object, error) {
	i, err := w.one(&roles, given(req, "RoleName"))
	if err != nil {
		return nil, err
	}
	page, err := newPage(req, iamPages())
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, arn := range i.attached() {
		list = append(list, value.New("PolicyName", policyName(arn), "PolicyArn", arn))
	}
	return page.answer("AttachedPolicies", list), nil
}

// policyName is the name in the ARN of a policy, behind its path.
func policyName(arn string) string { return arn[strings.LastIndex(arn, "/")+1:] }
