package endpoint

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// target is what a request is for.
type target struct {
	op       awsapi.Operation
	protocol protocol
	labels   map[string]string // of the path, for the REST protocols
	// encoded is true where the client wants the keys of S3 encoded.
	encoded bool
}

// finder finds out what requests are for. It keeps the templates of the services
// that were asked for.
type finder struct {
	templates sync.Map // of functions that return []template, by service
}

// find tells the operation of a request. The protocol is told even when the
// operation is not known, so that the refusal is in a form that the client reads.
func (f *finder) find(in *received) (target, *cloud.APIError) {
	if service, operation, ok := rpcPath(in.path); ok && in.Header.Get("Smithy-Protocol") == "rpc-v2-cbor" {
		return f.byName(in, rpcCBOR{}, operation, func(r awsapi.Route) bool {
			return r.TargetPrefix == service || r.Service == service
		})
	}
	if header := in.Header.Get("X-Amz-Target"); header != "" {
		dot := strings.LastIndex(header, ".")
		version := strings.TrimPrefix(in.Header.Get("Content-Type"), "application/x-amz-json-")
		return f.byName(in, awsJSON{version}, header[dot+1:], func(r awsapi.Route) bool {
			return r.TargetPrefix != "" && r.TargetPrefix == header[:max(dot, 0)]
		})
	}
	if in.form != nil && in.form.Get("Version") != "" {
		return f.action(in)
	}
	return f.path(in)
}

// rpcPath reads a path of smithy-rpc-v2-cbor: /service/NAME/operation/NAME.
func rpcPath(path string) (service, operation string, ok bool) {
	p := strings.Split(path, "/")
	n := len(p)
	if n < 5 || p[n-4] != "service" || p[n-2] != "operation" {
		return "", "", false
	}
	return p[n-3], p[n-1], true
}

// byName finds an operation by its name among the services that suit.
func (f *finder) byName(in *received, p protocol, operation string, suits func(awsapi.Route) bool) (target, *cloud.APIError) {
	services := ranked(in, suits)
	for _, s := range services {
		if op, ok := s.Operation(operation); ok && op.Name() == operation {
			return signedOnly(in, target{op: op, protocol: p})
		}
	}
	return target{protocol: p}, &cloud.APIError{
		Code: "UnknownOperationException", HTTPStatus: http.StatusBadRequest,
		Message: fmt.Sprintf("No service that this request can be for has an operation %q.", operation),
	}
}

// action finds the operation that the parameters Action and Version name.
func (f *finder) action(in *received) (target, *cloud.APIError) {
	action, version := in.form.Get("Action"), in.form.Get("Version")
	services := ranked(in, func(r awsapi.Route) bool {
		return r.APIVersion == version && speaksQuery(r) && (in.sign.service == "" || signsAs(r, in.sign.service))
	})
	if len(services) == 0 {
		// The version of another time, or a service under another name.
		services = ranked(in, func(r awsapi.Route) bool {
			return speaksQuery(r) && (r.APIVersion == version || in.sign.service != "" && signsAs(r, in.sign.service))
		})
	}
	form := protocol(query{})
	for _, s := range services {
		if s.Protocol() == "ec2" {
			form = ec2{}
		}
		if op, ok := s.Operation(action); ok && op.Name() == action {
			return signedOnly(in, target{op: op, protocol: form})
		}
	}
	return target{protocol: form}, &cloud.APIError{
		Code: "InvalidAction", Message: "The action " + action + " is not valid for this web service.", HTTPStatus: http.StatusBadRequest,
	}
}

func speaksQuery(r awsapi.Route) bool {
	return slices.Contains(r.Protocols, "query") || slices.Contains(r.Protocols, "ec2") || r.Service == "sqs"
}

// path finds the operation whose method and URI a request has.
func (f *finder) path(in *received) (target, *cloud.APIError) {
	services, named := named(in, func(r awsapi.Route) bool {
		if !slices.Contains(r.Protocols, "rest-json") && !slices.Contains(r.Protocols, "rest-xml") {
			return false
		}
		if in.sign.service == "" {
			return r.Unsigned || toS3(in) && r.Service == "s3"
		}
		return signsAs(r, in.sign.service)
	})
	path := splitPath(in.path)
	if bucket := virtualBucket(in.Host); bucket != "" && slices.ContainsFunc(services, func(s awsapi.Service) bool { return s.Name() == "s3" }) {
		path = splitPath("/" + url.PathEscape(bucket) + in.path)
	}
	for _, services := range [][]awsapi.Service{services[:named], services[named:]} {
		for _, path := range [][]string{path, withoutEnd(path), append(slices.Clip(path), "")} {
			if found, ok := f.best(in, services, path); ok {
				return signedOnly(in, found)
			}
		}
	}
	if in.Method == http.MethodPost && in.formBody != nil {
		// Clients send long queries of CloudSearch like this.
		get := *in
		request := *in.Request
		request.Method = http.MethodGet
		get.Request, get.params, get.formBody = &request, in.formBody, nil
		if found, err := f.path(&get); err == nil {
			*in = get
			return found, nil
		}
	}
	unknown := target{protocol: restJSON{}}
	if len(services) > 0 {
		unknown.protocol = restOf(services[0])
	}
	if !in.signed {
		return unknown, missingToken
	}
	return unknown, &cloud.APIError{
		Code: "UnknownOperationException", HTTPStatus: http.StatusNotFound,
		Message: fmt.Sprintf("No operation of a service that signs as %q has the method and path %s %s.", in.sign.service, in.Method, in.path),
	}
}

// withoutEnd leaves out an empty segment at the end of a path.
func withoutEnd(path []string) []string {
	if n := len(path); n > 1 && path[n-1] == "" {
		return path[:n-1]
	}
	return path
}

// best is the operation whose template suits a request best; between equals the
// services' rank decides.
func (f *finder) best(in *received, services []awsapi.Service, path []string) (target, bool) {
	var best target
	var most []int
	for _, s := range services {
		all := f.of(s)
		for i := range all {
			t := &all[i]
			if t.op.Method() != in.Method || otherBuckets(in, t.op) {
				continue
			}
			labels, ok := t.match(path)
			if !ok {
				continue
			}
			if fit := t.fit(in.params, in.Header); fit != nil && (most == nil || slices.Compare(fit, most) > 0) {
				best, most = target{op: t.op, protocol: restOf(s), labels: labels}, fit
			}
		}
	}
	return best, most != nil
}

func (f *finder) of(s awsapi.Service) []template {
	once, ok := f.templates.Load(s.Name())
	if !ok {
		once, _ = f.templates.LoadOrStore(s.Name(), sync.OnceValue(func() []template { return templates(s) }))
	}
	return once.(func() []template)()
}

// likelyProtocol is the form in which the client of a request that could not be
// read waits for the reason.
func likelyProtocol(r *http.Request) protocol {
	sign, _ := readSignature(r.Header, r.URL.Query())
	switch {
	case r.Header.Get("Smithy-Protocol") == "rpc-v2-cbor":
		return rpcCBOR{}
	case r.Header.Get("X-Amz-Target") != "":
		return awsJSON{}
	case sign.service == "ec2":
		return ec2{}
	case strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded"):
		return query{}
	}
	for _, route := range awsapi.Routes() {
		if sign.service != "" && signsAs(route, sign.service) && slices.Contains(route.Protocols, "rest-xml") {
			return restXML{s3: sign.service == "s3"}
		}
	}
	return restJSON{}
}

func restOf(s awsapi.Service) protocol {
	if s.Protocol() == "rest-xml" {
		return restXML{s3: s.Name() == "s3"}
	}
	return restJSON{}
}

// signsAs tells a service by the name in a signature.
func signsAs(r awsapi.Route, name string) bool {
	if r.SigningName == name || r.Service == name {
		return true
	}
	// IoT signed by this name until 2023.
	if name == "execute-api" && r.Service == "iot" {
		return true
	}
	// S3's other endpoints sign by names of their own.
	return r.SigningName == "s3" && (name == "s3express" || name == "s3-outposts" || name == "s3-object-lambda")
}

// ranked are the services that suit, those that the request names first. Some
// share the names in signatures and even versions and actions, as rds, neptune and
// docdb do; then it is the client's own name that tells, else the one that the
// signature is named after.
func ranked(in *received, suits func(awsapi.Route) bool) []awsapi.Service {
	services, _ := named(in, suits)
	return services
}

// named is ranked, and how many of the services the client itself names.
func named(in *received, suits func(awsapi.Route) bool) (services []awsapi.Service, own int) {
	agent := agentService(in.UserAgent())
	type candidate struct {
		route awsapi.Route
		rank  int
	}
	var found []candidate
	for _, r := range awsapi.Routes() {
		if !suits(r) {
			continue
		}
		rank := 2
		switch {
		case agent != "" && (r.Service == agent || hyphenated(r.ID) == agent):
			rank = 0
		case r.Service == in.sign.service:
			rank = 1
		}
		found = append(found, candidate{r, rank})
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
	for _, c := range found {
		s, err := awsapi.OpenService(c.route.Service)
		if err != nil {
			continue // only a broken build has a route to nowhere
		}
		services = append(services, s)
		if c.rank == 0 {
			own++
		}
	}
	return services, own
}

func hyphenated(id string) string { return strings.ReplaceAll(strings.ToLower(id), " ", "-") }

// agentService is the service that a client names in its User-Agent: the AWS CLI
// as command/docdb.describe-db-clusters, SDKs as api/docdb#1.2.
func agentService(agent string) string {
	for word := range strings.FieldsSeq(agent) {
		if name, ok := strings.CutPrefix(word, "md/command#"); ok {
			word = "command/" + name
		}
		if name, ok := strings.CutPrefix(word, "command/"); ok {
			service, _, _ := strings.Cut(name, ".")
			if service == "s3api" {
				service = "s3"
			}
			return service
		}
		if name, ok := strings.CutPrefix(word, "api/"); ok {
			service, _, _ := strings.Cut(name, "#")
			return strings.ReplaceAll(strings.ToLower(service), "_", "-")
		}
	}
	return ""
}

// toS3 tells an unsigned request that may be one for a public object.
func toS3(in *received) bool {
	return agentService(in.UserAgent()) == "s3" || virtualBucket(in.Host) != ""
}

// virtualBucket is the bucket that a host name begins with: NAME.localhost, or
// NAME before an endpoint of S3.
func virtualBucket(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if bucket, ok := strings.CutSuffix(host, ".localhost"); ok && bucket != "s3" {
		return strings.TrimSuffix(bucket, ".s3")
	}
	if before, ok := strings.CutSuffix(host, ".amazonaws.com"); ok {
		labels := strings.Split(before, ".")
		for i := len(labels) - 1; i > 0; i-- {
			if labels[i] == "s3" || strings.HasPrefix(labels[i], "s3-") {
				return strings.Join(labels[:i], ".")
			}
		}
	}
	return ""
}

// missingToken refuses a request without a signature.
var missingToken = &cloud.APIError{
	Code: "MissingAuthenticationToken", Message: "Request is missing Authentication Token", HTTPStatus: http.StatusForbidden,
}

// signedOnly refuses an operation that must be signed and is not.
func signedOnly(in *received, found target) (target, *cloud.APIError) {
	if in.signed || unsigned(found.op) {
		return found, nil
	}
	switch p := found.protocol.(type) {
	case awsJSON, rpcCBOR, restJSON:
		return found, &cloud.APIError{
			Code: "MissingAuthenticationTokenException", Message: missingToken.Message, HTTPStatus: missingToken.HTTPStatus,
		}
	case restXML:
		if p.s3 {
			return found, &cloud.APIError{Code: "AccessDenied", Message: "Access Denied", HTTPStatus: http.StatusForbidden}
		}
	}
	return found, missingToken
}

func unsigned(op awsapi.Operation) bool {
	return op.AuthType() == "none" || slices.Contains(op.Auth(), "smithy.api#noAuth")
}
