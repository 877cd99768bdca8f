package rewrite

import (
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func renameKinds() []Kind {
	// Rules know some names by how they end: those of passwords.
	longer := func(name string, _ int) string { return "Zq7" + name }
	return []Kind{
		{Name: "renamed-parameters", Summary: "renamed the parameters", Renames: true, rewrite: renamed(renaming{parameter: longer})},
		{Name: "renamed-variables", Summary: "renamed the variables", Renames: true, rewrite: renamed(renaming{variable: longer})},
		{Name: "renamed-steps", Summary: "renamed the steps", Renames: true, rewrite: renamed(renaming{step: longer})},
		{Name: "renamed-outputs", Summary: "renamed the outputs that steps declare", Renames: true, rewrite: renamed(renaming{output: longer})},
		{Name: "parameters-with-api-names", Summary: "gave parameters names that are words of APIs", Borrows: true, Renames: true, rewrite: renamed(renaming{parameter: apiName})},
		{Name: "steps-with-api-names", Summary: "gave steps names that are words of APIs", Borrows: true, Renames: true, rewrite: renamed(renaming{step: apiName})},
		{Name: "outputs-with-api-names", Summary: "gave outputs names that are words of APIs", Borrows: true, Renames: true, rewrite: renamed(renaming{output: apiName})},
	}
}

// apiName is one of the words that APIs and SSM itself use, and no word that is
// the same twice.
func apiName(_ string, n int) string {
	words := []string{
		"DescribeInstances", "Reservations", "NextToken", "Filters", "Name", "Value", "Service", "Api", "Region", "ec2", "String",
		"Abort", "Continue", "step", "inputs", "default", "mainSteps", "Version", "Tags", "Key", "Values", "true", "null", "Linux",
		"InstanceType", "DryRun", "Action", "Type", "Selector", "variable", "global", "automation", "ssm", "StringEquals", "Script",
	}
	name := words[n%len(words)]
	if round := n / len(words); round > 0 {
		name += strconv.Itoa(round)
	}
	return name
}

// renaming are new names for what documents declare, by the old name and its
// number among those of its sort. What has none keeps its name.
type renaming struct {
	parameter, variable, step, output func(name string, n int) string
}

// names are the new names of one document by its old ones.
type names struct {
	parameters, variables, steps map[string]string
	outputs                      map[[2]string]string // by step and output, old names both
}

func renamed(r renaming) func(*document.Document) (Rewritten, bool) {
	return func(doc *document.Document) (Rewritten, bool) {
		if doc.Kind != document.Automation && doc.Kind != document.Command && doc.Kind != document.Session || isJSON(doc) && !isPortable(doc) {
			return Rewritten{}, false
		}
		n := r.of(doc)
		text := map[*document.Node]string{}
		for node := range doc.Root.All() {
			if node.IsString() {
				text[node] = n.inReferences(node.Text)
			}
		}
		n.declarations(doc, text)
		n.jumps(doc, text)
		old := map[string]string{}
		for _, m := range []map[string]string{n.parameters, n.variables, n.steps} {
			for before, after := range m {
				old[after] = before
			}
		}
		for before, after := range n.outputs {
			old[after] = before[1]
		}
		root := tree(doc.Root, func(n *document.Node) string { return text[n] })
		return Rewritten{Name: doc.Source.Name(), Text: print(doc, root), Names: old}, len(old) > 0
	}
}

// of gives new names to what references name. What is also written without
// braces, by mistake, keeps its name, as that is no use of it; and so does what
// nothing refers to, as its name may be all there is to it.
func (r renaming) of(doc *document.Document) names {
	n := names{map[string]string{}, map[string]string{}, map[string]string{}, map[[2]string]string{}}
	bare, referred := map[string]bool{}, map[string]bool{}
	other := map[*document.Node]bool{} // than a name without braces
	for _, o := range doc.Outputs {
		other[o.Node] = true
	}
	for node := range doc.Root.All() {
		for _, e := range node.Entries {
			other[e.Key] = true
		}
	}
	for node := range doc.Root.All() {
		if !node.IsString() {
			continue
		}
		for _, r := range node.References() {
			referred[r.Name] = true
		}
		if other[node] {
			continue
		}
		bare[node.Text] = true
		if step, _, ok := strings.Cut(node.Text, "."); ok {
			bare[step+"."] = true
		}
	}
	if r.parameter != nil {
		for i, p := range doc.Parameters {
			if !referred[p.Name.Text] || bare[p.Name.Text] {
				continue
			}
			n.parameters[p.Name.Text] = r.parameter(p.Name.Text, i)
		}
	}
	if r.variable != nil {
		for i, v := range doc.Variables {
			n.variables[v.Name.Text] = r.variable(v.Name.Text, i)
		}
	}
	i := 0
	for step := range doc.AllSteps() {
		if !step.Name.IsString() || !doc.IsRunbook() {
			continue
		}
		if r.step != nil && !bare[step.Name.Text+"."] {
			n.steps[step.Name.Text] = r.step(step.Name.Text, i)
			i++
		}
		for i, o := range step.Outputs {
			if r.output != nil && o.Name.IsString() && !bare[step.Name.Text+"."] {
				n.outputs[[2]string{step.Name.Text, o.Name.Text}] = r.output(o.Name.Text, i)
			}
		}
	}
	return n
}

// inReferences writes the new names in the references of a text.
func (n names) inReferences(text string) string {
	var b strings.Builder
	at := 0
	write := func(start, end int, name string) {
		b.WriteString(text[at:start])
		b.WriteString(name)
		at = end
	}
	for _, r := range document.References(text) {
		switch r.Form {
		case document.ParameterReference:
			write(r.NameStart, r.NameEnd(), or(n.parameters, r.Name))
		case document.VariableReference:
			write(r.NameStart, r.NameEnd(), or(n.variables, r.Name))
		case document.StepOutputReference:
			write(r.NameStart, r.NameEnd(), or(n.steps, r.Name))
			write(r.OutputStart, r.OutputEnd(), n.output(r.Name, r.Output))
		}
	}
	b.WriteString(text[at:])
	return b.String()
}

func (n names) output(step, output string) string {
	if name, ok := n.outputs[[2]string{step, output}]; ok {
		return name
	}
	return output
}

// or is the new name, or the old one where it keeps that.
func or(names map[string]string, old string) string {
	if name, ok := names[old]; ok {
		return name
	}
	return old
}

func (n names) declarations(doc *document.Document, text map[*document.Node]string) {
	for _, p := range doc.Parameters {
		text[p.Name] = or(n.parameters, p.Name.Text)
	}
	for _, v := range doc.Variables {
		text[v.Name] = or(n.variables, v.Name.Text)
	}
	for step := range doc.AllSteps() {
		if !step.Name.IsString() || !doc.IsRunbook() {
			continue
		}
		text[step.Name] = or(n.steps, step.Name.Text)
		for _, o := range step.Outputs {
			if o.Name.IsString() {
				text[o.Name] = n.output(step.Name.Text, o.Name.Text)
			}
		}
		if name := step.Inputs.Get("Name"); step.Is("aws:updateVariable") && name.IsString() {
			if variable, ok := strings.CutPrefix(name.Text, "variable:"); ok {
				text[name] = "variable:" + or(n.variables, variable)
			}
		}
	}
	for _, o := range doc.Outputs {
		if o.Node.IsString() && o.Step != "" && !o.Braces {
			text[o.Node] = or(n.steps, o.Step) + "." + n.output(o.Step, o.Output)
		}
	}
}

func (n names) jumps(doc *document.Document, text map[*document.Node]string) {
	if !doc.IsRunbook() {
		return
	}
	for step := range doc.AllSteps() {
		for _, jump := range doc.Jumps(step) {
			if jump.Node.IsString() {
				text[jump.Node] = jump.Node.Text[:jump.Start] + or(n.steps, jump.Name) + jump.Node.Text[jump.Start+len(jump.Name):]
			}
		}
	}
}
