package world

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// informationFilters says where DescribeInstanceInformation finds the value of a
// filter key, as a path into what describeInformation makes.
var informationFilters = map[string]string{
	"InstanceIds":       "InstanceId",
	"AgentVersion":      "AgentVersion",
	"PingStatus":        "PingStatus",
	"PlatformTypes":     "PlatformType",
	"ActivationIds":     "ActivationId",
	"IamRole":           "IamRole",
	"ResourceType":      "ResourceType",
	"AssociationStatus": "AssociationStatus",
	"SourceIds":         "SourceId",
	"SourceTypes":       "SourceType",
}

func (w *World) describeInstanceInformation(req cloud.Request) (*value.Object, error) {
	page, err := newPage(req, pageRules{
		least: 5, most: 50,
		outOfRange: func(n int) error {
			bound := "greater than or equal to 5"
			if n > 50 {
				bound = "less than or equal to 50"
			}
			return refuse("ValidationException", fmt.Sprintf(
				"1 validation error detected: Value '%d' at 'maxResults' failed to satisfy constraint: Member must have value %s", n, bound))
		},
		badToken: refuse("InvalidNextToken", "The specified token is not valid."),
	})
	if err != nil {
		return nil, err
	}
	filters, err := informationRequest(req)
	if err != nil {
		return nil, err
	}
	if err := w.unpeopled(len(w.instances)); err != nil {
		return nil, err
	}
	if w.strangers(filters) {
		return nil, &stranger{errElsewhere}
	}
	nodes := []any{}
	for _, i := range w.instances {
		if !i.registered(w.now()) {
			continue
		}
		described := w.describeInformation(i)
		tags := value.New("Tags", w.tagValues(i.id))
		if satisfies(described, tags, filters) {
			nodes = append(nodes, described)
		}
	}
	return page.answer("InstanceInformationList", nodes), nil
}

// strangers tells that an open account is asked for instances by their IDs and has
// never had any of them.
func (w *World) strangers(fs filters) bool {
	for _, f := range fs {
		if f.name == "InstanceIds" {
			return w.config.Open && len(f.values) > 0 && !slices.ContainsFunc(f.values, func(id string) bool {
				return w.instance(id) != nil || !hexID("i", id)
			})
		}
	}
	return false
}

// informationRequest reads the filters in their two forms: Filters with Key and
// Values, and the older InstanceInformationFilterList with key and valueSet.
func informationRequest(req cloud.Request) (filters, error) {
	current, _ := parameter(req, "Filters").([]any)
	older, _ := parameter(req, "InstanceInformationFilterList").([]any)
	if len(current) > 0 && len(older) > 0 {
		return nil, refuse("ValidationException", "Filters and InstanceInformationFilterList can not be specified at the same time.")
	}
	out := informationFilterList(current, "Key", "Values")
	out = append(out, informationFilterList(older, "key", "valueSet")...)
	for _, f := range out {
		if informationFilters[f.name] == "" && f.name != "tag-key" && !strings.HasPrefix(f.name, tagPrefix) {
			return nil, refuse("InvalidFilterKey", fmt.Sprintf("The filter key %s is not valid.", f.name))
		}
	}
	return out, nil
}

func informationFilterList(list []any, key, values string) filters {
	var out filters
	for _, item := range list {
		given, _ := item.(*value.Object)
		name, _ := given.Get(key)
		wanted, _ := given.Get(values)
		f := filter{values: texts(wanted)}
		f.name, _ = name.(string)
		out = append(out, f)
	}
	return out
}

// satisfies compares whole texts: these filters know no wildcards.
func satisfies(described, tags *value.Object, fs filters) bool {
	for _, f := range fs {
		var values []string
		switch key, isTag := strings.CutPrefix(f.name, tagPrefix); {
		case isTag:
			values = tagValue(tags, key)
		case f.name == "tag-key":
			values = valuesAt(tags, []string{"Tags", "Key"})
		default:
			values = valuesAt(described, []string{informationFilters[f.name]})
		}
		if !slices.ContainsFunc(values, func(v string) bool { return slices.Contains(f.values, v) }) {
			return false
		}
	}
	return true
}

func (w *World) describeInformation(i *instance) *value.Object {
	ping := "Online"
	if !i.online(w.now()) {
		ping = "ConnectionLost"
	}
	// Agents report every five minutes; nodes differ in when they do.
	reported := w.config.Clock.Now().Add(-time.Duration(w.random("ping", i.id).IntN(300)) * time.Second)
	described := value.New(
		"InstanceId", i.id,
		"PingStatus", ping,
		"LastPingDateTime", timestamp(reported),
		"AgentVersion", agentVersion,
		"IsLatestVersion", true,
		"PlatformType", "Linux",
		"PlatformName", platformName,
		"PlatformVersion", platformVersion,
		"ResourceType", "EC2Instance",
		"IPAddress", i.privateIP,
		"ComputerName", i.privateDNSName(w.config.Region),
		"SourceId", i.id,
		"SourceType", "AWS::EC2::Instance",
	)
	w.invented = w.invented || i.supposed
	for name, v := range i.information.All() {
		// Whether the agent answers changes.
		if name != "PingStatus" || ping != "Online" && v != "Online" {
			described.Set(name, value.Clone(v))
		}
	}
	dropNulls(described)
	return described
}
