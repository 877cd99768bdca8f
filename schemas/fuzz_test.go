package schemas_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
)

// FuzzValidate gives values of any form to every schema: each violation must
// lead to a place in the value, and be the same at the second time.
func FuzzValidate(f *testing.F) {
	for _, seed := range []string{
		`{"schemaVersion": "0.3", "mainSteps": [{}], "parameters": {"a_b": 1}}`,
		`{"name": "a", "action": "b", "inputs": {}, "maxAttempts": 1e999, "outputs": [[]]}`,
		`{"RunCommand": [null], "runCommand": {"\u0000": "\u0001\u0000"}, "TIMEOUTSECONDS": -0}`,
		`{"And": [{"Or": [{"Not": {"And": []}}]}]}`,
		`{"": {"": {"": "{{ x }}"}}, "Choices": [{"NextStep": "a{{ x }}b"}]}`,
		`[1e400, {"checksums": {"sha256": "{{"}}]`, `null`, `"x"`, `0e-999999999`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		var v any
		if err := d.Decode(&v); err != nil {
			return
		}
		v = withDynamic(v)
		for _, id := range schemas.IDs() {
			s := get(t, id)
			violations := s.Validate(v)
			if diff := cmp.Diff(violations, s.Validate(v)); diff != "" {
				t.Errorf("%s: two runs differ:\n%s", id, diff)
			}
			for _, violation := range slices.Concat(violations, s.Tolerated(v, violations)) {
				if !leadsSomewhere(v, violation.Path) {
					t.Errorf("%s: no such place: %v", id, violation)
				}
			}
		}
	})
}

func leadsSomewhere(v any, path []string) bool {
	for _, element := range path {
		switch container := v.(type) {
		case object:
			next, ok := container[element]
			if !ok {
				return false
			}
			v = next
		case []any:
			i, err := strconv.Atoi(element)
			if err != nil || i < 0 || i >= len(container) {
				return false
			}
			v = container[i]
		default:
			return false
		}
	}
	return true
}
