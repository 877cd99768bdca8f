package selector_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/document/value"
)

// TestReferenceVectors compares with the answers of Jayway's library.
func TestReferenceVectors(t *testing.T) {
	t.Parallel()
	departures := map[string]string{
		" $.Count ":       "blanks around a selector are allowed",
		"$.Reservations[": "an unclosed bracket is refused, Jayway drops it",
	}
	vectors := readJSON(t, filepath.Join(documenttest.Folder(t), "selector-vectors.json"))
	document := get(t, vectors, "document")
	for _, c := range get(t, vectors, "cases").([]any) {
		text := get(t, c, "selector").(string)
		if _, ok := departures[text]; ok {
			continue
		}
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			want := outcome{status: get(t, c, "status").(string)}
			if definite, ok := get(t, c, "definite").(bool); ok {
				want.definite = definite
			}
			if want.status == "ok" {
				want.result = encode(t, get(t, c, "result"))
			}
			if diff := cmp.Diff(want, selectFrom(t, document, text), cmp.AllowUnexported(outcome{})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// outcome is what a case of the vectors tells.
type outcome struct {
	status   string
	definite bool
	result   string
}

func selectFrom(t *testing.T, document any, text string) outcome {
	t.Helper()
	path, err := selector.Compile(text)
	if err != nil {
		return outcome{status: "invalid"}
	}
	got, err := path.Select(document)
	var missing *selector.NotFoundError
	if errors.As(err, &missing) {
		return outcome{status: "notfound", definite: path.Definite()}
	}
	if err != nil {
		t.Fatal(err)
	}
	return outcome{status: "ok", definite: path.Definite(), result: encode(t, got)}
}

func readJSON(t *testing.T, file string) any {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := value.Decode(text)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return v
}

func get(t *testing.T, v any, key string) any {
	t.Helper()
	item, _ := v.(*value.Object).Get(key)
	return item
}

func encode(t *testing.T, v any) string {
	t.Helper()
	text, err := value.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
