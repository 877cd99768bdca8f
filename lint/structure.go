package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// Violation is one way in which a part of a document is not what its schema
// wants.
type Violation struct {
	schemas.Violation
	// Node is what stands at the place: the value that does not suit, or the map
	// that lacks or should not have a key.
	Node *document.Node
	// Entry is the entry of an unknown or badly named key.
	Entry document.Entry
	// Part says in words what the place belongs to: a step, aws:sleep.
	Part string
	// Anchor is what names the part, for what is missing in it: the name of a
	// step, the action of inputs. It is nil for the document.
	Anchor *document.Node
	// Meant is the key that an unknown one was probably meant to be; empty when
	// nothing is near enough. Certain tells that it can have been no other.
	Meant   string
	Certain bool
	// Lacks are the keys of which the map of an unknown one lacks one, when nothing
	// tells whether it was meant; that is no mistake of its own then.
	Lacks []string
	// Keys are the keys that may stand at the place; nil where any may.
	Keys []string
	// Uncertain tells that the service may take it: its documentation leaves it
	// open.
	Uncertain bool
	// Tolerated tells that the service takes it although AWS's documentation does
	// not say so.
	Tolerated bool
}

// Violations are the ways in which the document is not what the schemas of its
// kind want, in the order in which the parts stand in the document.
func (p *Pass) Violations() []Violation {
	return p.facts.violations.get(func() []Violation {
		s := &structure{doc: p.Doc}
		s.document()
		return s.found
	})
}

// structure holds the parts of a document against the schemas, one small schema
// for each part, so that each mistake is found once and at its place.
type structure struct {
	doc   *document.Document
	found []Violation
}

func (s *structure) document() {
	switch s.doc.Kind {
	case document.Automation, document.ChangeTemplate, document.Steps:
		s.automation()
	case document.Command:
		s.command()
	case document.Session:
		s.session()
	}
}

func (s *structure) automation() {
	switch s.doc.Kind {
	case document.Automation:
		s.byID(schemas.AutomationDocument, s.doc.Root, "an Automation document", nil)
	case document.ChangeTemplate:
		s.byID(schemas.AutomationChangeTemplate, s.doc.Root, "a change template", nil)
	}
	s.parameters(schemas.AutomationParameter)
	for _, v := range s.doc.Variables {
		s.byID(schemas.AutomationVariable, v.Node, "a variable", v.Name)
	}
	for step := range s.doc.AllSteps() {
		s.byID(schemas.AutomationStep, step.Node, "a step", step.Name)
		for _, o := range step.Outputs {
			s.byID(schemas.AutomationOutput, o.Node, "an output of a step", o.Name)
		}
		if step.Action.IsString() {
			if action, ok := schemas.Action(step.Action.Text); ok && !action.Internal {
				s.check(action.Schema(), step.Inputs, step.Action.Text, step.Action, action.OneOf...)
				s.conditions(step)
			}
		}
	}
	for _, f := range s.doc.Files {
		s.byID(schemas.AutomationFile, f.Node, "a file", f.Name)
	}
}

// conditions goes down into the choices of aws:branch and the condition of
// aws:loop, which nest.
func (s *structure) conditions(step *document.Step) {
	if choices := step.Inputs.Get("Choices"); choices != nil {
		for _, choice := range choices.Items {
			s.byID(schemas.AutomationChoice, choice, "a choice", nil)
			s.nested(choice)
		}
	}
	if condition := step.Inputs.Get("LoopCondition"); condition != nil {
		s.byID(schemas.AutomationCondition, condition, "a condition", nil)
		s.nested(condition)
	}
}

func (s *structure) nested(condition *document.Node) {
	var inner []*document.Node
	for _, list := range []string{"And", "Or"} {
		if n := condition.Get(list); n != nil {
			inner = append(inner, n.Items...)
		}
	}
	if n := condition.Get("Not"); n != nil {
		inner = append(inner, n)
	}
	for _, n := range inner {
		s.byID(schemas.AutomationCondition, n, "a condition", nil)
		s.nested(n)
	}
}

func (s *structure) command() {
	version := ""
	if s.doc.SchemaVersion != nil {
		version = s.doc.SchemaVersion.Text
	}
	part := "a Command document"
	if strings.HasPrefix(version, "1.") && s.doc.Root.Get("mainSteps") != nil && s.doc.Root.Get("runtimeConfig") == nil {
		// The steps say more than the number: all but it is as version 2 has it.
		part, version = "a Command document with mainSteps", ""
	}
	envelope, _ := schemas.EnvelopeOf(schemas.KindCommand, version)
	s.check(envelope.Schema(), s.doc.Root, part, nil)
	s.parameters(schemas.CommandParameter)
	if config := s.doc.Root.Get("runtimeConfig"); config != nil {
		for _, e := range config.Entries {
			s.byID(schemas.CommandRuntimeConfig, e.Value, "a plugin", e.Key)
		}
	}
	for _, step := range s.doc.Steps {
		if s.doc.Root.Get("mainSteps") != nil {
			s.byID(schemas.CommandStep, step.Node, "a step", step.Name)
		}
		if step.Action.IsString() {
			if plugin, ok := schemas.Plugin(step.Action.Text); ok {
				s.check(plugin.Schema(), step.Inputs, step.Action.Text, step.Action)
				s.sourceInfo(step)
			}
		}
	}
}

// sourceInfo of aws:downloadContent depends on the sourceType beside it.
func (s *structure) sourceInfo(step *document.Step) {
	sourceType, info := step.Inputs.Get("sourceType"), step.Inputs.Get("sourceInfo")
	if sourceType.IsString() && info != nil && info.Kind == document.Map {
		if schema, ok := schemas.SourceInfo(sourceType.Text); ok {
			s.check(schema, info, "the sourceInfo of "+sourceType.Text, sourceType)
		}
	}
}

func (s *structure) session() {
	envelope, _ := schemas.EnvelopeOf(schemas.KindSession, "1.0")
	s.check(envelope.Schema(), s.doc.Root, "a Session document", nil)
	s.parameters(schemas.SessionParameter)
	s.byID(schemas.SessionInputs, s.doc.Inputs, "the inputs of a session", nil)
	if s.doc.SessionType.IsString() {
		if schema, ok := schemas.SessionProperties(s.doc.SessionType.Text); ok {
			s.check(schema, s.doc.Properties, "the properties of a session", nil)
		}
	}
}

func (s *structure) parameters(id string) {
	for _, p := range s.doc.Parameters {
		s.byID(id, p.Node, "a parameter", p.Name)
	}
}

func (s *structure) byID(id string, n *document.Node, part string, anchor *document.Node) {
	schema, err := schemas.Get(id)
	if err != nil {
		panic(err) // the schemas are in this program
	}
	s.check(schema, n, part, anchor)
}

// check holds a map against a schema, which does not say that it needs one of
// several keys.
func (s *structure) check(schema *schemas.Schema, n *document.Node, part string, anchor *document.Node, oneOf ...string) {
	if n == nil || n.Kind != document.Map {
		return // that it is missing, or no map, is a violation of what is around it
	}
	value := schemaValue(n, schema.Depth())
	from := len(s.found)
	violations := schema.Validate(value)
	for _, v := range violations {
		s.add(schema, v, n, part, anchor)
	}
	s.openInputs(n, part, anchor)
	if slices.ContainsFunc(oneOf, func(key string) bool { return n.Get(key) != nil }) {
		oneOf = nil
	}
	s.found = append(s.found[:from], misspelt(s.found[from:], n, oneOf)...)
	tolerated := len(s.found)
	for _, v := range schema.Tolerated(value, violations) {
		s.add(schema, v, n, part, anchor)
	}
	for i := tolerated; i < len(s.found); i++ {
		s.found[i].Tolerated = true
	}
}

// misspelt tells for unknown keys what they were meant to be. A key that is
// there under a wrong name is not missing, too. Of the keys in oneOf the map n needs
// one, and has none.
func misspelt(found []Violation, n *document.Node, oneOf []string) []Violation {
	meant := map[*document.Node][]string{}
	for i := range found {
		v := &found[i]
		if v.Kind != schemas.UnknownProperty {
			continue
		}
		if name := shortened(v.Property, missing(found, v.Node)); name != "" {
			v.Meant, v.Certain = name, true
			meant[v.Node] = append(meant[v.Node], name)
			continue
		}
		free := slices.DeleteFunc(slices.Clone(v.Keys), func(key string) bool { return v.Node.Get(key) != nil })
		name, ok := nearest.Of(v.Property, slices.Values(free))
		if ok {
			_, v.Certain = nearest.Certain(v.Property, slices.Values(free))
		} else {
			name = otherKeys[v.Property]
			ok = slices.Contains(free, name)
		}
		if ok {
			v.Meant = name
			meant[v.Node] = append(meant[v.Node], name)
		}
	}
	for i := range found {
		v := &found[i]
		if v.Kind != schemas.UnknownProperty || v.Meant != "" || v.Uncertain || meant[v.Node] != nil || unknown(found, v.Node) > 1 {
			continue
		}
		lost := missing(found, v.Node)
		switch {
		case len(lost) == 0 && v.Node == n:
			v.Lacks = oneOf
		case len(lost) == 1 && (v.Node != n || len(oneOf) == 0):
			v.Lacks = lost
		}
		meant[v.Node] = v.Lacks
	}
	return slices.DeleteFunc(found, func(v Violation) bool {
		return v.Kind == schemas.MissingProperty && slices.Contains(meant[v.Node], v.Property)
	})
}

// missing are the keys that a map lacks.
func missing(found []Violation, n *document.Node) []string {
	var names []string
	for _, v := range found {
		if v.Kind == schemas.MissingProperty && v.Node == n {
			names = append(names, v.Property)
		}
	}
	return names
}

// unknown counts the unknown keys of a map.
func unknown(found []Violation, n *document.Node) int {
	count := 0
	for _, v := range found {
		if v.Kind == schemas.UnknownProperty && v.Node == n {
			count++
		}
	}
	return count
}

// shortened is the one name of a missing key that begins or ends with the words
// that a name is: Name for ImageName. It is empty when there is none, or several.
func shortened(name string, missing []string) string {
	found := ""
	for _, long := range missing {
		rest := len(long) - len(name)
		if rest <= 0 {
			continue
		}
		upper := func(at int) bool { return 'A' <= long[at] && long[at] <= 'Z' }
		if strings.HasSuffix(long, name) && upper(rest) || strings.HasPrefix(long, name) && upper(len(name)) {
			if found != "" {
				return ""
			}
			found = long
		}
	}
	return found
}

// otherKeys are what keys are called elsewhere: in Command documents 1.2, in the
// parameters of AWS-RunShellScript, in JSON Schema and in other workflows.
var otherKeys = map[string]string{
	"commands":      "runCommand",
	"enum":          "allowedValues",
	"maxRetries":    "maxAttempts",
	"properties":    "inputs",
	"retries":       "maxAttempts",
	"runtimeConfig": "mainSteps",
}

func (s *structure) add(schema *schemas.Schema, v schemas.Violation, root *document.Node, part string, anchor *document.Node) {
	at := follow(root, v.Path)
	found := Violation{Violation: v, Node: at, Part: part, Anchor: anchor, Keys: schema.Keys(v.Path)}
	if e, ok := at.Entry(v.Property); ok {
		found.Entry = e
	}
	s.found = append(s.found, found)
}

// follow goes from a node to the one at a path below it.
func follow(n *document.Node, path []string) *document.Node {
	for _, name := range path {
		next := n.Get(name)
		if i, err := strconv.Atoi(name); n.Kind == document.List && err == nil && i < len(n.Items) {
			next = n.Items[i]
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

// schemaValue is a node as a schema wants it that looks so many levels deep: text
// with references in it is only known at run time, and what is deeper is null.
func schemaValue(n *document.Node, depth int) any {
	switch n.Kind {
	case document.String:
		if n.HasReferences() {
			return schemas.Dynamic{Text: n.Text}
		}
		return n.Text
	case document.List:
		items := make([]any, len(n.Items))
		if depth > 0 {
			for i, item := range n.Items {
				items[i] = schemaValue(item, depth-1)
			}
		}
		return items
	case document.Map:
		entries := make(map[string]any, len(n.Entries))
		for _, e := range n.Entries {
			if depth > 0 {
				entries[e.Key.Text] = schemaValue(e.Value, depth-1)
			} else {
				entries[e.Key.Text] = nil
			}
		}
		return entries
	}
	return n.Value()
}
