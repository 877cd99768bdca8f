package endpoint

import (
	"net/http"
	"net/url"
	"strings"
)

// signature is what a request's signature says about it. That it is right is not
// checked: there are no secrets here.
type signature struct {
	// service and region are those of the credential scope. Older kinds of
	// signature have none.
	service, region string
}

// readSignature finds the signature in the header Authorization or, of a presigned
// request, in the query. It is false for a request without one.
func readSignature(header http.Header, params url.Values) (signature, bool) {
	scheme, rest, _ := strings.Cut(header.Get("Authorization"), " ")
	switch {
	case strings.HasPrefix(scheme, "AWS4-"):
		for part := range strings.SplitSeq(rest, ",") {
			if scope, ok := strings.CutPrefix(strings.TrimSpace(part), "Credential="); ok {
				return scoped(scope), true
			}
		}
		return signature{}, false
	case scheme == "AWS": // version 2 of S3
		return signature{service: "s3"}, true
	case scheme == "Bearer":
		return signature{}, rest != ""
	}
	if scope := params.Get("X-Amz-Credential"); scope != "" {
		return scoped(scope), true
	}
	if params.Get("AWSAccessKeyId") != "" && params.Get("Signature") != "" {
		if params.Get("Action") == "" { // a presigned request in version 2 of S3
			return signature{service: "s3"}, true
		}
		return signature{}, true
	}
	return signature{}, false
}

// scoped reads a credential scope: key/date/region/service/aws4_request, without
// the region where a signature is for several.
func scoped(scope string) signature {
	parts := strings.Split(scope, "/")
	n := len(parts)
	if n < 4 || parts[n-1] != "aws4_request" {
		return signature{}
	}
	s := signature{service: parts[n-2]}
	if n >= 5 {
		s.region = parts[n-3]
	}
	return s
}
