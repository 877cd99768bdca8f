// Package layout places the nodes of a directed graph in layers from top to
// bottom, and finds the ways of its edges between them.
//
//	placed, err := layout.Layered(layout.Graph{Nodes: sizes, Edges: edges})
//
// It is the method of Sugiyama, Tagawa and Toda: break circles, give each node a
// layer (longest path), order each layer by barycenters so that few edges cross,
// then give coordinates after Brandes and Köpf, so that long edges are straight.
// Labels are placed like nodes, so that they do not overlap anything either. Edges
// of one group that go to the same node share their way: a hundred steps with the
// same onFailure are one line into which each of them leads, and not a hundred.
//
// It knows nothing of runbooks and draws nothing.
package layout
