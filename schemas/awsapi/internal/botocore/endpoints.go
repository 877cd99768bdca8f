package botocore

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// endpointsFile is endpoints.json. Variants (FIPS, dual stack), protocols,
// signature versions and certificate names are left out: the models say how to
// sign, and the variants are choices that callers do not have.
type endpointsFile struct {
	Partitions []struct {
		Partition   string         `json:"partition"`
		DNSSuffix   string         `json:"dnsSuffix"`
		RegionRegex string         `json:"regionRegex"`
		Defaults    endpoint       `json:"defaults"`
		Regions     map[string]any `json:"regions"`
		Services    map[string]struct {
			Defaults          endpoint            `json:"defaults"`
			Endpoints         map[string]endpoint `json:"endpoints"`
			IsRegionalized    *bool               `json:"isRegionalized"`
			PartitionEndpoint string              `json:"partitionEndpoint"`
		} `json:"services"`
	} `json:"partitions"`
}

type endpoint struct {
	Hostname        string `json:"hostname"`
	CredentialScope struct {
		Region  string `json:"region"`
		Service string `json:"service"`
	} `json:"credentialScope"`
	Deprecated bool `json:"deprecated"`
}

// partitionsFile is partitions.json, of which the rest repeats endpoints.json.
type partitionsFile struct {
	Partitions []struct {
		ID      string `json:"id"`
		Outputs struct {
			ImplicitGlobalRegion string `json:"implicitGlobalRegion"`
		} `json:"outputs"`
	} `json:"partitions"`
}

// ReadEndpoints reads endpoints.json and partitions.json.
func ReadEndpoints(folder fs.FS) (*layout.Endpoints, error) {
	var endpoints endpointsFile
	var partitions partitionsFile
	for name, into := range map[string]any{"endpoints.json": &endpoints, "partitions.json": &partitions} {
		text, err := ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, into); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	all := &layout.Endpoints{}
	for _, p := range endpoints.Partitions {
		if _, err := regexp.Compile(p.RegionRegex); err != nil {
			return nil, fmt.Errorf("endpoints.json: partition %q: %w", p.Partition, err)
		}
		made := layout.Partition{
			ID: p.Partition, DNSSuffix: p.DNSSuffix, RegionRegex: p.RegionRegex, Hostname: p.Defaults.Hostname,
			Regions: slices.Sorted(maps.Keys(p.Regions)), Services: map[string]layout.ServiceEndpoints{},
		}
		for _, other := range partitions.Partitions {
			if other.ID == p.Partition {
				made.GlobalRegion = other.Outputs.ImplicitGlobalRegion
			}
		}
		for name, s := range p.Services {
			service := layout.ServiceEndpoints{
				Hostname: s.Defaults.Hostname, Region: s.Defaults.CredentialScope.Region, Service: s.Defaults.CredentialScope.Service,
				Endpoints: map[string]layout.Endpoint{},
			}
			if s.IsRegionalized != nil && !*s.IsRegionalized {
				service.Global = s.PartitionEndpoint
			}
			for region, e := range s.Endpoints {
				own := layout.Endpoint{Hostname: e.Hostname, Region: e.CredentialScope.Region, Service: e.CredentialScope.Service}
				if !e.Deprecated && own != (layout.Endpoint{}) {
					service.Endpoints[region] = own
				}
			}
			if service.Global != "" || service.Hostname != "" || service.Region != "" || service.Service != "" || len(service.Endpoints) > 0 {
				made.Services[name] = service
			}
		}
		all.Partitions = append(all.Partitions, made)
	}
	return all, nil
}
