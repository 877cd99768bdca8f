package botocore

// ignored swallows the value of a trait.
type ignored struct{}

func (*ignored) UnmarshalJSON([]byte) error { return nil }

// The traits that the index does without, each with the reason. They are
// embedded in the types that they belong to.

type modelLeftOut struct {
	Version             ignored `json:"version"`             // of the model format, always 2.0
	Documentation       ignored `json:"documentation"`       // text for people, many times the size of the rest
	Examples            ignored `json:"examples"`            // empty in every model
	ClientContextParams ignored `json:"clientContextParams"` // options of a client for the endpoint rule sets, which the index replaces by host names
	Deprecated          ignored `json:"deprecated"`          // of one service as a whole, whose operations say it one by one
	DeprecatedMessage   ignored `json:"deprecatedMessage"`   // likewise
}

type metadataLeftOut struct {
	ChecksumFormat   ignored `json:"checksumFormat"`   // a note on S3 and Glacier, which the checksum traits of operations replaced
	ProtocolSettings ignored `json:"protocolSettings"` // HTTP/2 for event streams, which runbooks cannot use
	RIPServiceName   ignored `json:"ripServiceName"`   // a name inside AWS
	UID              ignored `json:"uid"`              // repeats the name and the version
}

type operationLeftOut struct {
	Documentation          ignored `json:"documentation"`
	DocumentationURL       ignored `json:"documentationUrl"`
	OperationContextParams ignored `json:"operationContextParams"` // inputs of the endpoint rule sets
	RequestCompression     ignored `json:"requestcompression"`     // a saving that a client may make, never must
	StaticContextParams    ignored `json:"staticContextParams"`    // inputs of the endpoint rule sets
}

type shapeLeftOut struct {
	Documentation ignored `json:"documentation"`
	Synthetic     ignored `json:"synthetic"` // made by the converter of the models, no less real for that
	XMLOrder      ignored `json:"xmlOrder"`  // readers of XML answers must not depend on the order
}

type textLeftOut struct {
	Documentation ignored `json:"documentation"`
}

type endpointLeftOut struct {
	Protocols         ignored `json:"protocols"`         // https everywhere that matters
	SignatureVersions ignored `json:"signatureVersions"` // the models say it
	SSLCommonName     ignored `json:"sslCommonName"`     // for certificates of long ago
	Variants          ignored `json:"variants"`          // FIPS and dual stack, of which the rule sets know more (endpoint_variants.json)
}
