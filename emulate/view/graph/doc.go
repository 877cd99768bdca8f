// Package graph draws a runbook: its steps and all ways from one to the next.
//
//	g, err := graph.New(doc)
//	err = graph.Mermaid(os.Stdout, g)
//
// The way that a run took is marked when a Path has been told its events:
//
//	path := graph.NewPath()
//	engine := emulate.New(emulate.Config{Observe: path.Observe, ...})
//	...
//	g.Mark(path)
//	err = graph.SVG(os.Stdout, g)
//
// It lives here: what is a node and what an edge, the words on them, and the
// formats. It does not live here: which step may follow which (package document)
// and where things lie in a picture (folder layout).
package graph
