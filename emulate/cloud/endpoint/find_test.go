package endpoint

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestEveryOperationIsFoundByWhatAClientSends makes the request line and headers
// of every operation, in every protocol that its service speaks, and asks what
// they are for.
func TestEveryOperationIsFoundByWhatAClientSends(t *testing.T) {
	t.Parallel()
	var f finder
	n := 0
	for name := range awsapi.Services() {
		s, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		for op := range s.Operations() {
			if _, old := op.Deprecated(); old && strings.HasPrefix(s.Protocol(), "rest") {
				continue // some have the URI of the operation that replaced them
			}
			for _, protocol := range s.Protocols() {
				n++
				in, err := receive(clientRequest(op, protocol), 1<<20)
				if err != nil {
					t.Fatalf("%s %s: %v", name, op.Name(), err)
				}
				got, refusal := f.find(in)
				if refusal != nil || got.op != op {
					t.Errorf("%s %s in %s: %s %s is taken for %s %s (%v)", name, op.Name(), protocol,
						in.Method, in.URL, got.op.Service().Name(), got.op.Name(), refusal)
				}
			}
		}
	}
	if n < 18_000 {
		t.Errorf("%d requests were made", n)
	}
}

// clientRequest is a request for an operation, with nothing in its body.
func clientRequest(op awsapi.Operation, protocol string) *http.Request {
	s := op.Service()
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/", nil)
	switch protocol {
	case "json":
		r.Header.Set("X-Amz-Target", s.TargetPrefix()+"."+op.Name())
	case "query", "ec2":
		r = httptest.NewRequest(http.MethodPost, "http://127.0.0.1/", strings.NewReader(
			url.Values{"Action": {op.Name()}, "Version": {s.APIVersion()}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	case "smithy-rpc-v2-cbor":
		r = httptest.NewRequest(http.MethodPost, "http://127.0.0.1/service/"+s.TargetPrefix()+"/operation/"+op.Name(), nil)
		r.Header.Set("Smithy-Protocol", "rpc-v2-cbor")
	default:
		r = restRequest(op)
	}
	name := s.SigningName()
	if op.Name() == "ListDirectoryBuckets" {
		name = "s3express" // this alone tells it from ListBuckets
	}
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=KEY/20260301/eu-west-1/"+name+"/aws4_request, Signature=0")
	r.Header.Set("User-Agent", "api/"+s.Name())
	return r
}

func restRequest(op awsapi.Operation) *http.Request {
	uri := op.URI()
	params := url.Values{}
	header := http.Header{}
	for m := range op.Input().Members() {
		switch {
		case m.Location() == awsapi.InURI:
			uri = strings.ReplaceAll(uri, "{"+wireName(m)+"}", "a%2Fb")
			uri = strings.ReplaceAll(uri, "{"+wireName(m)+"+}", "c/d")
		case m.Location() == awsapi.InQuery && m.Required():
			params.Set(wireName(m), "1")
		case m.Location() == awsapi.InHeader && m.Required():
			header.Set(wireName(m), "1")
		}
	}
	separator := "?"
	if strings.Contains(uri, "?") {
		separator = "&"
	}
	if len(params) > 0 {
		uri += separator + params.Encode()
	}
	r := httptest.NewRequest(op.Method(), "http://127.0.0.1"+uri, nil)
	for name, values := range header {
		r.Header[name] = values
	}
	return r
}
