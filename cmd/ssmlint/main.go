// Command ssmlint finds what is wrong in AWS Systems Manager documents.
package main

import (
	"os"
)

func main() {
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
