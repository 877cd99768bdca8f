package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/ssmkit/ssmkit/lint/rules"
)

// listRules prints a table, or a list in JSON.
func listRules(w io.Writer, format string) error {
	switch format {
	case "text":
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, r := range rules.All() {
			fmt.Fprintf(table, "%s\t%s\t%s\n", r.Name, r.Severity, r.Summary)
		}
		return table.Flush()
	case "json":
		type entry struct {
			Name     string `json:"name"`
			Severity string `json:"severity"`
			Summary  string `json:"summary"`
			Since    string `json:"since"`
		}
		var list struct {
			Version int     `json:"version"`
			Rules   []entry `json:"rules"`
		}
		list.Version = 1
		for _, r := range rules.All() {
			list.Rules = append(list.Rules, entry{r.Name, r.Severity.String(), r.Summary, r.Docs.Since})
		}
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(list)
	}
	return usageError{fmt.Errorf("the list of rules has no format %q, expected text or json", format)}
}
