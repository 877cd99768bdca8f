package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

const (
	// longestAnswer is how long AWS may think about an answer: a Lambda function
	// that is waited for runs up to 15 minutes.
	longestAnswer = 15*time.Minute + 30*time.Second
	// maxAnswer is how large an answer may be, in bytes. Those of operations are
	// a few MB at most; the content of an object may be anything.
	maxAnswer = 32 << 20
	// maxDetours is how often a call is made again at once because AWS said where
	// or when to make it.
	maxDetours = 2
)

// A call is one operation to be called, and what was learned while trying.
type call struct {
	op     awsapi.Operation
	input  *value.Object
	region string
	// variant is the kind of endpoint that it is sent to.
	variant awsapi.Variant
	// configured tells that the user has said where to send it.
	configured bool
	// attempts counts the requests that were sent.
	attempts, detours int
}

func (c *call) String() string { return c.op.Service().Name() + " " + c.op.Name() }

// send makes attempts until one is answered or no other would help. The error
// is a *wire.Refusal with the answer that reported it, or says why there is none.
func (c *Client) send(ctx context.Context, call *call) (*wire.Answer, error) {
	// The retryer has a store of attempts, so that many failures in a row become
	// cheaper for both sides.
	release := func(error) error { return nil }
	for {
		done, err := c.retryer.GetAttemptToken(ctx)
		if err != nil {
			return nil, err
		}
		call.attempts++
		answer, err := c.attempt(ctx, call)
		if err := errors.Join(done(err), release(err)); err != nil {
			return nil, err
		}
		if err == nil {
			return answer, nil
		}
		if call.detours < maxDetours && c.detour(call, answer, err) {
			call.detours++
			continue
		}
		again := c.retryer.IsErrorRetryable(err) || retryable(call.op, err)
		if call.attempts >= c.retryer.MaxAttempts() || !again || ctx.Err() != nil {
			return answer, err
		}
		next, tokenErr := c.retryer.GetRetryToken(ctx, err)
		if tokenErr != nil {
			return answer, err
		}
		delay, delayErr := c.retryer.RetryDelay(call.attempts, err)
		if delayErr != nil {
			return answer, err
		}
		if err := c.config.Clock.Sleep(ctx, delay); err != nil {
			return answer, err
		}
		release = next
	}
}

// retryable reports whether the model lists the error as one to repeat the call
// after.
func retryable(op awsapi.Operation, err error) bool {
	var refusal *wire.Refusal
	if !errors.As(err, &refusal) {
		return false
	}
	for shape := range op.Errors() {
		if fault, ok := shape.Fault(); ok && fault.Retryable && slices.Contains([]string{fault.Code, shape.Name()}, refusal.Code) {
			return true
		}
	}
	return false
}

// attempt sends one request. Its error is a *wire.Refusal, with an answer, or
// there is no answer.
func (c *Client) attempt(ctx context.Context, call *call) (*wire.Answer, error) {
	req, err := c.request(ctx, call)
	if err != nil {
		return nil, err
	}
	response, err := c.http.Do(req)
	if err != nil {
		return nil, c.unreachable(ctx, call, req.URL, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return nil, c.unreachable(ctx, call, req.URL, err)
	}
	if len(body) > maxAnswer {
		return nil, fmt.Errorf("the answer to %s is larger than %d MB, the most that is read", call, maxAnswer>>20)
	}
	answer := &wire.Answer{Status: response.StatusCode, Header: response.Header, Body: body}
	return answer, c.codecs.Refusal(ctx, call.op, answer)
}

// request is the signed request of a call.
func (c *Client) request(ctx context.Context, call *call) (*http.Request, error) {
	to, err := c.endpoint(ctx, call)
	if err != nil {
		return nil, err
	}
	encoded, err := c.codecs.Encode(ctx, call.op, call.input)
	if err != nil {
		return nil, err
	}
	to.apply(encoded.Request)
	if err := protect(call.op, call.input, encoded); err != nil {
		return nil, err
	}
	req := encoded.Request
	req.Header.Set("User-Agent", "ssmkit")
	req.Body = io.NopCloser(bytes.NewReader(encoded.Body))
	req.ContentLength = int64(len(encoded.Body))
	if len(encoded.Body) == 0 {
		req.Body = http.NoBody
	}
	return req, c.sign(ctx, call, to, req, encoded.Body)
}
