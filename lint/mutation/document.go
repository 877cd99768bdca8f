package mutation

import (
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

func documentKinds() []Kind {
	return []Kind{
		{Name: "misspelt-top-level-key", Summary: "misspelt a key of the document", make: misspeltTopLevelKey},
		{Name: "top-level-key-case", Summary: "began a key of the document with a capital letter", make: topLevelKeyCase},
		{Name: "unknown-top-level-key", Summary: "gave the document a key that it does not know", make: unknownTopLevelKey},
		{Name: "removed-main-steps", Summary: "left out the steps", make: func(m *maker) { m.removeTopLevel("mainSteps") }},
		{Name: "removed-schema-version", Summary: "left out schemaVersion", make: func(m *maker) { m.removeTopLevel("schemaVersion") }},
		{Name: "unknown-schema-version", Summary: "wrote a schemaVersion that does not exist", make: unknownSchemaVersion},
		{Name: "schema-version-of-another-kind", Summary: "wrote the schemaVersion of another kind of document", make: otherSchemaVersion},
		{Name: "assume-role-without-braces", Summary: "wrote assumeRole as the name of its parameter", make: assumeRoleWithoutBraces},
		{Name: "undeclared-assume-role", Summary: "misspelt the parameter in assumeRole", make: undeclaredAssumeRole},
		{Name: "misspelt-checksum", Summary: "misspelt the kind of an attachment's checksum", make: misspeltChecksum},
		{Name: "step-without-list", Summary: "wrote the only step without a list around it", make: stepWithoutList},
		{Name: "parameters-as-list", Summary: "wrote parameters as a list", make: parametersAsList},
	}
}

func isAutomation(doc *document.Document) bool { return doc.Kind == document.Automation }

// isChecked tells whether the keys of this kind of document are known.
func isChecked(doc *document.Document) bool {
	return doc.Kind == document.Automation || doc.Kind == document.Command || doc.Kind == document.Session
}

func misspeltTopLevelKey(m *maker) {
	if !isChecked(m.doc) {
		return
	}
	for _, e := range ownEntries(m.doc.Root) {
		m.misspell(e.Key)
	}
}

func topLevelKeyCase(m *maker) {
	if !isChecked(m.doc) {
		return
	}
	for _, e := range ownEntries(m.doc.Root) {
		m.rename(e.Key, otherCase(e.Key.Text))
	}
}

func unknownTopLevelKey(m *maker) {
	if isChecked(m.doc) {
		m.insert(m.doc.Root, "version", quote("1.0"))
	}
}

func (m *maker) removeTopLevel(key string) {
	if isChecked(m.doc) {
		m.remove(m.doc.Root, key)
	}
}

func unknownSchemaVersion(m *maker) {
	if !isChecked(m.doc) || !m.doc.SchemaVersion.IsString() {
		return
	}
	kind, _, _ := strings.Cut(m.doc.SchemaVersion.Text, ".")
	m.rename(m.doc.SchemaVersion, kind+".7")
}

func otherSchemaVersion(m *maker) {
	switch m.doc.Kind {
	case document.Automation:
		m.rename(m.doc.SchemaVersion, "2.2")
	case document.Command:
		m.rename(m.doc.SchemaVersion, "0.3")
	}
}

func assumeRoleWithoutBraces(m *maker) {
	if refs := m.doc.AssumeRole.References(); len(refs) == 1 {
		m.rename(m.doc.AssumeRole, refs[0].Name)
	}
}

func undeclaredAssumeRole(m *maker) {
	if refs := m.doc.AssumeRole.References(); len(refs) == 1 {
		m.part(m.doc.AssumeRole, refs[0].NameStart, refs[0].NameEnd(), misspelt(refs[0].Name))
	}
}

func misspeltChecksum(m *maker) {
	if !isAutomation(m.doc) {
		return
	}
	for _, f := range m.doc.Files {
		for _, e := range ownEntries(f.Node.Get("checksums")) {
			m.rename(e.Key, "sha1")
		}
	}
}

func stepWithoutList(m *maker) {
	steps := m.doc.Root.Get("mainSteps")
	if len(items(steps)) == 1 && steps.Flow {
		m.write(steps, steps.Items[0].Raw())
	}
}

func parametersAsList(m *maker) {
	parameters := m.doc.Root.Get("parameters")
	if isChecked(m.doc) && parameters != nil && parameters.Flow {
		m.write(parameters, "["+parameters.Raw()+"]")
	}
}
