package live

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// unsignedPayload stands for the hash of a body that the signature leaves out.
const unsignedPayload = "UNSIGNED-PAYLOAD"

// wantPayloadHash are the services that want the hash of the body in a header of
// its own, as the official clients send it.
var wantPayloadHash = [...]string{"s3", "s3control", "glacier", "s3outposts"}

// sign signs a request with the credentials of the configuration.
func (c *Client) sign(ctx context.Context, call *call, to endpoint, req *http.Request, body []byte) error {
	if unsigned(call.op) {
		return nil
	}
	credentials, err := c.aws.Credentials.Retrieve(ctx)
	if err != nil {
		return c.noCredentials(ctx, err)
	}
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	if call.op.UnsignedPayload() || call.op.AuthType() == "v4-unsigned-body" {
		hash = unsignedPayload
	}
	if hash == unsignedPayload || slices.Contains(wantPayloadHash[:], call.op.Service().Name()) {
		req.Header.Set("X-Amz-Content-Sha256", hash)
	}
	return c.signer.SignHTTP(ctx, credentials, req, hash, to.signingName, to.signingRegion, c.now(), func(o *v4.SignerOptions) {
		o.DisableURIPathEscaping = isS3(call.op)
	})
}

// now is the time as AWS has it.
func (c *Client) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.config.Clock.Now().Add(c.skew)
}
