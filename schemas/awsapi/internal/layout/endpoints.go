package layout

import "slices"

// Endpoints is the content of EntryPartitions and EntryEndpoints, as JSON. The
// latter is read only to send real requests, which takes longer than any decoding.
type Endpoints struct {
	Partitions []Partition `json:"partitions"`
}

// WithoutServices is what EntryPartitions holds.
func (e Endpoints) WithoutServices() Endpoints {
	bare := Endpoints{Partitions: slices.Clone(e.Partitions)}
	for i := range bare.Partitions {
		bare.Partitions[i].Services = nil
	}
	return bare
}

// A Partition is a set of regions with its own DNS suffix.
type Partition struct {
	ID           string                      `json:"id"`
	DNSSuffix    string                      `json:"dnsSuffix"`
	GlobalRegion string                      `json:"globalRegion"` // where global services are signed for by default
	RegionRegex  string                      `json:"regionRegex"`
	Regions      []string                    `json:"regions"`            // sorted
	Hostname     string                      `json:"hostname"`           // with {service}, {region} and {dnsSuffix}
	Services     map[string]ServiceEndpoints `json:"services,omitempty"` // by endpoint prefix; only those with something of their own
}

// ServiceEndpoints are the endpoints of a service that differ from the rule of
// its partition.
type ServiceEndpoints struct {
	Global    string              `json:"global,omitempty"` // key in Endpoints of the one endpoint for all regions
	Endpoint                      // of every region, unless it has its own
	Endpoints map[string]Endpoint `json:"endpoints,omitempty"`
}

// An Endpoint is where a service is and how its requests are signed. An empty
// field follows the next more general endpoint.
type Endpoint struct {
	Hostname  string `json:"hostname,omitempty"`  // with {service}, {region} and {dnsSuffix}
	DNSSuffix string `json:"dnsSuffix,omitempty"` // instead of the partition's
	Region    string `json:"region,omitempty"`    // region of the signature
	Service   string `json:"service,omitempty"`   // service name of the signature
}
