package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/schemas"
)

func commandKinds() []Kind {
	return []Kind{
		{Name: "misspelt-plugin", Summary: "misspelt a plugin", make: misspeltPlugin},
		{Name: "plugin-without-prefix", Summary: "left out aws: before a plugin", make: pluginWithoutPrefix},
		{Name: "action-as-plugin", Summary: "used an action of runbooks in a Command document", make: actionAsPlugin},
		{Name: "misspelt-plugin-input", Summary: "misspelt an input of a plugin", make: misspeltPluginInput},
		{Name: "unknown-plugin-input", Summary: "gave a plugin an input that it does not take", make: unknownPluginInput},
		{Name: "removed-plugin-input", Summary: "left out an input that a plugin requires", make: removedPluginInput},
		{Name: "commands-for-run-command", Summary: "wrote commands, the word of the parameter, for runCommand", make: commandsForRunCommand},
		{Name: "misspelt-command-step-key", Summary: "misspelt a key of a step of a Command document", make: misspeltCommandStepKey},
		{Name: "removed-plugin", Summary: "left out the action of a step of a Command document", make: removedFromCommandStep("action")},
		{Name: "removed-command-step-name", Summary: "left out the name of a step of a Command document", make: removedFromCommandStep("name")},
		{Name: "misspelt-precondition-operator", Summary: "misspelt StringEquals of a precondition", make: misspeltPreconditionOperator},
		{Name: "misspelt-platform-type", Summary: "misspelt platformType in a precondition", make: misspeltPrecondition(0)},
		{Name: "misspelt-platform", Summary: "misspelt the platform in a precondition", make: misspeltPrecondition(1)},
		{Name: "precondition-of-one", Summary: "left only one argument in a precondition", make: preconditionOfOne},
		{Name: "precondition-as-text", Summary: "wrote a precondition as one text", make: preconditionAsText},
		{Name: "undeclared-in-command", Summary: "misspelt a parameter in the commands of a script", make: undeclaredInCommand},
		{Name: "run-time-config-in-new-document", Summary: "wrote runtimeConfig in a document of schemaVersion 2.2", make: runtimeConfigInNewDocument},
		{Name: "outputs-in-command", Summary: "gave a Command document outputs", make: outputsInCommand},
		{Name: "run-command-as-map", Summary: "wrote a map where a plugin takes a list of commands", make: runCommandAsMap},
		{Name: "command-on-failure", Summary: "wrote onFailure: Abort, the word of runbooks, in a plugin", make: commandOnFailure},
	}
}

// pluginSteps are the steps of a Command document 2.x.
func (m *maker) pluginSteps(yield func(*document.Step) bool) {
	if m.doc.Kind != document.Command || m.doc.Root.Get("mainSteps") == nil {
		return
	}
	for _, step := range m.doc.Steps {
		if step.Action.IsString() && step.Name.IsString() && !yield(step) {
			return
		}
	}
}

func misspeltPlugin(m *maker) {
	for step := range m.pluginSteps {
		if name, ok := strings.CutPrefix(step.Action.Text, "aws:"); ok {
			m.part(step.Action, len("aws:"), len(step.Action.Text), misspelt(name), "aws:"+misspelt(name))
		}
	}
}

func pluginWithoutPrefix(m *maker) {
	for step := range m.pluginSteps {
		m.rename(step.Action, strings.TrimPrefix(step.Action.Text, "aws:"))
	}
}

func actionAsPlugin(m *maker) {
	for step := range m.pluginSteps {
		m.rename(step.Action, "aws:executeScript")
	}
}

func misspeltPluginInput(m *maker) {
	for step := range m.pluginSteps {
		for _, e := range ownEntries(step.Inputs) {
			m.misspell(e.Key)
		}
	}
}

func unknownPluginInput(m *maker) {
	for step := range m.pluginSteps {
		m.insert(step.Inputs, "interpreter", quote("bash"), step.Name.Text)
	}
}

func removedPluginInput(m *maker) {
	for step := range m.pluginSteps {
		plugin, ok := schemas.Plugin(step.Action.Text)
		if !ok {
			continue
		}
		for _, input := range plugin.Inputs {
			if input.Required {
				m.remove(step.Inputs, input.Name)
			}
		}
	}
}

func commandsForRunCommand(m *maker) {
	for step := range m.pluginSteps {
		if e, ok := step.Inputs.Entry("runCommand"); ok {
			m.rename(e.Key, "commands")
		}
	}
}

func misspeltCommandStepKey(m *maker) {
	for step := range m.pluginSteps {
		for _, e := range ownEntries(step.Node) {
			m.misspell(e.Key)
		}
	}
}

func removedFromCommandStep(key string) func(*maker) {
	return func(m *maker) {
		for step := range m.pluginSteps {
			m.remove(step.Node, key)
		}
	}
}

func misspeltPreconditionOperator(m *maker) {
	for step := range m.pluginSteps {
		for _, e := range ownEntries(step.Precondition) {
			m.misspell(e.Key)
		}
	}
}

func misspeltPrecondition(argument int) func(*maker) {
	return func(m *maker) {
		for step := range m.pluginSteps {
			arguments := items(step.Precondition.Get("StringEquals"))
			if len(arguments) == 2 && arguments[0].Text == "platformType" {
				m.misspell(arguments[argument])
			}
		}
	}
}

func preconditionOfOne(m *maker) {
	for step := range m.pluginSteps {
		if n := step.Precondition.Get("StringEquals"); len(items(n)) == 2 && n.Flow {
			m.write(n, "["+n.Items[1].Raw()+"]", "StringEquals")
		}
	}
}

func preconditionAsText(m *maker) {
	for step := range m.pluginSteps {
		if n := step.Precondition; n != nil && n.Flow {
			m.write(n, quote("platformType == Linux"), "precondition")
		}
	}
}

func undeclaredInCommand(m *maker) {
	for step := range m.pluginSteps {
		for n := range m.strings(step) {
			for _, r := range n.References() {
				if r.Form == document.ParameterReference && m.doc.Parameter(r.Name) != nil && m.doc.Parameter(misspelt(r.Name)) == nil && misspelt(r.Name) != "" {
					m.part(n, r.NameStart, r.NameEnd(), misspelt(r.Name))
				}
			}
		}
	}
}

func runtimeConfigInNewDocument(m *maker) {
	for range m.pluginSteps {
		if e, ok := m.doc.Root.Entry("mainSteps"); ok {
			m.rename(e.Key, "runtimeConfig")
		}
		return
	}
}

func outputsInCommand(m *maker) {
	for range m.pluginSteps {
		m.insert(m.doc.Root, "outputs", `["step.Output"]`)
		return
	}
}

func runCommandAsMap(m *maker) {
	for step := range m.pluginSteps {
		if n := step.Inputs.Get("runCommand"); n != nil {
			m.write(n, `{"command": "ls"}`, "runCommand")
		}
	}
}

func commandOnFailure(m *maker) {
	for step := range m.pluginSteps {
		if step.Inputs.Get("onFailure") == nil {
			m.insert(step.Inputs, "onFailure", quote("Abort"))
		}
	}
}
