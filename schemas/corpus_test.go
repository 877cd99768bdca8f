package schemas_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/schemas"
	"gopkg.in/yaml.v3"
)

// corpus calls f with every document of the published ones that is a map. Texts
// with references in them come as Dynamic.
func corpus(t *testing.T, f func(name string, document object)) {
	t.Helper()
	for name, text := range documenttest.Published(t) {
		if document, isMap := decode(t, name, text).(object); isMap {
			f(name, document)
		}
	}
}

func decode(t testing.TB, path string, text []byte) any {
	t.Helper()
	if strings.HasSuffix(path, ".json") {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		var v any
		if err := d.Decode(&v); err == nil {
			return withDynamic(v)
		}
		// Some community documents are YAML under the name of JSON.
	}
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		t.Logf("%s is left out: %v", path, err)
		return nil
	}
	return withDynamic(fromYAML(&n))
}

func fromYAML(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return fromYAML(n.Content[0])
	case yaml.AliasNode:
		return fromYAML(n.Alias)
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, fromYAML(c))
		}
		return list
	case yaml.MappingNode:
		m := object{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = fromYAML(n.Content[i+1])
		}
		return m
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		return json.Number(n.Value)
	}
	return n.Value
}

func withDynamic(v any) any {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, "{{") {
			return schemas.Dynamic{Text: v}
		}
	case []any:
		for i := range v {
			v[i] = withDynamic(v[i])
		}
	case object:
		for k := range v {
			v[k] = withDynamic(v[k])
		}
	}
	return v
}

// check validates a document part by part, as the linter does, and calls report
// with each violation, its path from the document.
type check struct {
	t      testing.TB
	report func(path []string, v schemas.Violation)
	parts  int
}

func (c *check) value(s *schemas.Schema, v any, path ...string) {
	c.parts++
	for _, violation := range s.Validate(v) {
		c.report(append(slices.Clone(path), violation.Path...), violation)
	}
}

func (c *check) each(id string, v any, path ...string) {
	s := get(c.t, id)
	switch v := v.(type) {
	case []any:
		for i, element := range v {
			c.value(s, element, append(slices.Clone(path), strconv.Itoa(i))...)
		}
	case object:
		for key, element := range v {
			c.value(s, element, append(slices.Clone(path), key)...)
		}
	}
}

func (c *check) document(d object) {
	version := fmt.Sprint(d["schemaVersion"])
	kind, ok := kindOf(d)
	if !ok {
		return
	}
	switch kind {
	case schemas.KindSession:
		c.envelope(schemas.KindSession, version, d)
		c.each(schemas.SessionParameter, d["parameters"], "parameters")
		if d["inputs"] != nil {
			c.value(get(c.t, schemas.SessionInputs), d["inputs"], "inputs")
		}
		if s, ok := schemas.SessionProperties(fmt.Sprint(d["sessionType"])); ok {
			c.value(s, d["properties"], "properties")
		}
	case schemas.KindCommand:
		c.envelope(schemas.KindCommand, version, d)
		c.each(schemas.CommandParameter, d["parameters"], "parameters")
		c.runtimeConfig(d["runtimeConfig"])
		c.each(schemas.CommandStep, d["mainSteps"], "mainSteps")
		for i, step := range elements(d["mainSteps"]) {
			p, ok := schemas.Plugin(fmt.Sprint(step["action"]))
			if !ok {
				c.report([]string{"mainSteps", strconv.Itoa(i), "action"}, schemas.Violation{Property: fmt.Sprint(step["action"])})
			} else if step["inputs"] != nil {
				c.value(p.Schema(), step["inputs"], "mainSteps", strconv.Itoa(i), "inputs")
			}
		}
	default:
		c.envelope(kind, version, d)
		c.each(schemas.AutomationParameter, d["parameters"], "parameters")
		c.each(schemas.AutomationVariable, d["variables"], "variables")
		c.each(schemas.AutomationFile, d["files"], "files")
		c.steps(d["mainSteps"], "mainSteps")
	}
}

// kindOf tells the kind of a document; false for kinds without a schema.
func kindOf(d object) (schemas.DocumentKind, bool) {
	switch {
	case d["sessionType"] != nil:
		return schemas.KindSession, true
	case d["runtimeConfig"] != nil, d["mainSteps"] != nil && strings.HasPrefix(fmt.Sprint(d["schemaVersion"]), "2"):
		return schemas.KindCommand, true
	case d["templateInformation"] != nil:
		return schemas.KindChangeTemplate, true
	}
	return schemas.KindAutomation, d["mainSteps"] != nil
}

func (c *check) envelope(kind schemas.DocumentKind, version string, d object) {
	e, ok := schemas.EnvelopeOf(kind, version)
	if !ok {
		c.report([]string{"schemaVersion"}, schemas.Violation{Property: version})
	}
	c.value(e.Schema(), d)
}

func (c *check) runtimeConfig(v any) {
	c.each(schemas.CommandRuntimeConfig, v, "runtimeConfig")
	config, _ := v.(object)
	for name, plugin := range config {
		p, ok := schemas.Plugin(name)
		if !ok {
			c.report([]string{"runtimeConfig", name}, schemas.Violation{Property: name})
			continue
		}
		inputs := plugin.(object)["properties"]
		if _, isList := inputs.([]any); !isList {
			inputs = []any{inputs}
		}
		for i, in := range inputs.([]any) {
			c.value(p.Schema(), in, "runtimeConfig", name, "properties", strconv.Itoa(i))
		}
	}
}

func (c *check) steps(v any, path ...string) {
	c.each(schemas.AutomationStep, v, path...)
	for i, step := range elements(v) {
		at := append(slices.Clone(path), strconv.Itoa(i))
		c.each(schemas.AutomationOutput, step["outputs"], append(at, "outputs")...)
		a, ok := schemas.Action(fmt.Sprint(step["action"]))
		if !ok {
			c.report(append(at, "action"), schemas.Violation{Property: fmt.Sprint(step["action"])})
			continue
		}
		at = append(at, "inputs")
		c.value(a.Schema(), step["inputs"], at...)
		inputs, _ := step["inputs"].(object)
		c.each(schemas.AutomationChoice, inputs["Choices"], append(at, "Choices")...)
		for i, choice := range elements(inputs["Choices"]) {
			c.conditions(choice, append(at, "Choices", strconv.Itoa(i))...)
		}
		if condition, ok := inputs["LoopCondition"]; ok {
			c.value(get(c.t, schemas.AutomationCondition), condition, append(at, "LoopCondition")...)
			c.conditions(condition, append(at, "LoopCondition")...)
		}
		if a.Name == "aws:loop" {
			c.steps(inputs["Steps"], append(at, "Steps")...)
		}
	}
}

// conditions validates what And, Or and Not hold.
func (c *check) conditions(v any, path ...string) {
	m, _ := v.(object)
	for _, operator := range []string{"And", "Or"} {
		c.each(schemas.AutomationCondition, m[operator], append(slices.Clone(path), operator)...)
		for i, condition := range elements(m[operator]) {
			c.conditions(condition, append(slices.Clone(path), operator, strconv.Itoa(i))...)
		}
	}
	if m["Not"] != nil {
		c.value(get(c.t, schemas.AutomationCondition), m["Not"], append(slices.Clone(path), "Not")...)
		c.conditions(m["Not"], append(slices.Clone(path), "Not")...)
	}
}

// elements returns the maps in a list.
func elements(v any) []object {
	list, _ := v.([]any)
	var maps []object
	for _, element := range list {
		m, _ := element.(object)
		maps = append(maps, m)
	}
	return maps
}

func TestPublishedDocumentsAreValid(t *testing.T) {
	t.Parallel()
	known := defects(t)
	var got []string
	documents, parts := 0, 0
	corpus(t, func(name string, d object) {
		c := &check{t: t, report: func(path []string, v schemas.Violation) {
			line := fmt.Sprintf("%s /%s %s %s", name, strings.Join(path, "/"), v.Kind, v.Property)
			got = append(got, strings.TrimSpace(line))
		}}
		c.document(d)
		if c.parts > 0 {
			documents++
			parts += c.parts
		}
	})
	t.Logf("%d documents with %d parts", documents, parts)
	for _, line := range got {
		if !slices.Contains(known, line) {
			t.Errorf("no known defect: %s", line)
		}
	}
	for _, line := range known {
		if !slices.Contains(got, line) {
			t.Errorf("known defect that is not found: %s", line)
		}
	}
}

// defects reads the true defects of published documents, without the reasons.
func defects(t *testing.T) []string {
	t.Helper()
	f, err := os.Open("testdata/defects.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		if line := scanner.Text(); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}
