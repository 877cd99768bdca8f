package live

import (
	"context"
	"net/http"
	"time"

	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/sign"
)

// sign signs a request with the credentials of the configuration.
func (c *Client) sign(ctx context.Context, call *call, to endpoint, req *http.Request, body []byte) error {
	if unsigned(call.op) {
		return nil
	}
	credentials, err := c.aws.Credentials.Retrieve(ctx)
	if err != nil {
		return c.noCredentials(ctx, err)
	}
	c.mu.Lock()
	c.source = credentials.Source
	c.mu.Unlock()
	return sign.Request(ctx, credentials, call.op, req, body, to.scope, c.now())
}

// now is the time as AWS has it.
func (c *Client) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.config.Clock.Now().Add(c.skew)
}
