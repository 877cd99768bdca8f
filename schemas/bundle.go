package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Bundle returns one JSON Schema, draft 7, for the whole of a document of the
// kind, for editors: it needs no other file, takes a reference wherever a value
// of another type may be one, and knows the inputs of each action and plugin.
// Editors then report less precisely than the parts do, one by one.
func Bundle(kind DocumentKind) ([]byte, error) {
	envelopes := Envelopes(kind)
	if len(envelopes) == 0 {
		return nil, fmt.Errorf("no schema describes %q documents", kind)
	}
	b := bundle{definitions: object{"reference": object{
		"description": "Text with a reference in it, such as {{ Name }}.",
		"type":        "string", "pattern": `\{\{`,
	}}}
	root := object{
		"$schema":     "http://json-schema.org/draft-07/schema#",
		"title":       "SSM " + string(kind) + " document",
		"type":        "object",
		"required":    []any{"schemaVersion"},
		"definitions": b.definitions,
	}
	var versions, choices []any
	for _, e := range envelopes {
		properties, _ := e.Schema().tree.(object)["properties"].(object)
		version, _ := properties["schemaVersion"].(object)
		values := asList(version["enum"])
		versions = append(versions, values...)
		choices = append(choices, object{
			"if":   object{"properties": object{"schemaVersion": object{"enum": values}}},
			"then": b.reference(e.id),
		})
	}
	root["properties"] = object{"schemaVersion": object{"enum": versions}}
	root["allOf"] = choices
	b.addAll()

	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(root); err != nil {
		return nil, fmt.Errorf("write the schema of %s documents: %w", kind, err)
	}
	return text.Bytes(), nil
}

type object = map[string]any

// A bundle gathers schemas and everything that they refer to.
type bundle struct {
	definitions object
	waiting     []string // ids that are referred to and perhaps not yet there
}

// definition is the name of a schema among the definitions.
func definition(id string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(id, scheme), ".json"), "/", ".")
}

func (b *bundle) reference(id string) object {
	b.waiting = append(b.waiting, id)
	return object{"$ref": "#/definitions/" + definition(id)}
}

func (b *bundle) addAll() {
	for len(b.waiting) > 0 {
		id := b.waiting[0]
		b.waiting = b.waiting[1:]
		name := definition(id)
		if _, there := b.definitions[name]; there {
			continue
		}
		tree, _ := must(id).tree.(object)
		b.definitions[name] = nil // a schema may refer to itself
		converted := b.convert(tree, tree["x-ssm-references"] == true)
		if tree["x-ssm-case-insensitive"] == true {
			anyLetterCase(converted)
		}
		b.definitions[name] = converted
	}
}

// convert returns the schema without annotations, with its parts referred to.
// With references, each value in it may be a reference instead.
func (b *bundle) convert(schema object, references bool) object {
	result := make(object, len(schema))
	var choices []any
	for _, key := range slices.Sorted(maps.Keys(schema)) {
		value := schema[key]
		switch {
		case strings.HasPrefix(key, "$") || strings.HasPrefix(key, "x-ssm-"):
		case key == "properties":
			properties := make(object)
			for name, p := range value.(object) {
				p := p.(object)
				properties[name] = b.value(p, references)
				if choose, ok := p["x-ssm-choose"].(object); ok {
					choices = append(choices, b.choices(name, choose, takesText(p))...)
				}
			}
			result[key] = properties
		case key == "items" || key == "additionalProperties":
			if part, isSchema := value.(object); isSchema {
				value = b.value(part, references)
			}
			result[key] = value
		default:
			result[key] = value
		}
	}
	if len(choices) > 0 {
		result["allOf"] = choices
	}
	return result
}

// value converts the schema of a value inside another.
func (b *bundle) value(schema object, references bool) object {
	converted := b.convert(schema, references)
	if id, ok := schema["x-ssm-each"].(string); ok {
		part := "items"
		if schema["type"] == "object" {
			part = "additionalProperties"
		}
		if converted[part] = b.reference(id); id == CommandRuntimeConfig {
			converted["properties"] = b.runtimeConfig()
		}
	}
	if id, ok := schema["x-ssm-schema"].(string); ok {
		converted["allOf"] = []any{b.reference(id)}
	}
	if known, ok := schema["x-ssm-facts"].(string); ok {
		return knownWords(converted, known)
	}
	plainText := converted["type"] == "string" && converted["enum"] == nil && converted["pattern"] == nil &&
		converted["minLength"] == nil && converted["maxLength"] == nil
	if !references || converted["type"] == nil || plainText {
		return converted
	}
	open := object{"anyOf": []any{object{"$ref": "#/definitions/reference"}, converted}}
	for _, key := range []string{"description", "default"} { // where editors look for them
		if v, ok := converted[key]; ok {
			open[key] = v
			delete(converted, key)
		}
	}
	return open
}

// choices returns a condition for each schema that another property chooses for
// the one with the name. With text, the value may be a string all the same.
func (b *bundle) choices(name string, choose object, text bool) []any {
	by, _ := choose["by"].(string)
	from, _ := choose["from"].(string)
	if by == "name" { // the key of the map decides: see runtimeConfig
		return nil
	}
	var all []any
	add := func(dir, prefix string) {
		for _, file := range names(dir) {
			then := b.reference(scheme + dir + "/" + file + ".json")
			if text {
				then = object{"anyOf": []any{object{"type": "string"}, then}}
			}
			all = append(all, object{
				"if":   object{"properties": object{by: object{"const": prefix + file}}, "required": []any{by}},
				"then": object{"properties": object{name: then}},
			})
		}
	}
	switch from {
	case actionsDir:
		add(actionsDir, "aws:")
		add(internalActionsDir, "aws:")
	case pluginsDir:
		add(pluginsDir, "aws:")
	default:
		add(from, "")
	}
	return all
}

// runtimeConfig returns a schema for each plugin of a document 1.2: its
// properties are inputs, a list of such, or a reference.
func (b *bundle) runtimeConfig() object {
	plugins := make(object)
	for _, name := range names(pluginsDir) {
		inputs := b.reference(scheme + pluginsDir + "/" + name + ".json")
		plugins["aws:"+name] = object{
			"allOf": []any{b.reference(CommandRuntimeConfig)},
			"properties": object{"properties": object{"anyOf": []any{
				object{"$ref": "#/definitions/reference"}, inputs, object{"type": "array", "items": inputs},
			}}},
		}
	}
	return plugins
}

// knownWords lets editors propose the words of a table. Runtimes come and go, so
// that others are accepted; actions and plugins are all there are.
func knownWords(schema object, table string) object {
	switch table {
	case actionsDir:
		schema["enum"] = prefixed(slices.Concat(names(actionsDir), names(internalActionsDir)))
	case pluginsDir:
		schema["enum"] = Plugins()
	default:
		var words []string
		for _, r := range Runtimes() {
			words = append(words, r.Name)
		}
		delete(schema, "type")
		schema["anyOf"] = []any{object{"enum": words}, object{"type": "string"}}
	}
	return schema
}

// anyLetterCase accepts the keys of a schema in any letter case. Then values
// under a key in another spelling are not checked, nor is anything required.
func anyLetterCase(schema object) {
	properties, _ := schema["properties"].(object)
	var documented []any
	var alternatives []string
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		documented = append(documented, name)
		var pattern strings.Builder
		for _, letter := range name {
			lower, upper := strings.ToLower(string(letter)), strings.ToUpper(string(letter))
			if lower == upper {
				pattern.WriteString(lower)
				continue
			}
			pattern.WriteString("[" + lower + upper + "]")
		}
		alternatives = append(alternatives, pattern.String())
	}
	delete(schema, "additionalProperties")
	schema["propertyNames"] = object{"pattern": "^(" + strings.Join(alternatives, "|") + ")$"}
	if required, ok := schema["required"]; ok {
		delete(schema, "required")
		schema["if"] = object{"propertyNames": object{"enum": documented}}
		schema["then"] = object{"required": required}
	}
}

// takesText reports whether a value may be a string.
func takesText(schema object) bool {
	return slices.Contains(wrap(schema["type"]), any("string"))
}

// wrap returns a list as it is and anything else as the only element of one.
func wrap(v any) []any {
	if l, isList := v.([]any); isList {
		return l
	}
	return []any{v}
}
