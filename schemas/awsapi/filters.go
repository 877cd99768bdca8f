package awsapi

import (
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// FilterNames are the documented values of Filters[].Name, sorted. In such a
// name <key> stands for any text, as in "tag:<key>". None means that AWS
// documents none, so that any name may be right.
func (o Operation) FilterNames() []string { return o.traits(layout.TraitFilterName) }

// TakesFilter reports whether a filter name is among the documented ones. It is
// true where AWS documents none.
func (o Operation) TakesFilter(name string) bool {
	documented := o.FilterNames()
	for _, d := range documented {
		before, after, pattern := strings.Cut(d, "<key>")
		if name == d || pattern && len(name) > len(before)+len(after) &&
			strings.HasPrefix(name, before) && strings.HasSuffix(name, after) {
			return true
		}
	}
	return len(documented) == 0
}
