package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/manpage"
)

func printMan(w io.Writer, app *cli.App) error {
	return manpage.Write(w, app, manpage.Page{
		Argument: "FILE...", Description: usageText,
		Files: [][2]string{{".ssmlint.yaml", "The configuration of the files in its directory and below."}},
	})
}
