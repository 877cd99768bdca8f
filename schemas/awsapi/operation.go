package awsapi

import (
	"iter"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// An Operation is one API of a service.
type Operation struct {
	image *image
	row   int
}

// Lookup finds an operation as Automation does: the service's boto3 name in any
// letter case, and the operation as DescribeInstances, describeInstances or
// describe_instances. The error is an *UnknownServiceError or an
// *UnknownOperationError, with names that may have been meant.
func Lookup(service, api string) (Operation, error) {
	s, err := OpenService(service)
	if err != nil {
		return Operation{}, err
	}
	op, ok := s.Operation(api)
	if !ok {
		return Operation{}, &UnknownOperationError{Service: s.Name(), API: api, service: s}
	}
	return op, nil
}

func (o Operation) flag(f uint16) bool {
	return o.image != nil && o.image.u16(layout.OperationFlags, o.row)&f != 0
}

func (o Operation) text(c layout.Column) string {
	if o.image == nil {
		return ""
	}
	return o.image.str(c, o.row)
}

func (o Operation) trait(t layout.Trait) string {
	if o.image == nil {
		return ""
	}
	return o.image.trait(layout.OperationTraits, o.row, t)
}

func (o Operation) traits(t layout.Trait) []string {
	if o.image == nil {
		return nil
	}
	return slices.Collect(o.image.traits(layout.OperationTraits, o.row, t))
}

func (o Operation) shape(c layout.Column) Shape {
	if o.image == nil {
		return Shape{}
	}
	row := o.image.u16(c, o.row)
	if row == layout.None {
		return Shape{}
	}
	return Shape{o.image, int(row)}
}

// Exists is false for the zero value.
func (o Operation) Exists() bool { return o.image != nil }

// Service is the service that the operation belongs to.
func (o Operation) Service() Service { return Service{o.image} }

// Name is AWS's name of the operation, such as "DescribeInstances".
func (o Operation) Name() string { return o.text(layout.OperationName) }

// MethodName is boto3's name of the operation, such as "describe_instances".
func (o Operation) MethodName() string { return snakeCase(o.Name()) }

// Input is the structure that the operation takes, absent if it takes nothing.
func (o Operation) Input() Shape { return o.shape(layout.OperationInput) }

// Output is the structure that the operation answers, absent if it answers
// nothing. boto3 adds ResponseMetadata to every answer; see [Operation.Select].
func (o Operation) Output() Shape { return o.shape(layout.OperationOutput) }

// Parameter finds a member of the input by its name or by the other name that
// boto3 takes for it ("Filters" where an EC2 operation has "Filter").
func (o Operation) Parameter(name string) Member {
	input := o.Input()
	if m := input.Member(name); m.Exists() {
		return m
	}
	for original, alias := range o.aliases() {
		if alias == name {
			return input.Member(original)
		}
	}
	return Member{}
}

// aliases yields names of input members with their other names.
func (o Operation) aliases() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, pair := range o.traits(layout.TraitAlias) {
			if original, alias, _ := strings.Cut(pair, "="); !yield(original, alias) {
				return
			}
		}
	}
}

// Errors yields the shapes of the errors that the model lists for the
// operation. Services answer others too.
func (o Operation) Errors() iter.Seq[Shape] {
	return func(yield func(Shape) bool) {
		if o.image == nil {
			return
		}
		start, end := o.image.span(layout.OperationErrors, o.row)
		for i := start; i < end; i++ {
			if !yield(Shape{o.image, int(o.image.u16(layout.ErrorShape, i))}) {
				return
			}
		}
	}
}

// ReadOnly is true where the operation changes nothing: the model says so, as
// few models do, or the name begins with a word that AWS keeps for such, as in
// DescribeInstances. A few of the latter hand out credentials or tokens.
func (o Operation) ReadOnly() bool {
	return layout.ReadsOnly(o.Name(), o.flag(layout.OperationReadOnly))
}

// Deprecated reports whether AWS advises against the operation, and what it
// says about that; the message may be empty.
func (o Operation) Deprecated() (message string, deprecated bool) {
	return o.trait(layout.TraitDeprecatedMessage), o.flag(layout.OperationDeprecated)
}

// Method is the HTTP method.
func (o Operation) Method() string {
	if o.image == nil {
		return ""
	}
	return layout.Methods[o.image.u8(layout.OperationMethod, o.row)]
}

// URI is the path and query of a request, with {Member} and {Member+} for input
// members located there.
func (o Operation) URI() string { return o.text(layout.OperationURI) }

// Status is the HTTP status of success, or 0 where the model does not say.
func (o Operation) Status() int {
	if o.image == nil {
		return 0
	}
	return int(o.image.u16(layout.OperationStatus, o.row))
}

// HostPrefix is put before the host name, with {Member} for input members that
// are host labels. It is empty for most.
func (o Operation) HostPrefix() string { return o.trait(layout.TraitHostPrefix) }

// InputWireName is the element that holds the input where the request's body is
// XML, or empty.
func (o Operation) InputWireName() string { return o.trait(layout.TraitInputWireName) }

// InputXMLNamespace is the namespace of that element.
func (o Operation) InputXMLNamespace() XMLNamespace {
	return XMLNamespace{o.trait(layout.TraitXMLNamespace), o.trait(layout.TraitXMLPrefix)}
}

// ResultWrapper is the element that holds the output where the service speaks
// "query", or empty.
func (o Operation) ResultWrapper() string { return o.trait(layout.TraitResultWrapper) }

// AuthType is empty for most, "none" for operations that are not signed, or
// "v4-unsigned-body".
func (o Operation) AuthType() string { return o.trait(layout.TraitAuthType) }

// Auth are the authentication schemes of the operation by their Smithy names
// where they differ from those of the service.
func (o Operation) Auth() []string { return o.traits(layout.TraitAuth) }

// UnsignedPayload is true where the signature leaves the body out.
func (o Operation) UnsignedPayload() bool { return o.flag(layout.OperationUnsignedPayload) }

// Checksum says how the bodies of an operation are protected.
type Checksum struct {
	Required           bool     // the request must carry one
	AlgorithmMember    string   // input member that chooses the algorithm, or empty
	ModeMember         string   // input member that asks for a checksum of the answer, or empty
	ResponseAlgorithms []string // algorithms that the answer may use
}

// Checksum returns the operation's facts about checksums.
func (o Operation) Checksum() Checksum {
	return Checksum{
		Required:           o.flag(layout.OperationChecksumRequired),
		AlgorithmMember:    o.trait(layout.TraitChecksumAlgorithmMember),
		ModeMember:         o.trait(layout.TraitChecksumModeMember),
		ResponseAlgorithms: o.traits(layout.TraitChecksumAlgorithms),
	}
}

// EndpointDiscovery reports whether the operation can be sent to an endpoint
// that the service's own operation for that tells, and whether it must.
func (o Operation) EndpointDiscovery() (possible, required bool) {
	return o.flag(layout.OperationEndpointDiscovery), o.flag(layout.OperationEndpointDiscoveryRequired)
}
