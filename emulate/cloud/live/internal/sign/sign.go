// Package sign signs requests as AWS wants them, by aws-sdk-go-v2's signer. What
// is here is only what differs between services.
package sign

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// unsignedPayload stands for the hash of a body that the signature leaves out.
const unsignedPayload = "UNSIGNED-PAYLOAD"

// wantHash are the services that want the hash of the body in a header of its
// own, as the official clients send it.
var wantHash = [...]string{"glacier", "s3", "s3control", "s3outposts"}

// A Scope is what a signature is good for.
type Scope struct{ Service, Region string }

// Request signs a request to an operation, whose body is given, as of a time.
func Request(ctx context.Context, credentials aws.Credentials, op awsapi.Operation, req *http.Request, body []byte, scope Scope, at time.Time) error {
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	if op.UnsignedPayload() || op.AuthType() == "v4-unsigned-body" {
		hash = unsignedPayload
	}
	if hash == unsignedPayload || slices.Contains(wantHash[:], op.Service().Name()) {
		req.Header.Set("X-Amz-Content-Sha256", hash)
	}
	return v4.NewSigner().SignHTTP(ctx, credentials, req, hash, scope.Service, scope.Region, at, func(o *v4.SignerOptions) {
		// S3 alone takes paths as they are sent.
		o.DisableURIPathEscaping = op.Service().Name() == "s3"
	})
}
