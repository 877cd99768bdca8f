// Package layout is the one description of the bytes of the API index, shared
// by the generator that writes them and by package awsapi that reads them.
//
// An index is an archive: a directory and then the entries, each a gzip member
// of its own, so that reading one service costs nothing for the others. Entries
// that gzip hardly shortens are stored as they are, which is the quickest to
// read. Most entries are service images; an entry whose name begins with a slash
// is something else (see the Entry constants).
//
// A service image is a set of columns. A thing (an operation, a shape, a
// member) is a row number, and each of its facts is an element of fixed width
// in the column of that fact, so an image is read in place without building
// anything first. Facts that few things have are traits instead: sorted pairs
// of owner and value.
//
// What the numbers mean to a caller belongs to package awsapi; where they come
// from belongs to package botocore.
package layout

// Magic begins an index. Its last digit changes with every change of the layout.
const Magic = "ssmkit awsapi 1\n"

// Names of the entries that are not service images.
const (
	// EntrySource holds one line of text that says where the models came from.
	EntrySource = "/source"
	// EntryOperations says which services have an operation of a given name.
	EntryOperations = "/operations"
	// EntryVocabulary says which operations take and answer given names.
	EntryVocabulary = "/vocabulary"
	// EntryReaders names the operations that the vocabulary is about.
	EntryReaders = "/readers"
	// EntryPartitions holds the partitions without the endpoints of their services:
	// what nearly every run asks for.
	EntryPartitions = "/partitions"
	// EntryEndpoints holds the partitions and the endpoints of every service.
	EntryEndpoints = "/endpoints"
)

// A Column of a service image. U8, U16 and U32 in the comments are the widths
// of an element, all little-endian; a "text" is a U32 number of a string; a
// "start" column has one more element than rows, and row i owns the elements
// [start(i), start(i+1)) of the column that it counts in.
type Column int

// The columns, in the order in which an image holds them.
const (
	StringText    Column = iota // bytes of all strings, one after the other; string 0 is empty
	StringEnd                   // U32 for each string: where its text ends
	ServiceTraits               // trait pairs of the service, whose row is 0

	OperationName       // text, in ascending order
	OperationMethod     // U8, index into Methods
	OperationURI        // text
	OperationStatus     // U16, the HTTP status of success, 0 if the model has none
	OperationFlags      // U16
	OperationInput      // U16, a shape or None
	OperationOutput     // U16, a shape or None
	OperationErrors     // start in ErrorShape
	OperationTraits     // trait pairs
	ErrorShape          // U16, a shape
	ShapeName           // text, in ascending order
	ShapeType           // U8, index into Types
	ShapeFlags          // U32
	ShapeMembers        // start in the Member columns
	ShapeEnum           // start in EnumValue
	ShapeMin            // text, a decimal number or empty
	ShapeMax            // text, a decimal number or empty
	ShapePattern        // text
	ShapeTimestamp      // U8, index into TimestampFormats
	ShapeTraits         // trait pairs
	EnumValue           // text
	MemberName          // text
	MemberShape         // U16, a shape
	MemberFlags         // U16
	MemberLocation      // U8, index into Locations
	MemberWireName      // text, the model's locationName
	MemberTimestamp     // U8, index into TimestampFormats
	MemberTraits        // trait pairs
	Columns         int = iota
)

// None is the row number of a shape that is not there.
const None = 0xffff

// Methods, Types, Locations and TimestampFormats are the words behind the
// numbers of the columns that name them. The order of Types and Locations is
// that of the constants in package awsapi.
var (
	Methods          = [...]string{"POST", "GET", "PUT", "DELETE", "PATCH", "HEAD"}
	Types            = [...]string{"structure", "list", "map", "string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"}
	Locations        = [...]string{"", "uri", "querystring", "header", "headers", "statusCode"}
	TimestampFormats = [...]string{"", "iso8601", "unixTimestamp", "rfc822"}
)

// Flags of an operation.
const (
	OperationReadOnly uint16 = 1 << iota
	OperationIdempotent
	OperationDeprecated
	OperationUnsignedPayload
	OperationChecksumRequired
	OperationEndpointDiscovery
	OperationEndpointDiscoveryRequired
	OperationEndpointOperation
)

// Flags of a shape.
const (
	ShapeSensitive uint32 = 1 << iota
	ShapeDocument
	ShapeUnion
	ShapeEventStream
	ShapeEvent
	ShapeStreaming
	ShapeFlattened
	ShapeWrapper
	ShapeBox
	ShapeException
	ShapeFault
	ShapeSenderFault
	ShapeRetryable
	ShapeThrottling
	ShapeSparse
	ShapeRequiresLength
	ShapeDeprecated
)

// Flags of a member.
const (
	MemberRequired uint16 = 1 << iota
	MemberStreaming
	MemberFlattened
	MemberXMLAttribute
	MemberIdempotencyToken
	MemberJSONValue
	MemberHostLabel
	MemberEventPayload
	MemberBox
	MemberDeprecated
)

// A Trait is the kind of a rare fact. A trait pair is two U32: the owner's row
// in the upper 24 bits with the trait in the lower 8, then a text. Pairs are in
// ascending order of the first; a trait with several values repeats it.
type Trait uint8

// Traits of the service.
const (
	TraitProtocol Trait = iota
	TraitProtocols
	TraitJSONVersion
	TraitTargetPrefix
	TraitAPIVersion
	TraitServiceID
	TraitFullName
	TraitAbbreviation
	TraitEndpointPrefix
	TraitSigningName
	TraitSignatureVersion
	TraitGlobalEndpoint
	TraitQueryCompatible // present: "true"
)

// Traits of any owner.
const (
	TraitAuth Trait = iota + 32
	TraitXMLNamespace
	TraitXMLPrefix
	TraitDeprecatedMessage
	TraitDeprecatedSince
)

// Traits of an operation. The first two are about its input structure as the
// body of the request, together with TraitXMLNamespace and TraitXMLPrefix.
const (
	TraitInputWireName Trait = iota + 64
	TraitResultWrapper
	TraitHostPrefix
	TraitAuthType
	TraitChecksumAlgorithmMember
	TraitChecksumModeMember
	TraitChecksumAlgorithms
	TraitAlias // "original=alias" of an input member
	TraitFilterName
)

// Traits of a shape.
const (
	TraitPayload Trait = iota + 96
	TraitErrorCode
	TraitErrorStatus
	TraitShapeWireName
)

// Traits of a member.
const (
	TraitQueryName Trait = iota + 128
	TraitContextParam
	TraitEnum
)

// A DirectoryColumn is a column of EntryOperations. Names are lines of text in
// ascending order; line i is owned by the elements [start(i), start(i+1)) of
// the owner column (U16), which are lines of DirectoryService.
type DirectoryColumn int

// The columns of EntryOperations.
const (
	DirectoryService        DirectoryColumn = iota // boto3's names of the services
	DirectoryOperation                             // names of operations
	DirectoryOperationStart                        // U32
	DirectoryOperationOwner                        // U16
	DirectoryName                                  // other names of services: endpoint prefixes, service IDs, full names
	DirectoryNameStart                             // U32
	DirectoryNameOwner                             // U16
	DirectoryColumns        int             = iota
)

// A VocabularyColumn is a column of EntryVocabulary, an inverted index of the
// operations that change nothing. Names are there as their Hash alone: all are
// looked up, none is shown, and texts would triple the time to open it. Each
// name of a vocabulary has a posting: its length in bytes as an unsigned varint,
// and then the rows of the operations that have the name, in ascending order,
// each as the difference from the one before, as unsigned varints.
type VocabularyColumn int

// The columns of EntryVocabulary.
const (
	VocabularyInput         VocabularyColumn = iota // U32, ascending: input members "Filters", and one level deeper "Filters.Key"
	VocabularyInputStart                            // U32 for every VocabularyStep names: where the posting of the first begins
	VocabularyInputPosting                          // postings
	VocabularyOutput                                // U32, ascending: members of answers, down to the third level
	VocabularyOutputStart                           // like VocabularyInputStart
	VocabularyOutputPosting                         // postings
	VocabularyColumns       int              = iota
)

// VocabularyStep is how many postings lie between two starts.
const VocabularyStep = 16

// A ReaderColumn is a column of EntryReaders.
type ReaderColumn int

// The columns of EntryReaders.
const (
	ReaderService     ReaderColumn = iota // names of all services, in lines
	ReaderServiceSize                     // U16 for each service: how many operations it has in all
	ReaderName                            // names of the operations, one after the other
	ReaderEnd                             // U32 for each operation: where its name ends
	ReaderOwner                           // U16 for each operation: row of its service
	ReaderColumns     int          = iota
)

// Hash is the number of a name in a vocabulary (FNV-1a). Two names share one
// about once in a hundred thousand lookups, which a hint can bear.
func Hash(name string) uint32 {
	h := uint32(2166136261)
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return h
}
