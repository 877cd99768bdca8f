package policy_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/policy"
)

// TestPublishedRunbooks asks for a policy of each published runbook, in the form
// that IAM takes.
func TestPublishedRunbooks(t *testing.T) {
	t.Parallel()
	testdata := os.Getenv("SSMKIT_TESTDATA")
	if testdata == "" {
		t.Skip("SSMKIT_TESTDATA is not set: published runbooks are not looked at")
	}
	action := regexp.MustCompile(`^[a-z0-9-]+:[A-Za-z0-9]+$`)
	sid := regexp.MustCompile(`"Sid":"[A-Za-z0-9]+"`)
	runbooks, actions := 0, 0
	err := filepath.WalkDir(filepath.Join(testdata, "corpus"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, _ := document.Parse(document.NewSource(path, content))
		if doc.Kind != document.Automation || len(doc.Steps) == 0 {
			return nil
		}
		runbooks++
		p := policy.Of(doc, policy.Config{})
		for a := range p.Actions {
			actions++
			if !action.MatchString(a) {
				t.Errorf("%s: the action %q", path, a)
			}
		}
		text, err := value.Encode(p.JSON())
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if wanted, got := strings.Count(string(text), `"Sid"`), len(sid.FindAllString(string(text), -1)); wanted != got {
			t.Errorf("%s: %d of %d statements have a name that IAM takes", path, got, wanted)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d runbooks, %d actions", runbooks, actions)
	if runbooks < 200 || actions < runbooks {
		t.Errorf("%d runbooks with %d actions", runbooks, actions)
	}
}
