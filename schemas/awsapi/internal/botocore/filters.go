package botocore

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// FilterNames are the documented values of Filters[].Name, sorted, by service
// and operation. In such a name <key> stands for any text.
type FilterNames map[string]map[string][]string

// ReadFilterNames reads filter-names.json beside flat models. Without that file
// it takes the names from the documentation in the models.
func ReadFilterNames(folder fs.FS, models map[string]*Model) (FilterNames, error) {
	text, err := ReadFile(folder, "filter-names.json")
	if errors.Is(err, fs.ErrNotExist) {
		return documentedFilters(models), nil
	}
	if err != nil {
		return nil, err
	}
	names := FilterNames{}
	if err := json.Unmarshal(text, &names); err != nil {
		return nil, fmt.Errorf("filter-names.json: %w", err)
	}
	for _, operations := range names {
		for operation, list := range operations {
			operations[operation] = complete(operation, list)
		}
	}
	return names, nil
}

// documentedFilters finds the filters of EC2, the only service with a common
// form for them: list items that begin with the name as code.
func documentedFilters(models map[string]*Model) FilterNames {
	names := FilterNames{}
	ec2 := models["ec2"]
	if ec2 == nil {
		return names
	}
	for operation, op := range ec2.Operations {
		if op.Input == nil {
			continue
		}
		for _, m := range ec2.Shapes[op.Input.Shape].Members {
			if m.Name != "Filters" && m.Name != "Filter" {
				continue
			}
			if list := filtersIn(operation, m.Documentation); len(list) > 0 {
				if names["ec2"] == nil {
					names["ec2"] = map[string][]string{}
				}
				names["ec2"][operation] = list
			}
		}
	}
	return names
}

var filterItem = regexp.MustCompile(`<li>\s*<p>\s*<code>([^<]+)</code>`)

func filtersIn(operation, documentation string) []string {
	var list []string
	for _, found := range filterItem.FindAllStringSubmatch(documentation, -1) {
		list = append(list, strings.TrimSpace(html.UnescapeString(found[1])))
	}
	if len(list) == 0 {
		return nil
	}
	return complete(operation, list)
}

// alsoTaken are names that EC2 takes and its lists leave out: "You can also use
// cidrBlock as the filter name" in the running text, and isDefault, which was
// the documented name once and which published runbooks use.
var alsoTaken = map[string][]string{
	"DescribeSubnets": {"availabilityZone", "availabilityZoneId", "availableIpAddressCount", "cidr", "cidrBlock", "defaultForAz"},
	"DescribeVpcs":    {"isDefault"},
}

// complete adds the names that are missing from a list: those of alsoTaken, and
// tag:<key> where it has "tag", because the documentation sets only that word as
// code and continues ":<key>" in plain text.
func complete(operation string, list []string) []string {
	list = append(list, alsoTaken[operation]...)
	if slices.Contains(list, "tag") {
		list = append(list, "tag:<key>")
	}
	slices.Sort(list)
	return slices.Compact(list)
}
