package schemas_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/schemas"
)

func TestPublished(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"AWS-RunShellScript", "AWS-RunPowerShellScript"} {
		d, ok := schemas.Published(schemas.KindCommand, name)
		if !ok {
			t.Fatalf("%s is not known", name)
		}
		if p, ok := d.Parameter("commands"); !ok || !p.Required || p.Type != "StringList" {
			t.Errorf("%s: commands is %+v", name, p)
		}
		if p, ok := d.Parameter("workingDirectory"); !ok || p.Required {
			t.Errorf("%s: workingDirectory is %+v", name, p)
		}
		if _, ok := d.Parameter("Commands"); ok {
			t.Errorf("%s: letter case does not count", name)
		}
	}
	if _, ok := schemas.Published(schemas.KindAutomation, "AWS-RunShellScript"); ok {
		t.Error("AWS-RunShellScript is no runbook")
	}
	if d, ok := schemas.Published(schemas.KindAutomation, "AWS-ResizeInstance"); !ok || len(d.Parameters) == 0 {
		t.Errorf("AWS-ResizeInstance: %+v", d)
	}
	for _, kind := range []schemas.DocumentKind{schemas.KindCommand, schemas.KindAutomation} {
		for name := range schemas.PublishedNames(kind) {
			d, _ := schemas.Published(kind, name)
			for _, p := range d.Parameters {
				if p.Name == "" || p.Type == "" {
					t.Errorf("%s: a parameter is %+v", name, p)
				}
			}
		}
	}
	if _, ok := schemas.Published(schemas.KindSession, "AWS-ResizeInstance"); ok {
		t.Error("documents of a kind without a table")
	}
	if schemas.PublishedAsOf(schemas.KindCommand) == "" || schemas.PublishedAsOf(schemas.KindAutomation) == "" {
		t.Error("the tables have no date")
	}
}
