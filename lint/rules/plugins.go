package rules

import (
	"iter"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

// commandSteps are the steps of a Command document; none for other kinds.
func commandSteps(doc *document.Document) []*document.Step {
	if doc.Kind != document.Command {
		return nil
	}
	return doc.Steps
}

// plugins gives the steps of a Command document whose plugin is known, with the
// facts about the plugin.
func plugins(doc *document.Document) iter.Seq2[*document.Step, *schemas.PluginSpec] {
	return func(yield func(*document.Step, *schemas.PluginSpec) bool) {
		for _, step := range commandSteps(doc) {
			if !step.Action.IsString() {
				continue
			}
			if plugin, ok := schemas.Plugin(step.Action.Text); ok && !yield(step, plugin) {
				return
			}
		}
	}
}

// pluginInput is an input of a Command step. The agent takes their names in any
// letter case.
func pluginInput(step *document.Step, name string) (document.Entry, bool) {
	if step.Inputs == nil {
		return document.Entry{}, false
	}
	for _, e := range step.Inputs.Entries {
		if strings.EqualFold(e.Key.Text, name) {
			return e, true
		}
	}
	return document.Entry{}, false
}
