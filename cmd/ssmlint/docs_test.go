package main

import (
	"bytes"
	"testing"

	"github.com/ssmkit/ssmkit/cmd/internal/docstest"
	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint/config"
	"github.com/ssmkit/ssmkit/lint/report"
	"github.com/ssmkit/ssmkit/lint/rules"
)

func TestDocs(t *testing.T) { docstest.Run(t, "ssmlint", run, checkConfig) }

// checkConfig asks that a configuration on a page is a good one.
func checkConfig(t *testing.T, file, text string) {
	t.Helper()
	if file != config.Name {
		return
	}
	_, found := config.Parse(document.NewSource(file, []byte(text)), rules.All())
	var out bytes.Buffer
	if err := report.Text(&out, found, report.TextOptions{}); err != nil || out.Len() > 0 {
		t.Errorf("%v\n%s", err, &out)
	}
}
