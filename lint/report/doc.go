// Package report prints diagnostics: as text for people, as JSON for programs.
//
// A printer is a function from diagnostics to an io.Writer. It decides nothing
// about them: neither their order, nor their severity, nor which to leave out.
package report
