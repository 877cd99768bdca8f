package schemas

import (
	"bytes"
	"encoding/json"
	"slices"
)

// An Input is one input of an action or a plugin.
type Input struct {
	Name        string
	Description string
	// Type is AWS's word: a parameter type, or Map, List or Any.
	Type string
	// JSONTypes are the types that a literal value may have, tolerated ones
	// included; nil when it may have any.
	JSONTypes []string
	// Required inputs must always be there; Conditional ones depend on others.
	Required, Conditional bool
	// Default is the value that the service uses when the input is absent; nil
	// when there is none or none is stated.
	Default any
	// Enum holds the only values, in AWS's order; nil when there is no such list.
	Enum []string
	// Format names a syntax or a reference that a schema cannot express: "duration"
	// and "date-time" (ISO 8601), "selector" (JSONPath), "arn", "document" (name or
	// ARN), "service" and "operation" (of an AWS API), "step-name", "variable"
	// (with its prefix); empty for other inputs.
	Format string
	// MaxBytes is the greatest size of a text in bytes; 0 when none is stated. A
	// limit in characters or elements is the schema's to check.
	MaxBytes int
	// Shared inputs belong to every plugin of Command documents.
	Shared bool
	// Undocumented inputs are accepted but not on AWS's page.
	Undocumented bool
	// Uncertain marks an input whose name or type rests on a guess.
	Uncertain bool
}

func findInput(inputs []Input, name string) (Input, bool) {
	i := slices.IndexFunc(inputs, func(in Input) bool { return in.Name == name })
	if i < 0 {
		return Input{}, false
	}
	return inputs[i], true
}

// property is an input as its schema tells it.
type property struct {
	name         string
	Description  string   `json:"description"`
	SSMType      string   `json:"x-ssm-type"`
	Type         oneOrAll `json:"type"`
	Enum         []any    `json:"enum"`
	Default      any      `json:"default"`
	Need         string   `json:"x-ssm-required"`
	Format       string   `json:"x-ssm-format"`
	MaxBytes     int      `json:"x-ssm-max-bytes"`
	Shared       bool     `json:"x-ssm-shared"`
	Undocumented bool     `json:"x-ssm-undocumented"`
	Uncertain    bool     `json:"x-ssm-uncertain"`
}

// properties are the members of an object in the order of the file.
type properties []property

// UnmarshalJSON reads an object and keeps the order of its keys.
func (ps *properties) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil { // the opening brace
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var p property
		if err := d.Decode(&p); err != nil {
			return err
		}
		p.name, _ = key.(string)
		*ps = append(*ps, p)
	}
	return nil
}

func (ps properties) inputs(required []string) []Input {
	inputs := make([]Input, len(ps))
	for i, p := range ps {
		inputs[i] = Input{
			Name: p.name, Description: p.Description, Type: p.SSMType, JSONTypes: p.Type,
			Required: slices.Contains(required, p.name), Conditional: p.Need == "conditional",
			Default: p.Default, Enum: texts(p.Enum), Format: p.Format,
			MaxBytes: p.MaxBytes, Shared: p.Shared, Undocumented: p.Undocumented, Uncertain: p.Uncertain,
		}
	}
	return inputs
}

// texts returns the strings among values.
func texts(values []any) []string {
	var list []string
	for _, v := range values {
		if s, isText := v.(string); isText {
			list = append(list, s)
		}
	}
	return list
}

// oneOrAll is JSON Schema's type: a word or a list of words.
type oneOrAll []string

// UnmarshalJSON reads either form.
func (o *oneOrAll) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte{'['}) {
		return json.Unmarshal(text, (*[]string)(o))
	}
	var word string
	if err := json.Unmarshal(text, &word); err != nil {
		return err
	}
	*o = oneOrAll{word}
	return nil
}
