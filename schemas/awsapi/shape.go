package awsapi

import (
	"encoding/json"
	"iter"
	"strconv"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// A Type is the kind of a shape.
type Type uint8

// The types. The zero Type is that of the absent shape.
const (
	None Type = iota
	Structure
	List
	Map
	String
	Integer // 32 bits
	Long    // 64 bits
	Float   // 32 bits
	Double  // 64 bits
	Boolean
	Timestamp
	Blob
	Any // a value of any form, as JSON has it; no shape has this type (see [Shape.Document])
)

// String is the model's word for the type, such as "structure".
func (t Type) String() string {
	switch {
	case t == Any:
		return "any"
	case t == None || t > Any:
		return "none"
	}
	return layout.Types[t-Structure]
}

// Scalar is true for types whose values hold no others.
func (t Type) Scalar() bool { return String <= t && t <= Blob }

// XMLNamespace is the namespace of an XML element. Prefix is empty for most.
type XMLNamespace struct{ URI, Prefix string }

// A Shape is a type of a service.
type Shape struct {
	image *image
	row   int
}

func (s Shape) flag(f uint32) bool {
	return s.image != nil && s.image.u32(layout.ShapeFlags, s.row)&f != 0
}

func (s Shape) text(c layout.Column) string {
	if s.image == nil {
		return ""
	}
	return s.image.str(c, s.row)
}

func (s Shape) trait(t layout.Trait) string {
	if s.image == nil {
		return ""
	}
	return s.image.trait(layout.ShapeTraits, s.row, t)
}

// Exists is false for the zero value.
func (s Shape) Exists() bool { return s.image != nil }

// Service is the service that the shape belongs to.
func (s Shape) Service() Service { return Service{s.image} }

// Name is the model's name of the shape, such as "InstanceList".
func (s Shape) Name() string { return s.text(layout.ShapeName) }

// Type is the kind of the shape, None if it is absent.
func (s Shape) Type() Type {
	if s.image == nil {
		return None
	}
	return Type(s.image.u8(layout.ShapeType, s.row)) + Structure
}

// Members yields the members of a structure in the model's order. Other types
// have none.
func (s Shape) Members() iter.Seq[Member] {
	return func(yield func(Member) bool) {
		if s.Type() != Structure {
			return
		}
		start, end := s.image.span(layout.ShapeMembers, s.row)
		for row := start; row < end; row++ {
			if !yield(Member{s.image, row}) {
				return
			}
		}
	}
}

// Member finds a member of a structure by its exact name, or is absent.
func (s Shape) Member(name string) Member {
	for m := range s.Members() {
		if m.Name() == name {
			return m
		}
	}
	return Member{}
}

// Elem is what a list holds; absent for other types. Its name is "member",
// its wire name may differ.
func (s Shape) Elem() Member { return s.part(List, 0) }

// Key is the key of a map; absent for other types.
func (s Shape) Key() Member { return s.part(Map, 0) }

// Value is what a map holds; absent for other types.
func (s Shape) Value() Member { return s.part(Map, 1) }

func (s Shape) part(t Type, i int) Member {
	if s.Type() != t {
		return Member{}
	}
	start, _ := s.image.span(layout.ShapeMembers, s.row)
	return Member{s.image, start + i}
}

// Enum yields the known values of a text in the model's order; none means any.
// AWS adds values without notice, in answers above all.
func (s Shape) Enum() iter.Seq[string] {
	return func(yield func(string) bool) {
		if s.image == nil {
			return
		}
		start, end := s.image.span(layout.ShapeEnum, s.row)
		for i := start; i < end; i++ {
			if !yield(s.image.str(layout.EnumValue, i)) {
				return
			}
		}
	}
}

// Min is the least number, or the least length of a text, list or map, or empty
// for no bound.
func (s Shape) Min() json.Number { return json.Number(s.text(layout.ShapeMin)) }

// Max is the greatest number or length, or empty for no bound.
func (s Shape) Max() json.Number { return json.Number(s.text(layout.ShapeMax)) }

// Pattern is a regular expression in Java's dialect, or empty. Whether it must
// match the whole text differs between services.
func (s Shape) Pattern() string { return s.text(layout.ShapePattern) }

// Document is true for a value of any form, as JSON has it.
func (s Shape) Document() bool { return s.flag(layout.ShapeDocument) }

// Union is true for a structure of which exactly one member is set.
func (s Shape) Union() bool { return s.flag(layout.ShapeUnion) }

// Sensitive is true for values that must not be shown.
func (s Shape) Sensitive() bool { return s.flag(layout.ShapeSensitive) }

// Deprecated reports whether AWS advises against the shape, and what it says
// about that; the message may be empty.
func (s Shape) Deprecated() (message string, deprecated bool) {
	return s.trait(layout.TraitDeprecatedMessage), s.flag(layout.ShapeDeprecated)
}

// EventStream is true for a structure that is a stream of its members.
func (s Shape) EventStream() bool { return s.flag(layout.ShapeEventStream) }

// Streaming is true for a blob that is not held in memory.
func (s Shape) Streaming() bool { return s.flag(layout.ShapeStreaming) }

// Payload is the member that alone is the body of the request or answer, or
// empty.
func (s Shape) Payload() string { return s.trait(layout.TraitPayload) }

// Flattened is true for a list or map without an element around it in XML and
// in query parameters.
func (s Shape) Flattened() bool { return s.flag(layout.ShapeFlattened) }

// Box is true for a number or boolean that may be absent.
func (s Shape) Box() bool { return s.flag(layout.ShapeBox) }

// TimestampFormat is "iso8601", "unixTimestamp" or "rfc822", or empty for the
// protocol's own.
func (s Shape) TimestampFormat() string {
	if s.image == nil {
		return ""
	}
	return layout.TimestampFormats[s.image.u8(layout.ShapeTimestamp, s.row)]
}

// WireName is the element's name in XML where the member does not say, or empty.
func (s Shape) WireName() string { return s.trait(layout.TraitShapeWireName) }

// XMLNamespace is the namespace of the shape's element.
func (s Shape) XMLNamespace() XMLNamespace {
	return XMLNamespace{s.trait(layout.TraitXMLNamespace), s.trait(layout.TraitXMLPrefix)}
}

// A Fault says how an error looks on the wire and what to do about it.
type Fault struct {
	Code       string // the code in the answer; the shape's name where the model has none
	Status     int    // HTTP status, or 0 where the model does not say
	Sender     bool   // the caller is to blame
	Server     bool   // the service is to blame
	Retryable  bool   // the call may be repeated
	Throttling bool   // and slower
}

// Fault returns the facts of an error's shape, or false if it is none.
func (s Shape) Fault() (Fault, bool) {
	f := Fault{
		Code:       s.trait(layout.TraitErrorCode),
		Sender:     s.flag(layout.ShapeSenderFault),
		Server:     s.flag(layout.ShapeFault),
		Retryable:  s.flag(layout.ShapeRetryable),
		Throttling: s.flag(layout.ShapeThrottling),
	}
	if !s.flag(layout.ShapeException) && f == (Fault{}) {
		return Fault{}, false
	}
	if f.Code == "" {
		f.Code = s.Name()
	}
	f.Status, _ = strconv.Atoi(s.trait(layout.TraitErrorStatus)) // absent is 0
	return f, true
}
