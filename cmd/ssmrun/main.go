// Command ssmrun runs an Automation runbook on this machine and shows its steps
// and outputs. See ssmrun --help.
package main

import (
	"os"
)

func main() {
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
