// Package config reads the files that say how a project wants to be linted.
//
//	loader := config.NewLoader(rules.All())
//	c, err := loader.Nearest("runbooks") // runbooks/.ssmlint.yaml, or one above it
//	if err == nil && !c.Ignores("runbooks/old.yaml") {
//		linter, err := lint.New(rules.All(), c.Lint)
//		...
//	}
//
// It lives here: the form of such a file, with a JSON Schema for editors,
// finding it, and what it says about paths. It does not live here: what follows
// from it, which is for package lint and for the command.
package config
