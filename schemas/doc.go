// Package schemas holds what AWS decides about SSM documents, as data: a JSON
// Schema for each kind of document and for each of its parts, one for the
// inputs of each Automation action and each Command plugin, and tables such as
// the parameter types and the runtimes of scripts. The data are the JSON files
// in the folders beside this text; where a file comes from and how sure it is
// stands in the file.
//
// Two kinds of use:
//
//	action, ok := schemas.Action("aws:sleep")      // facts, typed
//	violations := action.Schema().Validate(inputs) // is this value what it must be?
//
// A schema covers one level of a document: the envelope says that mainSteps is a
// list of maps, [AutomationStep] says what such a map holds, and the action's own
// schema what its inputs hold. So each mistake gives one violation at one place.
// What holds between several values (this input or that one) is no schema's
// business: it is told as a fact, for a rule to judge.
//
// # Annotations
//
// Keywords that begin with x-ssm- are this package's own. They tell where a file
// comes from (source, as-of) and how sure it is (uncertain, undocumented,
// documented, tolerated), which other schema covers a part (each for the elements
// of a list or map, schema for the value itself, choose when another value
// decides), and facts beyond types, which become the fields of [ActionSpec],
// [PluginSpec] and [Input].
//
// Files are read and compiled one at a time, when they are first asked for.
// Everything here may be used by many goroutines; what the functions return is
// shared and must not be changed.
//
// What a service's API looks like is in package awsapi, below this one.
package schemas
