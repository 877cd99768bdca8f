package endpoint

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

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
