// Package python reads the Python scripts of documents with the python3 of this
// machine, for lint.Config.Python.
//
//	reader := python.NewReader("")
//	defer reader.Close()
//	linter, err := lint.New(rules.All(), lint.Config{Python: reader})
//
// It lives here: the one interpreter process of a lint run, what is asked of it
// (read.py), and the limits that it works under. A script is parsed and never
// run, and no module is imported for it.
//
// It does not live here: what is made of the answers (folder rules of package
// lint), and running scripts.
package python
