// Package flags holds what both commands do alike with their command line.
//
//	app := &cli.App{Name: "ssmrun", ...}
//	err := app.Run(flags.Reorder(app, os.Args))
//
// It lives here: bringing the arguments into the one order that urfave/cli v2
// understands, wording its complaints, and deciding about colour. It does not
// live here: any flag's meaning.
package flags
