// Package botocore reads the service models that AWS publishes with botocore,
// every trait of them: a trait that the package does not know is an error, so
// that a new one is noticed when the index is refreshed and never dropped in
// silence. Traits that are known and not wanted are in left_out.go.
//
// Turning models into an index belongs to package generate.
//
//	models, err := botocore.Read(os.DirFS("botocore/botocore/data"))
package botocore

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A Model is one service. Names of fields are those of the model's JSON.
type Model struct {
	Metadata   Metadata              `json:"metadata"`
	Operations map[string]*Operation `json:"operations"`
	Shapes     map[string]*Shape     `json:"shapes"`
	modelLeftOut
}

// Metadata is what all operations of a service share.
type Metadata struct {
	APIVersion          string    `json:"apiVersion"`
	Auth                []string  `json:"auth"`
	AWSQueryCompatible  *struct{} `json:"awsQueryCompatible"`
	EndpointPrefix      string    `json:"endpointPrefix"`
	GlobalEndpoint      string    `json:"globalEndpoint"`
	JSONVersion         string    `json:"jsonVersion"`
	Protocol            string    `json:"protocol"`
	Protocols           []string  `json:"protocols"`
	ServiceAbbreviation string    `json:"serviceAbbreviation"`
	ServiceFullName     string    `json:"serviceFullName"`
	ServiceID           string    `json:"serviceId"`
	SignatureVersion    string    `json:"signatureVersion"`
	SigningName         string    `json:"signingName"`
	TargetPrefix        string    `json:"targetPrefix"`
	XMLNamespace        string    `json:"xmlNamespace"`
	metadataLeftOut
}

// XMLNamespace is the namespace of an element.
type XMLNamespace struct {
	URI    string `json:"uri"`
	Prefix string `json:"prefix"`
}

// An Operation is one API of a service.
type Operation struct {
	Name string `json:"name"`
	HTTP struct {
		Method       string `json:"method"`
		RequestURI   string `json:"requestUri"`
		ResponseCode int    `json:"responseCode"`
	} `json:"http"`
	Input *struct {
		Shape        string       `json:"shape"`
		LocationName string       `json:"locationName"`
		XMLNamespace XMLNamespace `json:"xmlNamespace"`
		textLeftOut
	} `json:"input"`
	Output *struct {
		Shape         string `json:"shape"`
		ResultWrapper string `json:"resultWrapper"`
		textLeftOut
	} `json:"output"`
	Errors []ErrorReference `json:"errors"`

	Auth              []string `json:"auth"`
	AuthType          string   `json:"authtype"`
	Deprecated        bool     `json:"deprecated"`
	DeprecatedMessage string   `json:"deprecatedMessage"`
	DeprecatedSince   string   `json:"deprecatedSince"`
	Endpoint          struct {
		HostPrefix string `json:"hostPrefix"`
	} `json:"endpoint"`
	EndpointDiscovery *struct {
		Required bool `json:"required"`
	} `json:"endpointdiscovery"`
	EndpointOperation bool `json:"endpointoperation"`
	HTTPChecksum      struct {
		RequestAlgorithmMember      string   `json:"requestAlgorithmMember"`
		RequestChecksumRequired     bool     `json:"requestChecksumRequired"`
		RequestValidationModeMember string   `json:"requestValidationModeMember"`
		ResponseAlgorithms          []string `json:"responseAlgorithms"`
	} `json:"httpChecksum"`
	HTTPChecksumRequired bool `json:"httpChecksumRequired"`
	Idempotent           bool `json:"idempotent"`
	ReadOnly             bool `json:"readonly"`
	UnsignedPayload      bool `json:"unsignedPayload"`
	operationLeftOut
}

// An ErrorReference names the shape of an error. Some models repeat the traits
// of that shape beside the name.
type ErrorReference struct {
	Shape     string      `json:"shape"`
	Error     *ErrorTrait `json:"error"`
	Exception bool        `json:"exception"`
	textLeftOut
}

// An ErrorTrait is how an error looks on the wire.
type ErrorTrait struct {
	Code           string `json:"code"`
	HTTPStatusCode int    `json:"httpStatusCode"`
	SenderFault    bool   `json:"senderFault"`
}

// A Shape is a type.
type Shape struct {
	Type     string   `json:"type"`
	Members  Members  `json:"members"`
	Required []string `json:"required"`
	Member   *Member  `json:"member"`
	Key      *Member  `json:"key"`
	Value    *Member  `json:"value"`

	Enum    []string    `json:"enum"`
	Min     json.Number `json:"min"`
	Max     json.Number `json:"max"`
	Pattern string      `json:"pattern"`

	Box               bool         `json:"box"`
	Deprecated        bool         `json:"deprecated"`
	DeprecatedMessage string       `json:"deprecatedMessage"`
	DeprecatedSince   string       `json:"deprecatedSince"`
	Document          bool         `json:"document"`
	Error             ErrorTrait   `json:"error"`
	Event             bool         `json:"event"`
	EventStream       bool         `json:"eventstream"`
	Exception         bool         `json:"exception"`
	Fault             bool         `json:"fault"`
	Flattened         bool         `json:"flattened"`
	LocationName      string       `json:"locationName"`
	Payload           string       `json:"payload"`
	RequiresLength    bool         `json:"requiresLength"`
	Retryable         *Retryable   `json:"retryable"`
	Sensitive         bool         `json:"sensitive"`
	Sparse            bool         `json:"sparse"`
	Streaming         bool         `json:"streaming"`
	TimestampFormat   string       `json:"timestampFormat"`
	Union             bool         `json:"union"`
	Wrapper           bool         `json:"wrapper"`
	XMLNamespace      XMLNamespace `json:"xmlNamespace"`
	shapeLeftOut
}

// Retryable says that a call which failed with this error may be repeated.
type Retryable struct {
	Throttling bool `json:"throttling"`
}

// A Member is the use of a shape in another.
type Member struct {
	Shape string `json:"shape"`

	Box          bool `json:"box"`
	ContextParam struct {
		Name string `json:"name"`
	} `json:"contextParam"`
	Deprecated        bool     `json:"deprecated"`
	DeprecatedMessage string   `json:"deprecatedMessage"`
	DeprecatedSince   string   `json:"deprecatedSince"`
	Enum              []string `json:"enum"`
	EventPayload      bool     `json:"eventpayload"`
	Flattened         bool     `json:"flattened"`
	HostLabel         bool     `json:"hostLabel"`
	IdempotencyToken  bool     `json:"idempotencyToken"`
	JSONValue         bool     `json:"jsonvalue"`
	Location          string   `json:"location"`
	LocationName      string   `json:"locationName"`
	QueryName         string   `json:"queryName"`
	Streaming         bool     `json:"streaming"`
	TimestampFormat   string   `json:"timestampFormat"`
	XMLAttribute      bool     `json:"xmlAttribute"`

	XMLNamespace XMLNamespace `json:"xmlNamespace"`
	// Documentation is HTML, absent from models that were stripped of it. The
	// names of EC2's filters are written nowhere else.
	Documentation string `json:"documentation"`
}

// Members are the members of a structure in the model's order.
type Members []NamedMember

// A NamedMember is a member of a structure.
type NamedMember struct {
	Name string
	Member
}

// UnmarshalJSON keeps the order of the members, which a map would lose.
func (m *Members) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		member := NamedMember{Name: fmt.Sprint(name)}
		if err := d.Decode(&member.Member); err != nil {
			return fmt.Errorf("member %q: %w", name, err)
		}
		*m = append(*m, member)
	}
	return nil
}

// parse reads one service-2.json.
func parse(text []byte) (*Model, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	m := &Model{}
	if err := d.Decode(m); err != nil {
		return nil, err
	}
	return m, m.check()
}
