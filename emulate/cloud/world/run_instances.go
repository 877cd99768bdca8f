package world

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// maxLaunched is how many instances one call launches. The limit of a real
// account is a quota of its own.
const maxLaunched = 100

func (w *World) runInstances(req cloud.Request) (*value.Object, error) {
	image := given(req, "ImageId")
	if image == "" {
		return nil, refuse("MissingParameter", "The request must contain the parameter ImageId")
	}
	if _, err := w.one(&images, image); err != nil {
		return nil, err
	}
	subnet := w.net.subnets[0]
	if id := given(req, "SubnetId"); id != "" {
		found := false
		for _, s := range w.net.subnets {
			if s.id == id {
				subnet, found = s, true
			}
		}
		if !found {
			return nil, &stranger{refuse("InvalidSubnetID.NotFound", fmt.Sprintf("The subnet ID '%s' does not exist", id))}
		}
	}
	least, most := count(req, "MinCount"), count(req, "MaxCount")
	switch {
	case most < 1 || least < 1:
		return nil, refuse("InvalidParameterValue", "Value (0) for parameter minCount/maxCount is invalid. Must be at least 1")
	case least > most:
		return nil, refuse("InvalidParameterCombination", "The minimum instance count may not be greater than the maximum")
	case least > maxLaunched:
		return nil, refuse("InstanceLimitExceeded", fmt.Sprintf("You have requested more instances (%d) than your current instance limit of %d allows.", least, maxLaunched))
	}
	profile := ""
	if _, ok := req.Input.Get("IamInstanceProfile"); ok {
		var err error
		if profile, err = w.profileGiven(req); err != nil {
			return nil, err
		}
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	reservation := w.newID("r-")
	var launched []any
	for range min(most, maxLaunched) {
		i := w.newInstance(w.newID("i-"))
		i.reservation, i.image, i.launched, i.subnet = reservation, image, w.now().Truncate(time.Second), subnet
		if given := given(req, "InstanceType"); given != "" {
			i.instanceType = given
		}
		if profile != "" {
			w.newAssociation(i, i.profile.id, profile)
		}
		i.created = true
		i.start(w.now())
		if v, err := w.one(&volumes, i.rootVolume); err == nil {
			v.shown.Set("CreateTime", timestamp(i.launched))
			v.shown.Set("AvailabilityZone", subnet.zone)
			for _, a := range v.shown.Objects("Attachments") {
				a.Set("AttachTime", timestamp(i.launched))
			}
		}
		w.tagNew(req, "instance", i.id)
		w.tagNew(req, "volume", i.rootVolume)
		w.instances = append(w.instances, i)
		launched = append(launched, w.describeInstance(i))
	}
	return value.New(
		"ReservationId", reservation,
		"OwnerId", w.config.Account,
		"Groups", value.List(),
		"Instances", launched,
	), nil
}

func count(req cloud.Request, name string) int {
	n, _ := parameter(req, name).(json.Number)
	i, err := strconv.Atoi(string(n))
	if err != nil {
		return 0
	}
	return i
}
