package endpoint

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// s3Namespace is that of S3's answers, which its model does not tell.
const s3Namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

// otherBuckets tells that a request for directory buckets is not for the operation
// that lists the others. Both have the same method and path.
func otherBuckets(in *received, op awsapi.Operation) bool {
	return in.sign.service == "s3express" && op.Name() == "ListBuckets" && op.Service().Name() == "s3"
}

// hostID is the second ID that S3 gives a request.
func hostID(requestID string) string {
	sum := sha256.Sum256([]byte(requestID))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// copySource undoes the encoding that S3 wants of the name of an object to copy,
// and that SDKs put around what their callers give.
func copySource(input *value.Object) {
	v, _ := input.Get("CopySource")
	text, ok := v.(string)
	if !ok {
		return
	}
	if plain, err := url.PathUnescape(text); err == nil {
		input.Set("CopySource", plain)
	}
}

// urlEncoded is an answer that lists keys and says that they are encoded. Clouds
// give it with plain keys, as SDKs do, which take the encoding off again.
func urlEncoded(output *value.Object) *value.Object {
	if kind, _ := output.Get("EncodingType"); kind != "url" {
		return output
	}
	encoded := value.Clone(output).(*value.Object)
	encodeNames(encoded)
	return encoded
}

func encodeNames(o *value.Object) {
	for name, v := range o.All() {
		switch v := v.(type) {
		case string:
			switch name {
			case "Key", "Prefix", "Delimiter", "Marker", "NextMarker", "StartAfter", "KeyMarker", "NextKeyMarker":
				o.Set(name, strings.ReplaceAll(url.QueryEscape(v), "%2F", "/"))
			}
		case *value.Object:
			encodeNames(v)
		case []any:
			for _, item := range v {
				if inner, ok := item.(*value.Object); ok {
					encodeNames(inner)
				}
			}
		}
	}
}
