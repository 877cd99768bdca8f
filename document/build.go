package document

import "strings"

// build makes the typed view on a tree of nodes.
func build(src *Source, root *Node) *Document {
	d := &Document{Source: src, Root: root, Kind: kindOf(root)}
	switch d.Kind {
	case Foreign:
		return d
	case Steps:
		if root.Kind == Map {
			d.Steps = []*Step{newStep(root, nil, 0)}
		} else {
			d.Steps = newSteps(root, nil)
		}
		return d
	}
	d.SchemaVersion = root.Get("schemaVersion")
	d.Description = root.Get("description")
	d.AssumeRole = root.Get("assumeRole")
	for _, e := range root.Get("parameters").entries() {
		d.Parameters = append(d.Parameters, newParameter(e))
	}
	for _, e := range root.Get("variables").entries() {
		d.Variables = append(d.Variables, &Variable{
			Name: e.Key, Node: e.Value, Type: e.Value.Get("type"),
			Description: e.Value.Get("description"), Default: e.Value.Get("default"),
		})
	}
	if steps := root.Get("mainSteps"); steps != nil {
		d.Steps = newSteps(steps, nil)
	} else if d.Kind == Command {
		d.Steps = runtimeSteps(root.Get("runtimeConfig"))
	}
	for _, item := range root.Get("outputs").items() {
		d.Outputs = append(d.Outputs, newDocumentOutput(item))
	}
	for _, e := range root.Get("files").entries() {
		d.Files = append(d.Files, &File{Name: e.Key, Node: e.Value})
	}
	if d.Kind == Session {
		d.SessionType = root.Get("sessionType")
		d.Inputs = root.Get("inputs")
		d.Properties = root.Get("properties")
	}
	return d
}

func newParameter(e Entry) *Parameter {
	return &Parameter{
		Name: e.Key, Node: e.Value,
		Type: e.Value.Get("type"), Description: e.Value.Get("description"),
		Default: e.Value.Get("default"), AllowedValues: e.Value.Get("allowedValues"),
		AllowedPattern: e.Value.Get("allowedPattern"),
	}
}

func newSteps(list *Node, loop *Step) []*Step {
	steps := make([]*Step, 0, len(list.items()))
	for i, item := range list.items() {
		steps = append(steps, newStep(item, loop, i))
	}
	return steps
}

func newStep(n *Node, loop *Step, index int) *Step {
	s := &Step{
		Node: n, Loop: loop, Index: index,
		Name: n.Get("name"), Action: n.Get("action"), Description: n.Get("description"),
		Inputs: n.Get("inputs"), NextStep: n.Get("nextStep"), IsEnd: n.Get("isEnd"),
		OnFailure: n.Get("onFailure"), OnCancel: n.Get("onCancel"), IsCritical: n.Get("isCritical"),
		MaxAttempts: n.Get("maxAttempts"), TimeoutSeconds: n.Get("timeoutSeconds"),
		Precondition: n.Get("precondition"),
	}
	for _, item := range n.Get("outputs").items() {
		s.Outputs = append(s.Outputs, &Output{
			Node: item, Name: item.Get("Name"), Selector: item.Get("Selector"), Type: item.Get("Type"),
		})
	}
	if s.Is("aws:loop") {
		s.Steps = newSteps(s.Inputs.Get("Steps"), s)
	}
	return s
}

// runtimeSteps are the plugins of a Command document 1.2, where a plugin's
// properties are one object or a list of them.
func runtimeSteps(config *Node) []*Step {
	var steps []*Step
	for _, e := range config.entries() {
		properties := e.Value.Get("properties")
		each := []*Node{properties}
		if properties != nil && properties.Kind == List {
			each = properties.Items
		}
		for _, inputs := range each {
			steps = append(steps, &Step{Node: e.Value, Index: len(steps), Action: e.Key, Inputs: inputs})
		}
	}
	return steps
}

func newDocumentOutput(n *Node) *DocumentOutput {
	out := &DocumentOutput{Node: n}
	if !n.IsString() {
		return out
	}
	text := n.Text
	if refs := References(text); len(refs) == 1 && refs[0].Whole(text) {
		if refs[0].Form == StepOutputReference {
			out.Step, out.Output, out.Braces = refs[0].Name, refs[0].Output, true
		}
		return out
	}
	if step, output, ok := strings.Cut(text, "."); ok && step != "" && output != "" {
		out.Step, out.Output = step, output
	}
	return out
}
