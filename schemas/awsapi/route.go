package awsapi

import (
	_ "embed"
	"strings"
	"sync"
)

// A Route is what tells the requests to one service from those to another. Routes
// are kept beside the index, so that a request's service can be found without
// opening all of them.
type Route struct {
	Service      string // boto3's name
	ID           string // the model's serviceId
	SigningName  string
	TargetPrefix string // empty for services without the header X-Amz-Target
	APIVersion   string
	Protocols    []string
	// Unsigned is true where the service has operations that carry no signature,
	// or a token instead.
	Unsigned bool
}

//go:embed routes.tsv
var embeddedRoutes string

// Routes are those of all services in ascending order of their names. The caller
// must not change them.
func Routes() []Route { return parsedRoutes() }

var parsedRoutes = sync.OnceValue(func() []Route {
	var routes []Route
	for line := range strings.Lines(embeddedRoutes) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		routes = append(routes, Route{
			Service: f[0], ID: f[1], SigningName: f[2], TargetPrefix: f[3], APIVersion: f[4],
			Protocols: strings.Split(f[5], ","), Unsigned: f[6] == "unsigned",
		})
	}
	return routes
})
