package config

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"

	"github.com/ssmkit/ssmkit/lint"
)

//go:embed schema.json
var form []byte

// Schema is the JSON Schema, draft 7, of a configuration for these rules.
func Schema(rules []lint.Rule) ([]byte, error) {
	var root map[string]any
	if err := json.Unmarshal(form, &root); err != nil {
		return nil, fmt.Errorf("read the schema of the configuration: %w", err)
	}
	properties, _ := root["properties"].(map[string]any)
	byRule, _ := properties["rules"].(map[string]any)
	setting, _ := byRule["additionalProperties"].(map[string]any)
	known := map[string]any{}
	for _, r := range rules {
		known[r.Name] = map[string]any{"description": r.Summary, "enum": setting["enum"]}
	}
	byRule["properties"] = known
	byRule["additionalProperties"] = false

	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(root); err != nil {
		return nil, fmt.Errorf("write the schema of the configuration: %w", err)
	}
	return text.Bytes(), nil
}
