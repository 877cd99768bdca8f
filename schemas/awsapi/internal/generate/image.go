package main

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/botocore"
	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// An imageWriter fills the columns of one service. It runs twice: the first
// pass only collects texts, because their numbers are known when all are.
type imageWriter struct {
	model   *botocore.Model
	strings *layout.Strings
	shapes  map[string]uint16
	columns [layout.Columns][]byte
	err     error
}

// serviceImage returns the bytes of one service.
func serviceImage(name string, model *botocore.Model, filters map[string][]string) ([]byte, error) {
	w := &imageWriter{model: model, strings: &layout.Strings{}, shapes: map[string]uint16{}}
	names := slices.Sorted(maps.Keys(model.Shapes))
	if len(names) >= layout.None {
		return nil, fmt.Errorf("%s: %d shapes are more than the layout can number", name, len(names))
	}
	for i, shape := range names {
		w.shapes[shape] = uint16(i)
	}
	w.write(name, filters)
	w.strings.Seal()
	w.columns = [layout.Columns][]byte{}
	w.write(name, filters)
	if w.err != nil {
		return nil, fmt.Errorf("%s: %w", name, w.err)
	}
	w.columns[layout.StringText], w.columns[layout.StringEnd] = w.strings.Columns()
	return layout.JoinColumns(w.columns[:]), nil
}

func (w *imageWriter) write(service string, filters map[string][]string) {
	w.writeService()
	for i, name := range slices.Sorted(maps.Keys(w.model.Operations)) {
		w.writeOperation(i, service, name, filters[name])
	}
	w.start(layout.OperationErrors, layout.ErrorShape, 2)
	for i, name := range slices.Sorted(maps.Keys(w.model.Shapes)) {
		w.writeShape(i, name)
	}
	w.start(layout.ShapeMembers, layout.MemberShape, 2)
	w.start(layout.ShapeEnum, layout.EnumValue, 4)
}

func (w *imageWriter) writeService() {
	m := w.model.Metadata
	const service = layout.ServiceTraits
	w.trait(service, 0, layout.TraitProtocol, m.Protocol)
	w.trait(service, 0, layout.TraitProtocols, m.Protocols...)
	w.trait(service, 0, layout.TraitJSONVersion, m.JSONVersion)
	w.trait(service, 0, layout.TraitTargetPrefix, m.TargetPrefix)
	w.trait(service, 0, layout.TraitAPIVersion, m.APIVersion)
	w.trait(service, 0, layout.TraitServiceID, m.ServiceID)
	w.trait(service, 0, layout.TraitFullName, m.ServiceFullName)
	w.trait(service, 0, layout.TraitAbbreviation, m.ServiceAbbreviation)
	w.trait(service, 0, layout.TraitEndpointPrefix, m.EndpointPrefix)
	w.trait(service, 0, layout.TraitSigningName, m.SigningName)
	w.trait(service, 0, layout.TraitSignatureVersion, m.SignatureVersion)
	w.trait(service, 0, layout.TraitGlobalEndpoint, m.GlobalEndpoint)
	if m.AWSQueryCompatible != nil {
		w.trait(service, 0, layout.TraitQueryCompatible, "true")
	}
	w.trait(service, 0, layout.TraitAuth, m.Auth...)
	w.trait(service, 0, layout.TraitXMLNamespace, m.XMLNamespace)
}

func (w *imageWriter) writeOperation(row int, service, name string, filters []string) {
	op := w.model.Operations[name]
	w.text(layout.OperationName, name)
	w.word(layout.OperationMethod, layout.Methods[:], op.HTTP.Method)
	w.text(layout.OperationURI, op.HTTP.RequestURI)
	w.u16(layout.OperationStatus, uint16(op.HTTP.ResponseCode))
	w.u16(layout.OperationFlags, flags(map[uint16]bool{
		layout.OperationReadOnly:                  op.ReadOnly,
		layout.OperationIdempotent:                op.Idempotent,
		layout.OperationDeprecated:                op.Deprecated,
		layout.OperationUnsignedPayload:           op.UnsignedPayload,
		layout.OperationChecksumRequired:          op.HTTPChecksumRequired || op.HTTPChecksum.RequestChecksumRequired,
		layout.OperationEndpointDiscovery:         op.EndpointDiscovery != nil,
		layout.OperationEndpointDiscoveryRequired: op.EndpointDiscovery != nil && op.EndpointDiscovery.Required,
		layout.OperationEndpointOperation:         op.EndpointOperation,
	}))
	const traits = layout.OperationTraits
	input, output := uint16(layout.None), uint16(layout.None)
	// Pairs must ascend, so the traits follow in the order of their numbers.
	w.trait(traits, row, layout.TraitAuth, op.Auth...)
	if op.Input != nil {
		input = w.shape(op.Input.Shape)
		w.trait(traits, row, layout.TraitXMLNamespace, op.Input.XMLNamespace.URI)
		w.trait(traits, row, layout.TraitXMLPrefix, op.Input.XMLNamespace.Prefix)
	}
	w.trait(traits, row, layout.TraitDeprecatedMessage, op.DeprecatedMessage)
	w.trait(traits, row, layout.TraitDeprecatedSince, op.DeprecatedSince)
	if op.Input != nil {
		w.trait(traits, row, layout.TraitInputWireName, op.Input.LocationName)
	}
	if op.Output != nil {
		output = w.shape(op.Output.Shape)
		w.trait(traits, row, layout.TraitResultWrapper, op.Output.ResultWrapper)
	}
	w.trait(traits, row, layout.TraitHostPrefix, op.Endpoint.HostPrefix)
	w.trait(traits, row, layout.TraitAuthType, op.AuthType)
	w.trait(traits, row, layout.TraitChecksumAlgorithmMember, op.HTTPChecksum.RequestAlgorithmMember)
	w.trait(traits, row, layout.TraitChecksumModeMember, op.HTTPChecksum.RequestValidationModeMember)
	w.trait(traits, row, layout.TraitChecksumAlgorithms, op.HTTPChecksum.ResponseAlgorithms...)
	if op.Input != nil {
		for _, m := range w.model.Shapes[op.Input.Shape].Members {
			if alias := botocore.Alias(service, name, m.Name); alias != "" {
				w.trait(traits, row, layout.TraitAlias, m.Name+"="+alias)
			}
		}
	}
	w.trait(traits, row, layout.TraitFilterName, filters...)
	w.u16(layout.OperationInput, input)
	w.u16(layout.OperationOutput, output)
	w.start(layout.OperationErrors, layout.ErrorShape, 2)
	for _, e := range op.Errors {
		w.u16(layout.ErrorShape, w.shape(e.Shape))
	}
}

func (w *imageWriter) writeShape(row int, name string) {
	s := w.model.Shapes[name]
	w.text(layout.ShapeName, name)
	w.word(layout.ShapeType, layout.Types[:], s.Type)
	w.u32(layout.ShapeFlags, flags(map[uint32]bool{
		layout.ShapeSensitive:      s.Sensitive,
		layout.ShapeDocument:       s.Document,
		layout.ShapeUnion:          s.Union,
		layout.ShapeEventStream:    s.EventStream,
		layout.ShapeEvent:          s.Event,
		layout.ShapeStreaming:      s.Streaming,
		layout.ShapeFlattened:      s.Flattened,
		layout.ShapeWrapper:        s.Wrapper,
		layout.ShapeBox:            s.Box,
		layout.ShapeException:      s.Exception,
		layout.ShapeFault:          s.Fault,
		layout.ShapeSenderFault:    s.Error.SenderFault,
		layout.ShapeRetryable:      s.Retryable != nil,
		layout.ShapeThrottling:     s.Retryable != nil && s.Retryable.Throttling,
		layout.ShapeSparse:         s.Sparse,
		layout.ShapeRequiresLength: s.RequiresLength,
		layout.ShapeDeprecated:     s.Deprecated,
	}))
	w.text(layout.ShapeMin, s.Min.String())
	w.text(layout.ShapeMax, s.Max.String())
	w.text(layout.ShapePattern, s.Pattern)
	w.word(layout.ShapeTimestamp, layout.TimestampFormats[:], s.TimestampFormat)

	const traits = layout.ShapeTraits
	w.trait(traits, row, layout.TraitXMLNamespace, s.XMLNamespace.URI)
	w.trait(traits, row, layout.TraitXMLPrefix, s.XMLNamespace.Prefix)
	w.trait(traits, row, layout.TraitDeprecatedMessage, s.DeprecatedMessage)
	w.trait(traits, row, layout.TraitDeprecatedSince, s.DeprecatedSince)
	w.trait(traits, row, layout.TraitPayload, s.Payload)
	w.trait(traits, row, layout.TraitErrorCode, s.Error.Code)
	if s.Error.HTTPStatusCode != 0 {
		w.trait(traits, row, layout.TraitErrorStatus, strconv.Itoa(s.Error.HTTPStatusCode))
	}
	w.trait(traits, row, layout.TraitShapeWireName, s.LocationName)

	w.start(layout.ShapeEnum, layout.EnumValue, 4)
	for _, value := range s.Enum {
		w.text(layout.EnumValue, value)
	}
	w.start(layout.ShapeMembers, layout.MemberShape, 2)
	for _, m := range s.Members {
		w.writeMember(m.Name, &m.Member, slices.Contains(s.Required, m.Name))
	}
	if s.Type == "list" {
		w.writeMember("member", s.Member, false)
	}
	if s.Type == "map" {
		w.writeMember("key", s.Key, false)
		w.writeMember("value", s.Value, false)
	}
}

func (w *imageWriter) writeMember(name string, m *botocore.Member, required bool) {
	row := len(w.columns[layout.MemberShape]) / 2
	w.text(layout.MemberName, name)
	w.u16(layout.MemberShape, w.shape(m.Shape))
	w.u16(layout.MemberFlags, flags(map[uint16]bool{
		layout.MemberRequired:         required,
		layout.MemberStreaming:        m.Streaming,
		layout.MemberFlattened:        m.Flattened,
		layout.MemberXMLAttribute:     m.XMLAttribute,
		layout.MemberIdempotencyToken: m.IdempotencyToken,
		layout.MemberJSONValue:        m.JSONValue,
		layout.MemberHostLabel:        m.HostLabel,
		layout.MemberEventPayload:     m.EventPayload,
		layout.MemberBox:              m.Box,
		layout.MemberDeprecated:       m.Deprecated,
	}))
	w.word(layout.MemberLocation, layout.Locations[:], m.Location)
	w.text(layout.MemberWireName, m.LocationName)
	w.word(layout.MemberTimestamp, layout.TimestampFormats[:], m.TimestampFormat)

	const traits = layout.MemberTraits
	w.trait(traits, row, layout.TraitXMLNamespace, m.XMLNamespace.URI)
	w.trait(traits, row, layout.TraitXMLPrefix, m.XMLNamespace.Prefix)
	w.trait(traits, row, layout.TraitDeprecatedMessage, m.DeprecatedMessage)
	w.trait(traits, row, layout.TraitDeprecatedSince, m.DeprecatedSince)
	w.trait(traits, row, layout.TraitQueryName, m.QueryName)
	w.trait(traits, row, layout.TraitContextParam, m.ContextParam.Name)
	w.trait(traits, row, layout.TraitEnum, m.Enum...)
}

func flags[F uint16 | uint32](set map[F]bool) F {
	var f F
	for bit, on := range set {
		if on {
			f |= bit
		}
	}
	return f
}

func (w *imageWriter) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

func (w *imageWriter) u16(c layout.Column, v uint16) {
	w.columns[c] = binary.LittleEndian.AppendUint16(w.columns[c], v)
}

func (w *imageWriter) u32(c layout.Column, v uint32) {
	w.columns[c] = binary.LittleEndian.AppendUint32(w.columns[c], v)
}

// text appends the number of a text; in the first pass it takes the text in.
func (w *imageWriter) text(c layout.Column, text string) {
	w.u32(c, w.number(text))
}

func (w *imageWriter) number(text string) uint32 {
	n, ok := w.strings.Number(text)
	if !ok {
		w.strings.Add(text)
	}
	return n
}

// word appends the place of a word in a list of known ones.
func (w *imageWriter) word(c layout.Column, known []string, word string) {
	i := slices.Index(known, word)
	if i < 0 {
		w.fail("%q is none of the known %s", word, strings.Join(known, ", "))
	}
	w.columns[c] = append(w.columns[c], byte(i))
}

func (w *imageWriter) shape(name string) uint16 {
	row, ok := w.shapes[name]
	if !ok {
		w.fail("shape %q is used and not defined", name)
	}
	return row
}

// start appends how many elements the counted column has so far.
func (w *imageWriter) start(c, counted layout.Column, width int) {
	w.u32(c, uint32(len(w.columns[counted])/width))
}

// trait appends a pair for each value that is not empty.
func (w *imageWriter) trait(c layout.Column, row int, t layout.Trait, values ...string) {
	if row >= 1<<24 {
		w.fail("row %d is more than a trait can name", row)
	}
	for _, v := range values {
		if v != "" {
			w.u32(c, uint32(row)<<8|uint32(t))
			w.text(c, v)
		}
	}
}
