package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

var missingAttachment = lint.Rule{
	Name:     "missing-attachment",
	Summary:  "an Attachment is not among the files of the document",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `The Attachment of a script is the name of a file that the document declares under
files, with its checksum.`,
		Bad: `schemaVersion: '0.3'
mainSteps:
  - name: work
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: work.main
      Attachment: Work.zip
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
	Check: checkMissingAttachment,
}

func checkMissingAttachment(p *lint.Pass) {
	if p.Doc.Kind == document.Steps {
		return
	}
	var names []string
	for _, f := range p.Doc.Files {
		names = append(names, f.Name.Text)
	}
	uses := map[string][]*document.Node{}
	var missing []string
	for _, s := range p.Scripts() {
		n := s.Attachment
		if !n.IsString() || len(n.References()) > 0 || slices.Contains(names, n.Text) {
			continue
		}
		if uses[n.Text] == nil {
			missing = append(missing, n.Text)
		}
		uses[n.Text] = append(uses[n.Text], n)
	}
	for _, name := range missing {
		p.Report(missingAttachmentFinding(uses[name], names))
	}
}

// missingAttachmentFinding is about all steps with an attachment that there is
// not.
func missingAttachmentFinding(uses []*document.Node, files []string) lint.Finding {
	n := uses[0]
	f := lint.Finding{Node: n, Message: fmt.Sprintf("%q is not among the files of the document", n.Text)}
	for _, other := range uses[1:] {
		f.Related = append(f.Related, lint.Related{Span: other.Span(), Message: "and here"})
	}
	meant, ok := nearest.Of(n.Text, slices.Values(files))
	if !ok {
		return f
	}
	f.Message += fmt.Sprintf("; did you mean %q?", meant)
	f.Suggestion = meant
	// It is as likely the name among the files that is misspelt; only where the
	// letters are the same has one use less weight than a declaration.
	if strings.EqualFold(n.Text, meant) && len(uses) == 1 {
		f.Fix = write(n, meant)
	}
	return f
}
