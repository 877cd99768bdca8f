// Package rules holds the rules of the linter, one file each.
//
// A rule says what is certainly wrong. Where the behaviour of the service is
// not known it warns or keeps quiet: one false alarm costs more trust than ten
// missed mistakes. What AWS decides (names of actions, types, APIs) is data in
// package schemas; a rule only compares.
package rules
