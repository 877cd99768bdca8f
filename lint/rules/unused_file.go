package rules

import (
	"slices"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var unusedFile = lint.Rule{
	Name:     "unused-file",
	Summary:  "a file that the document declares is used by no step",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `A file under files is uploaded with the document for the Attachment of a script. One
that no step names is left over, or some step has lost its Attachment.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: main
      Script: |
        def main(events, context):
          return {"Done": True}
files:
  work.zip:
    checksums:
      sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: work.main
      Attachment: work.zip
files:
  work.zip:
    checksums:
      sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
`,
	},
	Check: checkUnusedFile,
}

func checkUnusedFile(p *lint.Pass) {
	if len(p.Doc.Files) == 0 || !isAutomation(p.Doc) {
		return
	}
	used := map[string]bool{}
	misspelt := misspeltKeys(p)
	for _, s := range p.Scripts() {
		n := s.Attachment
		if n == nil {
			if s.Step.Node.Get("Attachment") != nil || slices.Contains(misspelt[s.Step.Inputs], "Attachment") {
				return // it is there under a wrong name or at a wrong place
			}
			continue
		}
		if !n.IsString() || len(n.References()) > 0 {
			return // it may be any of them
		}
		used[n.Text] = true
	}
	var names []string
	for _, f := range p.Doc.Files {
		names = append(names, f.Name.Text)
	}
	for name := range used {
		if slices.Contains(names, name) {
			continue
		}
		if meant, ok := nearest.Of(name, slices.Values(names)); ok {
			used[meant] = true // missing-attachment reports that
		}
	}
	for _, f := range p.Doc.Files {
		if !used[f.Name.Text] {
			p.Reportf(f.Name, "no step has %q as its Attachment", f.Name.Text)
		}
	}
}
