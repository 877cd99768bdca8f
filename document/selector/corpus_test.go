package selector_test

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
)

// corpusSelectors returns the distinct selectors of the JSON documents in the
// corpus, each with a file that has it.
func corpusSelectors(t *testing.T) map[string]string {
	t.Helper()
	selectors := map[string]string{}
	dir := filepath.Join(testdata(t), "corpus")
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(file) == ".json" {
			collectSelectors(readJSON(t, file), file, selectors)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return selectors
}

func collectSelectors(v any, file string, selectors map[string]string) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			collectSelectors(item, file, selectors)
		}
	case *value.Object:
		for key, item := range v.All() {
			if text, ok := item.(string); ok && (key == "Selector" || key == "PropertySelector") {
				selectors[text] = file
			}
			collectSelectors(item, file, selectors)
		}
	}
}
