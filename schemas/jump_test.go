package schemas_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestStepJumps(t *testing.T) {
	t.Parallel()
	want := schemas.Jumps{OnFailure: []string{"Abort", "Continue"}, OnCancel: []string{"Abort"}, JumpPrefix: "step:"}
	if diff := cmp.Diff(want, schemas.StepJumps()); diff != "" {
		t.Errorf("jumps (-want +got):\n%s", diff)
	}
	for word, ok := range map[string]bool{"Abort": true, "Continue": true, "step:x": true, "abort": false, "x": false, "step:": false} {
		step := object{"name": "a", "action": "aws:pause", "inputs": object{}, "onFailure": word}
		if valid := get(t, schemas.AutomationStep).Validate(step) == nil; valid != ok {
			t.Errorf("onFailure %s: valid is %v", word, valid)
		}
	}
}
