// Generate writes the embedded index of package awsapi from service models.
//
//	go run ./internal/generate -from DIR -source TEXT -out index.bin
//
// DIR is the data folder of a botocore checkout (botocore/botocore/data) or a
// folder with the same files laid flat (services/<name>.json.gz, endpoints.json,
// partitions.json, filter-names.json). TEXT says which models these are, for
// people; it is kept in the index.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stderr))
}

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	from := flags.String("from", "", "folder with the models")
	source := flags.String("source", "", "what the models are, in one line")
	out := flags.String("out", "", "file to write")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *from == "" || *source == "" || *out == "" {
		fmt.Fprintln(stderr, "generate: -from, -source and -out are all needed")
		return 2
	}
	index, err := build(os.DirFS(*from), *source)
	if err == nil {
		err = os.WriteFile(*out, index, 0o644)
	}
	if err != nil {
		fmt.Fprintln(stderr, "generate:", err)
		return 3
	}
	return 0
}
