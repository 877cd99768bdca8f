package world

import (
	"fmt"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// association is the instance profile of an instance.
type association struct {
	id, arn, profileID string
	since              string
}

// value is the profile as the API shows it.
func (a *association) value() *value.Object {
	if a == nil {
		return nil
	}
	return value.New("Arn", a.arn, "Id", a.profileID)
}

func associationErrors() idErrors {
	return idErrors{
		wellFormed: func(id string) bool { return hexID("iip-assoc", id) },
		malformed:  expecting("InvalidAssociationID.Malformed", "iip-assoc"),
		notFound: func(id string) error {
			return refuse("InvalidAssociationID.NotFound", fmt.Sprintf("An invalid association-id of '%s' was given", id))
		},
	}
}

func associationFilters() map[string]string {
	return map[string]string{"instance-id": "InstanceId", "state": "State"}
}

// newAssociation gives an instance a profile.
func (w *World) newAssociation(i *instance, id, arn string) {
	name := arn[strings.LastIndex(arn, "/")+1:]
	i.profile = &association{id: id, arn: arn, profileID: w.profileID(name), since: timestamp(w.now())}
}

func (w *World) describeAssociation(i *instance, state string) *value.Object {
	return value.New(
		"AssociationId", i.profile.id,
		"InstanceId", i.id,
		"IamInstanceProfile", i.profile.value(),
		"State", state,
		"Timestamp", i.profile.since,
	)
}

// associations are those of all instances by their IDs.
func (w *World) associations() *resources[*instance] {
	var of resources[*instance]
	for _, i := range w.instances {
		if i.profile != nil && i.state != terminated {
			of.add(i.profile.id, i)
		}
	}
	of.gone = w.dissociated
	return &of
}

func (w *World) describeAssociations(req cloud.Request) (*value.Object, error) {
	return describe(req, w.associations(), "AssociationIds", "associationIdSet", associationErrors(),
		func(i *instance) *value.Object { return w.describeAssociation(i, "associated") },
		associationFilters(), "IamInstanceProfileAssociations")
}

// profileGiven reads which profile a call names, by name, by ARN, or by both, as a
// runbook of AWS does.
func (w *World) profileGiven(req cloud.Request) (arn string, err error) {
	o, _ := parameter(req, "IamInstanceProfile").(*value.Object)
	name, arn := o.Text("Name"), o.Text("Arn")
	switch {
	case name == "" && arn == "":
		return "", refuse("MissingParameter", "The request must contain the parameter iamInstanceProfile")
	case name == "":
		name = arn[strings.LastIndex(arn, "/")+1:]
	}
	w.addInstanceRole()
	profile, err := w.one(&instanceProfiles, name)
	switch {
	case err == nil && profile.shown.Text("Arn") != "":
		return profile.shown.Text("Arn"), nil
	case err != nil && (!w.config.Open || w.of(&instanceProfiles).gone[name]):
		return "", refuse("InvalidParameterValue", fmt.Sprintf("Value (%s) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name", name))
	case arn == "":
		arn = w.arn("iam", "instance-profile/"+name)
	}
	return arn, nil
}

func (w *World) associateProfile(req cloud.Request) (*value.Object, error) {
	found, err := w.find([]string{given(req, "InstanceId")})
	if err != nil {
		return nil, err
	}
	i := found[0]
	switch {
	case i.profile != nil:
		return nil, refuse("IncorrectState", fmt.Sprintf("There is an existing association for instance %s", i.id))
	case i.state != running && i.state != stopped && i.state != pending && i.state != stopping:
		return nil, refuse("IncorrectInstanceState", fmt.Sprintf("The instance '%s' is not in the 'running' or 'stopped' states.", i.id))
	}
	arn, err := w.profileGiven(req)
	if err != nil {
		return nil, err
	}
	w.newAssociation(i, w.newID("iip-assoc-"), arn)
	return value.New("IamInstanceProfileAssociation", w.describeAssociation(i, "associating")), nil
}

func (w *World) disassociateProfile(req cloud.Request) (*value.Object, error) {
	found, err := w.associations().find([]string{given(req, "AssociationId")}, associationErrors())
	if err != nil {
		return nil, err
	}
	i := found[0]
	output := value.New("IamInstanceProfileAssociation", w.describeAssociation(i, "disassociating"))
	w.dissociate(i)
	return output, nil
}

func (w *World) dissociate(i *instance) {
	if w.dissociated == nil {
		w.dissociated = map[string]bool{}
	}
	w.dissociated[i.profile.id] = true
	i.profile = nil
}

func (w *World) replaceAssociation(req cloud.Request) (*value.Object, error) {
	found, err := w.associations().find([]string{given(req, "AssociationId")}, associationErrors())
	if err != nil {
		return nil, err
	}
	arn, err := w.profileGiven(req)
	if err != nil {
		return nil, err
	}
	i := found[0]
	w.dissociate(i)
	w.newAssociation(i, w.newID("iip-assoc-"), arn)
	return value.New("IamInstanceProfileAssociation", w.describeAssociation(i, "associating")), nil
}
