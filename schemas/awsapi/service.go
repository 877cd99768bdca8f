package awsapi

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// A Service is one AWS service.
type Service struct{ image *image }

// OpenService finds a service by its boto3 name in any letter case, as
// Automation does. The error is an *UnknownServiceError when there is none.
func OpenService(name string) (Service, error) {
	folded := strings.ToLower(name)
	if _, ok := index().Find(folded); !ok || strings.HasPrefix(folded, "/") {
		return Service{}, &UnknownServiceError{Service: name}
	}
	opened, err := read(folded, func(b []byte) *image { return newImage(folded, b) })
	return Service{opened}, err
}

func (s Service) trait(t layout.Trait) string {
	if s.image == nil {
		return ""
	}
	return s.image.trait(layout.ServiceTraits, 0, t)
}

// Exists is false for the zero value.
func (s Service) Exists() bool { return s.image != nil }

// Name is boto3's name of the service, such as "elbv2".
func (s Service) Name() string {
	if s.image == nil {
		return ""
	}
	return s.image.name
}

// FullName is the name of the product, such as "Amazon Elastic Compute Cloud".
func (s Service) FullName() string { return s.trait(layout.TraitFullName) }

// ID is the model's serviceId, such as "Elastic Load Balancing v2".
func (s Service) ID() string { return s.trait(layout.TraitServiceID) }

// APIVersion is the version of the API, a date as text.
func (s Service) APIVersion() string { return s.trait(layout.TraitAPIVersion) }

// Protocol is the protocol that botocore speaks with the service: "json",
// "rest-json", "query", "ec2", "rest-xml" or "smithy-rpc-v2-cbor".
func (s Service) Protocol() string { return s.trait(layout.TraitProtocol) }

// Protocols are all protocols that the service speaks, the preferred one first.
// Some models have no such list: then it is Protocol alone.
func (s Service) Protocols() []string {
	if s.image == nil {
		return nil
	}
	list := slices.Collect(s.image.traits(layout.ServiceTraits, 0, layout.TraitProtocols))
	if len(list) == 0 {
		return []string{s.Protocol()}
	}
	return list
}

// JSONVersion is "1.0" or "1.1" where the service speaks "json".
func (s Service) JSONVersion() string { return s.trait(layout.TraitJSONVersion) }

// TargetPrefix begins the header X-Amz-Target where the service speaks "json".
func (s Service) TargetPrefix() string { return s.trait(layout.TraitTargetPrefix) }

// QueryCompatible is true where a service that once spoke "query" still answers
// errors with the codes of that time.
func (s Service) QueryCompatible() bool { return s.trait(layout.TraitQueryCompatible) != "" }

// EndpointPrefix begins the host name of the service.
func (s Service) EndpointPrefix() string { return s.trait(layout.TraitEndpointPrefix) }

// SigningName is the service's name in signatures.
func (s Service) SigningName() string {
	return cmp.Or(s.trait(layout.TraitSigningName), s.EndpointPrefix())
}

// SignatureVersion is "v4" for nearly all, or "s3", "s3v4", "v2", "bearer".
func (s Service) SignatureVersion() string { return s.trait(layout.TraitSignatureVersion) }

// Auth are the authentication schemes by their Smithy names, such as
// "aws.auth#sigv4", the preferred one first. It may be empty: then
// SignatureVersion decides.
func (s Service) Auth() []string {
	if s.image == nil {
		return nil
	}
	return slices.Collect(s.image.traits(layout.ServiceTraits, 0, layout.TraitAuth))
}

// XMLNamespace is the namespace of the service's requests in XML.
func (s Service) XMLNamespace() string { return s.trait(layout.TraitXMLNamespace) }

// Operations yields all operations in ascending order of their names.
func (s Service) Operations() iter.Seq[Operation] {
	return func(yield func(Operation) bool) {
		if s.image == nil {
			return
		}
		for row := range len(s.image.columns[layout.OperationName]) / 4 {
			if !yield(Operation{s.image, row}) {
				return
			}
		}
	}
}

// Operation finds an operation in any of the spellings that Automation takes:
// DescribeInstances, describeInstances and describe_instances.
func (s Service) Operation(api string) (Operation, bool) {
	if s.image == nil || api == "" {
		return Operation{}, false
	}
	pascal := strings.ToUpper(api[:1]) + api[1:]
	if row, ok := s.image.find(layout.OperationName, pascal); ok {
		return Operation{s.image, row}, true
	}
	if !strings.Contains(api, "_") {
		return Operation{}, false
	}
	letters := squash(api)
	for op := range s.Operations() {
		name := op.Name()
		if strings.EqualFold(name, letters) && (snakeCase(name) == api || regularSnakeCase(name) == api) {
			return op, true
		}
	}
	return Operation{}, false
}

// Shape finds a shape of the service by its name, or is absent.
func (s Service) Shape(name string) Shape {
	if s.image == nil {
		return Shape{}
	}
	row, ok := s.image.find(layout.ShapeName, name)
	if !ok {
		return Shape{}
	}
	return Shape{s.image, row}
}
