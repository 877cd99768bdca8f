package schemas_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/xeipuuv/gojsonschema"
)

// jsonFiles calls f with the path and content of every JSON file of the package.
func jsonFiles(t *testing.T, f func(path string, text []byte)) {
	t.Helper()
	for _, dir := range []string{"automation", "command", "session", "facts"} {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := os.ReadFile(path)
			f(filepath.ToSlash(path), text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestEveryFileIsASchemaOrATable(t *testing.T) {
	t.Parallel()
	var want []string
	jsonFiles(t, func(path string, text []byte) {
		var head struct {
			Schema      string   `json:"$schema"`
			ID          string   `json:"$id"`
			Title       string   `json:"title"`
			Description string   `json:"description"`
			Source      []string `json:"x-ssm-source"`
			AsOf        string   `json:"x-ssm-as-of"`
		}
		if err := json.Unmarshal(text, &head); err != nil {
			t.Errorf("%s: %v", path, err)
			return
		}
		if len(head.Source) == 0 || head.AsOf == "" {
			t.Errorf("%s does not say where and when it comes from", path)
		}
		if strings.HasPrefix(path, "facts/") {
			return
		}
		want = append(want, "ssm:///"+path)
		if head.Schema != "http://json-schema.org/draft-07/schema#" || head.ID != "ssm:///"+path {
			t.Errorf("%s has the draft %q and the id %q", path, head.Schema, head.ID)
		}
		if head.Title == "" || head.Description == "" {
			t.Errorf("%s has no title or description", path)
		}
		loader := gojsonschema.NewSchemaLoader()
		loader.Validate = true // against the draft's own schema, which the library holds
		if _, err := loader.Compile(gojsonschema.NewBytesLoader(text)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	})
	if diff := cmp.Diff(want, schemas.IDs(), anyOrder); diff != "" {
		t.Errorf("ids of the files (-want +got):\n%s", diff)
	}
}

// keywords are what schemas may use. Combinations such as oneOf are missing on
// purpose: they give several errors for one mistake, and none at the place.
var keywords = map[string]bool{
	"$schema": true, "$id": true, "title": true, "description": true, "default": true,
	"type": true, "enum": true, "properties": true, "required": true, "additionalProperties": true, "propertyNames": true, "patternProperties": true,
	"items": true, "minItems": true, "maxItems": true, "minProperties": true, "maxProperties": true,
	"pattern": true, "minLength": true, "maxLength": true, "minimum": true, "maximum": true,

	"x-ssm-source": true, "x-ssm-as-of": true, "x-ssm-uncertain": true, "x-ssm-undocumented": true,
	"x-ssm-documented": true, "x-ssm-documented-max-items": true, "x-ssm-tolerated": true,
	"x-ssm-each": true, "x-ssm-schema": true, "x-ssm-choose": true, "x-ssm-facts": true,
	"x-ssm-references": true, "x-ssm-case-insensitive": true,
	"x-ssm-kind": true, "x-ssm-schema-versions": true, "x-ssm-tolerated-versions": true, "x-ssm-since": true,
	"x-ssm-type": true, "x-ssm-required": true, "x-ssm-format": true, "x-ssm-max-bytes": true, "x-ssm-shared": true,
	"x-ssm-one-of": true, "x-ssm-exclusive": true, "x-ssm-together": true,
	"x-ssm-timeout": true, "x-ssm-blocking": true, "x-ssm-throttling-retry": true,
	"x-ssm-in-loop": true, "x-ssm-on-cancel": true, "x-ssm-open-inputs": true, "x-ssm-open-operations": true, "x-ssm-checked-at-creation": true,
	"x-ssm-outputs": true, "x-ssm-user-outputs": true, "x-ssm-platforms": true, "x-ssm-deprecated": true,
}

func TestSchemasUseKnownKeywords(t *testing.T) {
	t.Parallel()
	var check func(path string, schema any)
	check = func(path string, schema any) {
		m, isMap := schema.(object)
		if !isMap {
			return // true or false
		}
		for key, value := range m {
			if !keywords[key] {
				t.Errorf("%s uses %s", path, key)
			}
			switch key {
			case "properties":
				for name, part := range value.(object) {
					check(path+"/"+name, part)
				}
			case "items", "additionalProperties", "propertyNames":
				check(path+"/"+key, value)
			case "x-ssm-each", "x-ssm-schema":
				if _, err := schemas.Get(value.(string)); err != nil {
					t.Errorf("%s: %v", path, err)
				}
			}
		}
	}
	jsonFiles(t, func(path string, text []byte) {
		if strings.HasPrefix(path, "facts/") {
			return
		}
		var schema any
		if err := json.NewDecoder(bytes.NewReader(text)).Decode(&schema); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		check(path, schema)
	})
}
