package cloud_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/emulate/cloud"
)

func TestErrorCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]struct{ throttled, denied bool }{
		"ThrottlingException":     {throttled: true},
		"RequestLimitExceeded":    {throttled: true},
		"AccessDenied":            {denied: true},
		"AccessDeniedException":   {denied: true},
		"UnauthorizedOperation":   {denied: true},
		"NotAuthorized":           {denied: true},
		"AuthorizationError":      {denied: true}, // Amazon SNS
		"InvalidInstanceID":       {},
		"DryRunOperation":         {},
		"ThrottlingExceptionLike": {},
		"":                        {},
	} {
		if got := cloud.Throttled(code); got != want.throttled {
			t.Errorf("Throttled(%q) is %t", code, got)
		}
		if got := cloud.Denied(code); got != want.denied {
			t.Errorf("Denied(%q) is %t", code, got)
		}
	}
}
