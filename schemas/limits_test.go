package schemas_test

import (
	"regexp"
	"testing"

	"github.com/ssmkit/ssmkit/schemas"
)

func TestLimits(t *testing.T) {
	t.Parallel()
	l := schemas.AllLimits()
	for name, p := range map[string]string{
		"document name": l.DocumentNamePattern, "reference": l.DocumentReferencePattern, "version": l.DocumentVersionPattern,
		"version name": l.VersionNamePattern, "display name": l.DisplayNamePattern, "target type": l.TargetTypePattern,
		"parameter name": l.ParameterNamePattern, "step name": l.StepNamePattern, "attachment": l.AttachmentNamePattern,
	} {
		if _, err := regexp.Compile(p); err != nil || p == "" {
			t.Errorf("pattern of %s: %q: %v", name, p, err)
		}
	}
	if l.DocumentBytes != 65536 || l.SleepSeconds != 604799 || l.ScriptTimeoutSeconds.Default != 3600 || len(l.ReservedPrefixes) != 6 {
		t.Errorf("limits are %+v", l)
	}
}
