package schemas

import (
	"fmt"

	"github.com/xeipuuv/gojsonreference"
	"github.com/xeipuuv/gojsonschema"
)

// memory hands the library a schema or a value that is in memory already. Its
// factory refuses everything else: the library's own loaders fetch whatever a
// reference names, from the disk or the network.
type memory struct{ value any }

func (m memory) JsonSource() any        { return m.value }
func (m memory) LoadJSON() (any, error) { return m.value, nil }
func (m memory) JsonReference() (gojsonreference.JsonReference, error) {
	return gojsonreference.NewJsonReference("#")
}
func (m memory) LoaderFactory() gojsonschema.JSONLoaderFactory { return refusal("") }

// refusal is a loader that loads nothing, and the factory of such loaders.
type refusal string

func (r refusal) New(source string) gojsonschema.JSONLoader { return refusal(source) }
func (r refusal) JsonSource() any                           { return string(r) }
func (r refusal) LoadJSON() (any, error) {
	return nil, fmt.Errorf("%q is not among the embedded schemas", string(r))
}
func (r refusal) JsonReference() (gojsonreference.JsonReference, error) {
	return gojsonreference.NewJsonReference(string(r))
}
func (r refusal) LoaderFactory() gojsonschema.JSONLoaderFactory { return refusal("") }
