package botocore

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// endpointsFile is endpoints.json. Like models it is read strictly.
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
		PartitionName ignored `json:"partitionName"`
	} `json:"partitions"`
	Version ignored `json:"version"`
}

type endpoint struct {
	Hostname        string `json:"hostname"`
	DNSSuffix       string `json:"dnsSuffix"`
	CredentialScope struct {
		Region  string `json:"region"`
		Service string `json:"service"`
	} `json:"credentialScope"`
	Deprecated bool `json:"deprecated"`
	endpointLeftOut
}

// partitionsFile is partitions.json, of which the rest repeats endpoints.json.
type partitionsFile struct {
	Partitions []struct {
		ID      string `json:"id"`
		Outputs struct {
			ImplicitGlobalRegion string `json:"implicitGlobalRegion"`
			DualStackDNSSuffix   string `json:"dualStackDnsSuffix"`
			SupportsDualStack    bool   `json:"supportsDualStack"`
		} `json:"outputs"`
	} `json:"partitions"`
}

// ReadEndpoints reads endpoints.json and partitions.json.
func ReadEndpoints(folder fs.FS) (*layout.Endpoints, error) {
	text, err := ReadFile(folder, "endpoints.json")
	if err != nil {
		return nil, err
	}
	var endpoints endpointsFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&endpoints); err != nil {
		return nil, fmt.Errorf("endpoints.json: %w", err)
	}
	if text, err = ReadFile(folder, "partitions.json"); err != nil {
		return nil, err
	}
	var partitions partitionsFile
	if err := json.Unmarshal(text, &partitions); err != nil {
		return nil, fmt.Errorf("partitions.json: %w", err)
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
		dualStackSuffix := ""
		for _, other := range partitions.Partitions {
			if other.ID != p.Partition {
				continue
			}
			made.GlobalRegion = other.Outputs.ImplicitGlobalRegion
			if other.Outputs.SupportsDualStack {
				dualStackSuffix = other.Outputs.DualStackDNSSuffix
			}
		}
		for name, s := range p.Services {
			service := layout.ServiceEndpoints{Endpoint: own(s.Defaults)}
			if s.IsRegionalized != nil && !*s.IsRegionalized {
				service.Global = s.PartitionEndpoint
			}
			for region, e := range s.Endpoints {
				if e.Deprecated || own(e) == (layout.Endpoint{}) {
					continue
				}
				if service.Endpoints == nil {
					service.Endpoints = map[string]layout.Endpoint{}
				}
				service.Endpoints[region] = own(e)
			}
			if service.Global != "" || service.Endpoint != (layout.Endpoint{}) || service.Endpoints != nil {
				made.Services[name] = service
			}
		}
		applyRules(&made, dualStackSuffix)
		all.Partitions = append(all.Partitions, made)
	}
	return all, nil
}

func own(e endpoint) layout.Endpoint {
	return layout.Endpoint{
		Hostname:  e.Hostname,
		DNSSuffix: e.DNSSuffix,
		Region:    e.CredentialScope.Region,
		Service:   e.CredentialScope.Service,
	}
}
