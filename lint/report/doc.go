// Package report prints diagnostics: as text for people, and in several formats for
// programs.
//
// A printer is a function from diagnostics to an io.Writer. It decides nothing
// about them: neither their order, nor their severity, nor which to leave out.
package report
