package schemas_test

import (
	"slices"
	"testing"

	"github.com/ssmkit/ssmkit/schemas"
)

func TestEnvelopes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind    schemas.DocumentKind
		version string
		want    string
		known   bool
	}{
		{schemas.KindAutomation, "0.3", "0.3", true},
		{schemas.KindChangeTemplate, "0.3", "0.3", true},
		{schemas.KindAutomation, "0.4", "0.3", false},
		{schemas.KindCommand, "1.2", "1.2", true},
		{schemas.KindCommand, "2.0", "2.0", true},
		{schemas.KindCommand, "2.0.3", "2.0", true},
		{schemas.KindCommand, "2.1", "2.2", false},
		{schemas.KindSession, "1.0", "1.0", true},
		{"Package", "2.0", "", false},
	} {
		e, known := schemas.EnvelopeOf(test.kind, test.version)
		if known != test.known || e.Version != test.want {
			t.Errorf("%s %s: version %q, known %v", test.kind, test.version, e.Version, known)
		}
		if e.Version == "" {
			continue
		}
		about := func(v schemas.Violation) bool { return slices.Equal(v.Path, []string{"schemaVersion"}) }
		violations := e.Schema().Validate(object{"schemaVersion": test.version})
		if slices.ContainsFunc(violations, about) == test.known {
			t.Errorf("%s %s: %v", test.kind, test.version, violations)
		}
	}
}
