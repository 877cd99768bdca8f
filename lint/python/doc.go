// Package python reads the Python scripts of documents, for lint.Config.Python.
//
//	reader := python.NewReader("")
//	defer reader.Close()
//	linter, err := lint.New(rules.All(), lint.Config{Python: reader})
//
// It lives here: what is found in the tree of a script, and for those scripts of
// which package syntax makes no tree, the one interpreter process of a lint run,
// what is asked of it (read.py), and the limits that it works under. To start it
// takes longer than all else about a document. A script is parsed and never run,
// and no module is imported for it.
//
// It does not live here: the parser for plain Python (package syntax), what is
// made of the facts (folder rules of package lint), and running scripts.
package python
