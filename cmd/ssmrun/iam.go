package main

import (
	"fmt"
	"io"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/policy"
)

// printPolicy prints what a role must be allowed for the runbook, and beside it
// what is not known.
func printPolicy(o options, stdin io.Reader, stdout, stderr io.Writer) error {
	src, err := readSource(o.file, stdin)
	if err != nil {
		return err
	}
	doc, problems := document.Parse(src)
	if err := checkKind(doc); err != nil {
		return err
	}
	if !o.noLint {
		if err := checkDocument(doc, problems, o, stderr); err != nil {
			return err
		}
	}
	p := policy.Of(doc, documents(o))
	for _, note := range p.Notes {
		fmt.Fprintln(stderr, "ssmrun: note:", note)
	}
	if len(p.Actions) == 0 {
		return fmt.Errorf("%s makes no calls that are known, and a policy needs a statement", src.Name())
	}
	text, err := value.EncodeIndent(p.JSON(), "  ")
	if err != nil {
		return err
	}
	_, err = stdout.Write(append(text, '\n'))
	return err
}
