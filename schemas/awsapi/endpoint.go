package awsapi

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// A Partition is a set of regions with accounts, DNS suffix and ARNs of its own.
type Partition struct {
	ID           string // as in ARNs: "aws", "aws-cn", "aws-us-gov"
	DNSSuffix    string // such as "amazonaws.com"
	GlobalRegion string // region that its global services belong to
}

// An Endpoint is where requests to a service go, and what to sign them for.
type Endpoint struct {
	Host          string // may lack an operation's HostPrefix
	Path          string // before that of a request, such as /v2; mostly empty
	SigningRegion string
	SigningName   string
	Partition     Partition
}

// PartitionOf is the partition of a region, also of a region newer than the
// index whose name has the form of the partition's; false for any other text.
func PartitionOf(region string) (Partition, bool) {
	p, ok := partitionOf(region, layout.EntryPartitions)
	return Partition{p.ID, p.DNSSuffix, p.GlobalRegion}, ok
}

// Endpoint is the public endpoint of the service for a region: that of the
// region, or the one endpoint of a service that is global. Whether the service
// exists in the region is not checked. A few services have endpoints that depend
// on more than the region, such as an account, which is not told here. The error
// says that the region is in no partition.
func (s Service) Endpoint(region string) (Endpoint, error) {
	return s.EndpointVariant(region, Variant{})
}

// listedEndpoint is the one of endpoints.json.
func (s Service) listedEndpoint(region string) (Endpoint, error) {
	p, ok := partitionOf(region, layout.EntryEndpoints)
	if !ok {
		return Endpoint{}, fmt.Errorf("no AWS partition has a region %q", region)
	}
	service := p.Services[s.EndpointPrefix()]
	at := region
	own, ok := service.Endpoints[region]
	if !ok && service.Global != "" {
		at = service.Global
		own = service.Endpoints[at]
	}
	host := cmp.Or(own.Hostname, service.Hostname, p.Hostname)
	suffix := cmp.Or(own.DNSSuffix, service.DNSSuffix, p.DNSSuffix)
	host = strings.NewReplacer("{service}", s.EndpointPrefix(), "{region}", at, "{dnsSuffix}", suffix).Replace(host)
	signingRegion := cmp.Or(own.Region, service.Region, at)
	if signingRegion == service.Global {
		signingRegion = p.GlobalRegion
	}
	// The model's signing name is the exact one; the endpoints only know names
	// for the services that share a prefix.
	return Endpoint{
		Host:          host,
		SigningRegion: signingRegion,
		SigningName:   cmp.Or(s.trait(layout.TraitSigningName), own.Service, service.Service, s.EndpointPrefix()),
		Partition:     Partition{p.ID, p.DNSSuffix, p.GlobalRegion},
	}, nil
}

// A partition is one with its regular expression compiled.
type partition struct {
	layout.Partition
	region *regexp.Regexp
}

// partitionOf is the partition as an entry of the index has it: with its services'
// endpoints or without.
func partitionOf(region, entry string) (partition, bool) {
	partitions, err := read(entry, decodePartitions)
	if err != nil {
		return partition{}, false // only a broken build has an index without it
	}
	for _, p := range partitions {
		if _, ok := slices.BinarySearch(p.Regions, region); ok {
			return p, true
		}
	}
	for _, p := range partitions {
		if p.region.MatchString(region) {
			return p, true
		}
	}
	return partition{}, false
}

func decodePartitions(b []byte) []partition {
	var all layout.Endpoints
	if err := json.Unmarshal(b, &all); err != nil {
		return nil // the generator wrote it from this very type
	}
	var partitions []partition
	for _, p := range all.Partitions {
		if r, err := regexp.Compile(p.RegionRegex); err == nil { // checked by the generator
			partitions = append(partitions, partition{p, r})
		}
	}
	return partitions
}
