package schemas_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas"
)

func TestSession(t *testing.T) {
	t.Parallel()
	for word, ok := range map[string]bool{"1": true, "60": true, "": true, "61": false, "0": false, "20 minutes": false} {
		if valid := get(t, schemas.SessionInputs).Validate(object{"idleSessionTimeout": word}) == nil; valid != ok {
			t.Errorf("idleSessionTimeout %q: valid is %v", word, valid)
		}
	}
	for word, ok := range map[string]bool{"1": true, "999": true, "1000": true, "1399": true, "1439": true, "1440": true, "1441": false, "9999": false} {
		if valid := get(t, schemas.SessionInputs).Validate(object{"maxSessionDuration": word}) == nil; valid != ok {
			t.Errorf("maxSessionDuration %q: valid is %v", word, valid)
		}
	}
	if _, ok := schemas.SessionProperties("Standard_Stream"); ok {
		t.Error("there is a schema for the properties of Standard_Stream")
	}
	commands, _ := schemas.SessionProperties("InteractiveCommands")
	want := []schemas.Violation{
		{Kind: schemas.UnknownProperty, Property: "macOS"},
		{Path: []string{"linux"}, Kind: schemas.MissingProperty, Property: "commands"},
	}
	got := commands.Validate(object{"linux": object{"runAsElevated": "true"}, "macOS": object{"commands": "ls"}})
	if diff := cmp.Diff(want, got, ignoreMessage); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}
