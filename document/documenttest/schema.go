package documenttest

import (
	"testing"

	"github.com/xeipuuv/gojsonschema"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
)

// Schema compiles a JSON Schema. The function that it returns tells whether a text
// in YAML or JSON is what the schema says, and logs why one is not.
func Schema(t testing.TB, schema []byte) func(text string) bool {
	t.Helper()
	compiled, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(schema))
	if err != nil {
		t.Fatal(err)
	}
	return func(text string) bool {
		t.Helper()
		doc, _ := document.Parse(document.NewSource("test.yaml", []byte(text)))
		encoded, err := value.Encode(doc.Root.Value())
		if err != nil {
			t.Fatal(err)
		}
		result, err := compiled.Validate(gojsonschema.NewBytesLoader(encoded))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range result.Errors() {
			t.Logf("%s", e)
		}
		return result.Valid()
	}
}
