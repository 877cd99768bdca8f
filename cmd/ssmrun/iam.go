package main

import (
	"fmt"
	"io"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/policy"
	"github.com/ssmkit/ssmkit/lint/python"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
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
	reader := python.NewReader("")
	defer reader.Close()
	partition, _ := awsapi.PartitionOf(o.region)
	p := policy.Of(doc, policy.Config{
		Documents: documents(o), Partition: partition.ID,
		Script: func(text string) ([]awsapi.Operation, bool, bool) {
			calls, ok := reader.ReadCalls(text)
			return calls.Operations, calls.Hidden, ok
		},
	})
	if err := reader.Err(); err != nil {
		fmt.Fprintln(stderr, "ssmrun: note: some scripts are not read:", err)
	}
	for _, note := range p.Notes {
		fmt.Fprintln(stderr, "ssmrun: note:", note)
	}
	if len(p.Actions) == 0 {
		// IAM takes no policy without a statement.
		fmt.Fprintf(stderr, "ssmrun: note: %s makes no calls that are known: there is nothing to allow\n", src.Name())
		return nil
	}
	text, err := value.EncodeIndent(p.JSON(), "  ")
	if err != nil {
		return err
	}
	_, err = stdout.Write(append(text, '\n'))
	return err
}
