package awsapi

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// A Variant is a choice among the endpoints of AWS. The zero value stands for the
// usual ones.
type Variant struct {
	FIPS      bool // those with cryptography that FIPS 140 has validated
	DualStack bool // those that have addresses of IPv6 too
}

func (v Variant) String() string {
	switch v {
	case Variant{FIPS: true}:
		return "FIPS"
	case Variant{DualStack: true}:
		return "dual-stack"
	case Variant{FIPS: true, DualStack: true}:
		return "dual-stack FIPS"
	}
	return "usual"
}

// EndpointVariant is Endpoint for a choice among the endpoints. Whether the service
// has it in the region is known of few services; of all others the host is as AWS
// forms it. The error says that there is none.
func (s Service) EndpointVariant(region string, v Variant) (Endpoint, error) {
	to, err := s.listedEndpoint(region)
	if err != nil {
		return to, err
	}
	facts, prefix := variants(), s.EndpointPrefix()
	if signing, ok := lookup(facts.SigningRegions[prefix], region, to.Partition.ID); ok {
		to.SigningRegion = signing
	}
	template, known := lookup(facts.Services[prefix].of(v), region, to.Partition.ID)
	switch {
	case !known && v == (Variant{}):
		return to, nil
	case !known:
		template = facts.Templates.of(v)
	}
	suffix := facts.DualStackDNSSuffixes[to.Partition.ID]
	if template == "" || v.DualStack && suffix == "" {
		return Endpoint{}, fmt.Errorf("%s has no %s endpoints in the partition %s", s.Name(), v, to.Partition.ID)
	}
	address := strings.NewReplacer(
		"{service}", prefix, "{region}", region, "{dnsSuffix}", to.Partition.DNSSuffix, "{dualStackDnsSuffix}", suffix,
	).Replace(template)
	to.Host, to.Path = address, ""
	if slash := strings.Index(address, "/"); slash >= 0 {
		to.Host, to.Path = address[:slash], address[slash:]
	}
	return to, nil
}

// lookup finds what is said of a region: by its name, that of its partition, or for
// all.
func lookup(facts map[string]string, region, partition string) (text string, ok bool) {
	for _, key := range [...]string{region, partition, "*"} {
		if text, ok := facts[key]; ok {
			return text, true
		}
	}
	return "", false
}

//go:embed endpoint_variants.json
var embeddedVariants []byte

// variantFacts are the hosts of all variants, as templates.
type variantFacts struct {
	Source string
	// Templates are for the services of which nothing else is said.
	Templates perVariant[string]
	// DualStackDNSSuffixes are those of partitions.
	DualStackDNSSuffixes map[string]string
	// SigningRegions are those that endpoints.json does not know, by the prefix of the
	// service's endpoints.
	SigningRegions map[string]map[string]string
	// Services are by the prefix of their endpoints. A template is for a region, for
	// a partition, or for all (*), and may end with a path; an empty one says that
	// there is no such host.
	Services map[string]perVariant[map[string]string]
}

type perVariant[T any] struct{ Usual, FIPS, DualStack, DualStackFIPS T }

func (p perVariant[T]) of(v Variant) T {
	switch v {
	case Variant{FIPS: true}:
		return p.FIPS
	case Variant{DualStack: true}:
		return p.DualStack
	case Variant{FIPS: true, DualStack: true}:
		return p.DualStackFIPS
	}
	return p.Usual
}

var variants = sync.OnceValue(func() *variantFacts {
	f := &variantFacts{}
	if err := json.Unmarshal(embeddedVariants, f); err != nil {
		panic(fmt.Errorf("embedded endpoint_variants.json: %w", err)) // a test reads it
	}
	return f
})
