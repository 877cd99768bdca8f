package schemas

import (
	"strings"
	"sync"
)

const pluginsDir = "command/plugins"

// A PluginSpec is what AWS decides about one plugin of Command documents. The
// agent matches the names of inputs in any letter case and ignores those that it
// does not know; the plugin's [Schema] does the former and reports the latter.
type PluginSpec struct {
	Name    string // such as "aws:runShellScript"
	Summary string // one sentence, with its full stop
	// Platforms are Linux, MacOS and Windows, as in preconditions, with the one
	// that the plugin is made for first.
	Platforms []string
	// Since is the first schema version whose documents may use the plugin.
	Since string
	// Deprecated plugins no longer work with current agents.
	Deprecated bool
	// Inputs come in the order of AWS's page, the shared ones last.
	Inputs    []Input
	Uncertain bool // facts that rest on observation alone
	Sources   []string
	AsOf      string // month when the facts were collected, as "2026-08"

	id string
}

// pluginSpecs holds a function for each plugin that reads its file once.
var pluginSpecs = sync.OnceValue(func() map[string]func() *PluginSpec {
	specs := make(map[string]func() *PluginSpec)
	for _, name := range names(pluginsDir) {
		specs["aws:"+name] = sync.OnceValue(func() *PluginSpec { return readPlugin(pluginsDir + "/" + name + ".json") })
	}
	return specs
})

// Plugin returns the facts about a plugin. It is false for a name that no plugin
// has.
func Plugin(name string) (*PluginSpec, bool) {
	read, ok := pluginSpecs()[name]
	if !ok {
		return nil, false
	}
	return read(), true
}

// Plugins returns the names of all plugins, sorted.
func Plugins() []string { return prefixed(names(pluginsDir)) }

// Schema returns the schema of the plugin's inputs.
func (p *PluginSpec) Schema() *Schema { return must(p.id) }

// Input returns the input with the name in any letter case.
func (p *PluginSpec) Input(name string) (Input, bool) {
	for _, in := range p.Inputs {
		if strings.EqualFold(in.Name, name) {
			return in, true
		}
	}
	return Input{}, false
}

func readPlugin(path string) *PluginSpec {
	var f struct {
		facts
		Platforms  []string `json:"x-ssm-platforms"`
		Since      string   `json:"x-ssm-since"`
		Deprecated bool     `json:"x-ssm-deprecated"`
	}
	mustDecode(path, &f)
	return &PluginSpec{
		Name: f.Title, Summary: f.Description, Platforms: f.Platforms, Since: f.Since, Deprecated: f.Deprecated,
		Inputs: f.Properties.inputs(f.Required), Uncertain: f.Uncertain, Sources: f.Sources, AsOf: f.AsOf, id: f.ID,
	}
}
