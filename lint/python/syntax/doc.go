// Package syntax reads Python scripts into trees.
//
// It lives here: the tree, and a parser for plain Python: what all versions since
// 3.8 take alike and scripts of documents hold. Whatever is not plain, be it wrong
// or only rare, it leaves to a Python of its own.
//
// It does not live here: what is found in a tree, and messages about wrong
// scripts (package python).
package syntax
