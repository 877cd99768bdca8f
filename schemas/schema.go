package schemas

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/xeipuuv/gojsonschema"
)

// The ids of the schemas that are not found through an action, a plugin or a
// session type.
const (
	AutomationDocument       = "ssm:///automation/document.json"
	AutomationChangeTemplate = "ssm:///automation/change-template.json"
	AutomationParameter      = "ssm:///automation/parameter.json"
	AutomationVariable       = "ssm:///automation/variable.json"
	AutomationStep           = "ssm:///automation/step.json"
	AutomationOutput         = "ssm:///automation/output.json"    // an element of a step's outputs
	AutomationFile           = "ssm:///automation/file.json"      // a value in files
	AutomationChoice         = "ssm:///automation/choice.json"    // an element of aws:branch's Choices
	AutomationCondition      = "ssm:///automation/condition.json" // LoopCondition, and inside And, Or, Not

	CommandDocument12    = "ssm:///command/document-1.2.json"
	CommandDocument20    = "ssm:///command/document-2.0.json"
	CommandDocument22    = "ssm:///command/document-2.2.json"
	CommandParameter     = "ssm:///command/parameter.json"
	CommandStep          = "ssm:///command/step.json"
	CommandRuntimeConfig = "ssm:///command/runtime-config.json" // a value in runtimeConfig

	SessionDocument  = "ssm:///session/document.json"
	SessionParameter = "ssm:///session/parameter.json"
	SessionInputs    = "ssm:///session/inputs.json"
)

// A Schema says what one value must be: an envelope, a step, the inputs of an
// action.
type Schema struct {
	id       string
	tree     any
	compiled *gojsonschema.Schema
	// foldKeys maps lower-case keys of the top level to their documented
	// spelling, where AWS matches them in any case; nil elsewhere.
	foldKeys  map[string]string
	depth     int
	tolerance *tolerance
}

// library holds a function for each schema that reads and compiles it once.
var library = sync.OnceValue(func() map[string]func() (*Schema, error) {
	all := make(map[string]func() (*Schema, error))
	err := fs.WalkDir(files, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(p, "facts/") {
			return err
		}
		id := scheme + p
		all[id] = sync.OnceValues(func() (*Schema, error) { return load(id) })
		return nil
	})
	if err != nil {
		panic(err) // an embedded folder can be read
	}
	return all
})

// Get returns the schema with the id, such as [AutomationStep]. It fails for an
// id that no schema has.
func Get(id string) (*Schema, error) {
	get, ok := library()[id]
	if !ok {
		return nil, fmt.Errorf("no schema has the id %q", id)
	}
	return get()
}

// IDs returns the ids of all schemas, sorted.
func IDs() []string {
	var ids []string
	for id := range library() {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// must returns a schema whose id stands in the program or comes from a name that
// was found in the embedded files.
func must(id string) *Schema {
	s, err := Get(id)
	if err != nil {
		panic(err)
	}
	return s
}

// chosen returns the schema in dir that a word in a document chooses.
func chosen(dir, word string) (*Schema, bool) {
	if !slices.Contains(names(dir), word) {
		return nil, false
	}
	return must(scheme + dir + "/" + word + ".json"), true
}

func load(id string) (*Schema, error) {
	text, err := files.ReadFile(file(id))
	if err != nil {
		return nil, err
	}
	return Compile(id, text)
}

// Compile makes a schema of JSON text that is not this package's own, draft 7
// and without references to other files. The id is what errors call it.
func Compile(id string, text []byte) (*Schema, error) {
	tree, err := decodeTree(text)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id, err)
	}
	compiled, err := gojsonschema.NewSchemaLoader().Compile(memory{tree})
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", id, err)
	}
	return &Schema{
		id: id, tree: tree, compiled: compiled,
		foldKeys: foldKeys(tree), depth: depth(tree), tolerance: newTolerance(tree),
	}, nil
}

// depth returns how many levels of maps and lists the schema describes.
func depth(schema any) int {
	s, _ := schema.(map[string]any)
	deepest := 0
	for key, part := range s {
		switch key {
		case "properties", "patternProperties":
			for _, property := range part.(map[string]any) {
				deepest = max(deepest, 1+depth(property))
			}
		case "items", "additionalProperties":
			deepest = max(deepest, 1+depth(part))
		}
	}
	return deepest
}

// foldKeys returns the documented spelling of each key by its lower-case form,
// for a schema that is marked as blind to letter case.
func foldKeys(tree any) map[string]string {
	root, _ := tree.(map[string]any)
	if root["x-ssm-case-insensitive"] != true {
		return nil
	}
	properties, _ := root["properties"].(map[string]any)
	fold := make(map[string]string, len(properties))
	for key := range properties {
		fold[strings.ToLower(key)] = key
	}
	return fold
}

// Depth returns how many levels of maps and lists below a value the schema says
// anything about. Of what is deeper, only that it is there counts.
func (s *Schema) Depth() int { return s.depth }

// ID returns the id, a URI that leads nowhere.
func (s *Schema) ID() string { return s.id }
