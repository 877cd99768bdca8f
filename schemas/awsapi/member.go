package awsapi

import (
	"cmp"
	"iter"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// A Location is the part of a request or answer that holds a member.
type Location uint8

// The locations.
const (
	InBody Location = iota
	InURI
	InQuery
	InHeader
	InHeaders // the member is a map of all headers that begin with its wire name
	InStatus  // the member is the HTTP status of the answer
)

// String is the model's word for the location; empty for the body.
func (l Location) String() string {
	if int(l) >= len(layout.Locations) {
		return ""
	}
	return layout.Locations[l]
}

// A Member is the use of a shape: a member of a structure, the element of a
// list, the key or the value of a map.
type Member struct {
	image *image
	row   int
}

func (m Member) flag(f uint16) bool {
	return m.image != nil && m.image.u16(layout.MemberFlags, m.row)&f != 0
}

func (m Member) text(c layout.Column) string {
	if m.image == nil {
		return ""
	}
	return m.image.str(c, m.row)
}

func (m Member) trait(t layout.Trait) string {
	if m.image == nil {
		return ""
	}
	return m.image.trait(layout.MemberTraits, m.row, t)
}

// Exists is false for the zero value.
func (m Member) Exists() bool { return m.image != nil }

// Name is the name that callers use.
func (m Member) Name() string { return m.text(layout.MemberName) }

// Shape is the type of the member, absent only if the member is.
func (m Member) Shape() Shape {
	if m.image == nil {
		return Shape{}
	}
	return Shape{m.image, int(m.image.u16(layout.MemberShape, m.row))}
}

// Required is true where a structure must have the member. Answers may lack it
// all the same.
func (m Member) Required() bool { return m.flag(layout.MemberRequired) }

// Enum yields the known values of the member, which are those of its shape
// unless the model narrows them for this member; none means any.
func (m Member) Enum() iter.Seq[string] {
	if m.trait(layout.TraitEnum) == "" {
		return m.Shape().Enum()
	}
	return m.image.traits(layout.MemberTraits, m.row, layout.TraitEnum)
}

// Deprecated reports whether AWS advises against the member, and what it says
// about that; the message may be empty.
func (m Member) Deprecated() (message string, deprecated bool) {
	return m.trait(layout.TraitDeprecatedMessage), m.flag(layout.MemberDeprecated)
}

// IdempotencyToken is true for a text that a client fills in when the caller
// does not.
func (m Member) IdempotencyToken() bool { return m.flag(layout.MemberIdempotencyToken) }

// Location is the part of the request or answer that holds the member.
func (m Member) Location() Location {
	if m.image == nil {
		return InBody
	}
	return Location(m.image.u8(layout.MemberLocation, m.row))
}

// WireName is the model's locationName: the member's name on the wire where it
// differs from Name, else empty. For headers it is the header.
func (m Member) WireName() string { return m.text(layout.MemberWireName) }

// QueryName is the member's name in query parameters where it differs, else
// empty.
func (m Member) QueryName() string { return m.trait(layout.TraitQueryName) }

// XMLNamespace is the namespace of the member's element.
func (m Member) XMLNamespace() XMLNamespace {
	return XMLNamespace{m.trait(layout.TraitXMLNamespace), m.trait(layout.TraitXMLPrefix)}
}

// XMLAttribute is true where the member is an attribute and no element.
func (m Member) XMLAttribute() bool { return m.flag(layout.MemberXMLAttribute) }

// Flattened is true where the member or its shape is: a list or map without an
// element around it.
func (m Member) Flattened() bool {
	return m.flag(layout.MemberFlattened) || m.Shape().Flattened()
}

// Streaming is true where the member or its shape is a stream.
func (m Member) Streaming() bool {
	return m.flag(layout.MemberStreaming) || m.Shape().Streaming()
}

// JSONValue is true for a header whose text is JSON in base64.
func (m Member) JSONValue() bool { return m.flag(layout.MemberJSONValue) }

// HostLabel is true for a member that the operation's HostPrefix names.
func (m Member) HostLabel() bool { return m.flag(layout.MemberHostLabel) }

// Box is true where the member or its shape is a number or boolean that may be
// absent.
func (m Member) Box() bool { return m.flag(layout.MemberBox) || m.Shape().Box() }

// ContextParam is the input of the service's endpoint rules that the member
// fills, such as "Bucket", or empty.
func (m Member) ContextParam() string { return m.trait(layout.TraitContextParam) }

// TimestampFormat is that of the member, or of its shape, or empty for the
// protocol's own.
func (m Member) TimestampFormat() string {
	if m.image == nil {
		return ""
	}
	own := layout.TimestampFormats[m.image.u8(layout.MemberTimestamp, m.row)]
	return cmp.Or(own, m.Shape().TimestampFormat())
}
