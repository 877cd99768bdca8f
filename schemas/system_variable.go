package schemas

import "sync"

// A SystemVariable is a value that every runbook can refer to.
type SystemVariable struct {
	Name        string `json:"name"` // with its prefix: "global:REGION"
	Description string `json:"description"`
}

var systemVariables = sync.OnceValue(func() []SystemVariable {
	var f struct{ Variables []SystemVariable }
	mustDecode("facts/variables.json", &f)
	return f.Variables
})

// SystemVariables returns the variables that Automation provides, sorted by name.
func SystemVariables() []SystemVariable { return systemVariables() }
