package live

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/sign"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// An endpoint is where a request goes, and what it is signed for.
type endpoint struct {
	base  *url.URL
	scope sign.Scope
	// inHost is the name of a bucket that stands in the host and not in the path.
	inHost string
}

// endpoint says where a call goes.
func (c *Client) endpoint(ctx context.Context, call *call) (endpoint, error) {
	service := call.op.Service()
	region := call.region
	bucket := ""
	if isS3(call.op) {
		bucket = bucketOf(call)
		c.mu.Lock()
		if known, ok := c.buckets[bucket]; ok && bucket != "" {
			region = known
		}
		c.mu.Unlock()
	}
	public, err := service.Endpoint(region)
	if err != nil {
		return endpoint{}, err
	}
	to := endpoint{scope: sign.Scope{Service: public.SigningName, Region: public.SigningRegion}}
	configured, err := c.configuredURL(ctx, service)
	if err != nil {
		return endpoint{}, fmt.Errorf("read the AWS configuration: %w", err)
	}
	if configured != "" {
		// What the user wrote is the whole address: nothing is put before its host.
		if err := checkURL(configured); err != nil {
			return endpoint{}, err
		}
		call.configured = true
		to.base, err = url.Parse(configured)
		return to, err
	}
	call.variant, err = c.variant(ctx)
	if err != nil {
		return endpoint{}, err
	}
	if public, err = service.EndpointVariant(region, call.variant); err != nil {
		return endpoint{}, fmt.Errorf("the AWS configuration asks for %s endpoints: %w; name one in AWS_ENDPOINT_URL_%s", call.variant, err, environmentName(service))
	}
	host := public.Host
	if isS3(call.op) {
		host, to.inHost, err = s3Host(bucket, host, call.variant, &to)
	} else {
		host, err = withPrefix(call, host)
	}
	if err != nil {
		return endpoint{}, fmt.Errorf("%s: %w", call, err)
	}
	to.base = &url.URL{Scheme: "https", Host: host, Path: public.Path}
	return to, nil
}

// environmentName is the service in the names of environment variables.
func environmentName(s awsapi.Service) string {
	return strings.ToUpper(strings.ReplaceAll(s.ID(), " ", "_"))
}

var hostLabel = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9-]{1,63}$`) })

// withPrefix puts the operation's prefix before the host, filled in from the
// input.
func withPrefix(call *call, host string) (string, error) {
	prefix := call.op.HostPrefix()
	for prefix != "" {
		before, rest, found := strings.Cut(prefix, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			break
		}
		label, _ := textMember(call.input, name)
		if !hostLabel().MatchString(label) {
			return "", fmt.Errorf("%s is %q, but it becomes a part of the host name: letters, digits and hyphens", name, label)
		}
		prefix = before + label + after
	}
	return prefix + host, nil
}

// textMember is a member of an object that is a text.
func textMember(o *value.Object, name string) (string, bool) {
	v, _ := o.Get(name)
	text, ok := v.(string)
	return text, ok
}

// apply gives a request the address.
func (e endpoint) apply(req *http.Request) {
	path, raw := req.URL.Path, req.URL.EscapedPath()
	if e.inHost != "" {
		path = withoutBucket(path, e.inHost)
		raw = withoutBucket(raw, url.PathEscape(e.inHost))
	}
	base := strings.TrimSuffix(e.base.Path, "/")
	rawBase := strings.TrimSuffix(e.base.EscapedPath(), "/")
	req.URL.Scheme, req.URL.Host = e.base.Scheme, e.base.Host
	req.URL.Path, req.URL.RawPath = base+path, rawBase+raw
	req.Host = e.base.Host
}

// withoutBucket takes a bucket off the front of a path.
func withoutBucket(path, bucket string) string {
	rest := strings.TrimPrefix(path, "/"+bucket)
	if !strings.HasPrefix(rest, "/") {
		return "/" + rest
	}
	return rest
}
