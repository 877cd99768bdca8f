package schemas

import (
	"slices"
	"sync"
)

// An Envelope describes the top level of the documents of one kind and schema
// version.
type Envelope struct {
	Kind DocumentKind
	// Version is the schema version, such as "2.2".
	Version string
	// Tolerated are other words for the same version, which the agent takes though
	// no documentation has them.
	Tolerated []string

	id string
}

var envelopes = sync.OnceValue(func() []Envelope {
	ids := []string{
		AutomationDocument, AutomationChangeTemplate,
		CommandDocument12, CommandDocument20, CommandDocument22,
		SessionDocument,
	}
	list := make([]Envelope, len(ids))
	for i, id := range ids {
		var f struct {
			Kind      DocumentKind `json:"x-ssm-kind"`
			Versions  []string     `json:"x-ssm-schema-versions"`
			Tolerated []string     `json:"x-ssm-tolerated-versions"`
		}
		mustDecode(file(id), &f)
		list[i] = Envelope{Kind: f.Kind, Version: f.Versions[0], Tolerated: f.Tolerated, id: id}
	}
	return list
})

// Envelopes returns the envelopes of a kind, the newest last; nil for a kind that
// no schema describes.
func Envelopes(kind DocumentKind) []Envelope {
	var list []Envelope
	for _, e := range envelopes() {
		if e.Kind == kind {
			list = append(list, e)
		}
	}
	return list
}

// EnvelopeOf returns the envelope of a kind for what a document has as its
// schemaVersion. It is false for a version that the kind does not have; then the
// newest envelope is returned all the same, and its schema reports the version.
func EnvelopeOf(kind DocumentKind, version string) (Envelope, bool) {
	list := Envelopes(kind)
	for _, e := range list {
		if e.Version == version || slices.Contains(e.Tolerated, version) {
			return e, true
		}
	}
	if len(list) == 0 {
		return Envelope{}, false
	}
	return list[len(list)-1], false
}

// Schema returns the schema of the document's top level. The envelope must be one
// that this package returned for a kind that it describes.
func (e Envelope) Schema() *Schema { return must(e.id) }
