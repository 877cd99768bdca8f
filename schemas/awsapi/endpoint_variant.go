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
	to, err := s.Endpoint(region)
	if err != nil || v == (Variant{}) {
		return to, err
	}
	facts := variants()
	template, known := facts.Usual.of(v), false
	own := facts.Services[s.EndpointPrefix()].of(v)
	for _, key := range []string{region, to.Partition.ID, "*"} {
		if found, ok := own[key]; ok {
			template, known = found, true
			break
		}
	}
	suffix := facts.DualStackDNSSuffixes[to.Partition.ID]
	if known && template == "" || v.DualStack && suffix == "" {
		return Endpoint{}, fmt.Errorf("%s has no %s endpoints in the partition %s", s.Name(), v, to.Partition.ID)
	}
	to.Host = strings.NewReplacer(
		"{service}", s.EndpointPrefix(), "{region}", region, "{dnsSuffix}", to.Partition.DNSSuffix, "{dualStackDnsSuffix}", suffix,
	).Replace(template)
	return to, nil
}

//go:embed endpoint_variants.json
var embeddedVariants []byte

// variantFacts are the hosts of all variants, as templates.
type variantFacts struct {
	Source string
	Usual  perVariant[string]
	// DualStackDNSSuffixes are those of partitions.
	DualStackDNSSuffixes map[string]string
	// Services are by the prefix of their endpoints. A template is for a region, for
	// a partition, or for all (*); an empty one says that there is no such host.
	Services map[string]perVariant[map[string]string]
}

type perVariant[T any] struct{ FIPS, DualStack, DualStackFIPS T }

func (p perVariant[T]) of(v Variant) T {
	switch {
	case !v.FIPS:
		return p.DualStack
	case !v.DualStack:
		return p.FIPS
	}
	return p.DualStackFIPS
}

var variants = sync.OnceValue(func() *variantFacts {
	f := &variantFacts{}
	if err := json.Unmarshal(embeddedVariants, f); err != nil {
		panic(fmt.Errorf("embedded endpoint_variants.json: %w", err)) // a test reads it
	}
	return f
})
