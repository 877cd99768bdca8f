package wire

import (
	"fmt"
	"sync"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/traits"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/aws/smithy-go/transport/http/protocol/awsjson"
	"github.com/aws/smithy-go/transport/http/protocol/awsquery"
	"github.com/aws/smithy-go/transport/http/protocol/ec2query"
	"github.com/aws/smithy-go/transport/http/protocol/restjson1"
	"github.com/aws/smithy-go/transport/http/protocol/restxml"
	"github.com/aws/smithy-go/transport/http/protocol/rpcv2"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// namespace is that of all shape IDs. Codecs tell shapes apart by their names.
const namespace = "aws"

// A codec speaks the protocol of one service.
type codec struct {
	// name is the protocol as the index calls it: "rest-json", "ec2".
	name     string
	protocol smithyhttp.ClientProtocol

	mu      sync.Mutex
	schemas map[awsapi.Shape]*smithy.Schema
}

// A Codecs keeps the codecs of the services that were spoken to. The zero value
// is ready, and safe for use by several goroutines.
type Codecs struct{ byService sync.Map }

// of returns the codec of a service for a protocol that the service speaks.
func (c *Codecs) of(s awsapi.Service, protocol string) (*codec, error) {
	key := s.Name() + " " + protocol
	if known, ok := c.byService.Load(key); ok {
		return known.(*codec), nil
	}
	made, err := newCodec(s, protocol)
	if err != nil {
		return nil, err
	}
	known, _ := c.byService.LoadOrStore(key, made)
	return known.(*codec), nil
}

func newCodec(s awsapi.Service, protocol string) (*codec, error) {
	var ts []smithy.Trait
	if s.QueryCompatible() {
		ts = append(ts, &traits.AWSQueryCompatible{})
	}
	if uri := s.XMLNamespace(); uri != "" {
		ts = append(ts, &traits.XMLNamespace{URI: uri})
	}
	// The codecs of json and of rpc-v2 build headers and paths from the name.
	id := smithy.ShapeID{Namespace: namespace, Name: s.TargetPrefix()}
	service := smithy.NewServiceSchema(smithy.NewSchema(id, smithy.ShapeTypeService, 0, ts...), s.APIVersion())
	c := &codec{name: protocol, schemas: map[awsapi.Shape]*smithy.Schema{}}
	switch protocol {
	case "ec2":
		c.protocol = ec2query.New(service)
	case "query":
		c.protocol = awsquery.New(service)
	case "json":
		c.protocol = awsjson.New11(service)
		if s.JSONVersion() == "1.0" {
			c.protocol = awsjson.New10(service)
		}
	case "rest-json":
		c.protocol = restjson1.New(service)
	case "rest-xml":
		c.protocol = restxml.New(service)
	case "smithy-rpc-v2-cbor":
		c.protocol = rpcv2.NewCBOR(service)
	default:
		return nil, fmt.Errorf("%s speaks the protocol %q, which is not known here", s.Name(), protocol)
	}
	return c, nil
}

// json reports whether names and values are written as JSON, in which alone
// values of any form exist.
func (c *codec) json() bool { return c.name == "json" || c.name == "rest-json" }
