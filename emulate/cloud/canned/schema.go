package canned

import _ "embed"

//go:embed schema.json
var schema string

// Schema is the JSON Schema (draft 7) of a file of entries, for editors. It knows
// the keys of entries; what AWS sends, only Parse knows.
func Schema() string { return schema }
