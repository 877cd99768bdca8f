package emulate

import (
	"context"
	"fmt"
	"net/url"

	"github.com/ssmkit/ssmkit/document/value"
)

// Post is a request that a step sends to somebody who is not AWS.
type Post struct {
	URL     string
	Headers *value.Object // texts by name
	Body    string
}

// Posted is the answer to a Post.
type Posted struct {
	Code int // of HTTP
	Body string
}

// NotSentError says that a run came to a step that sends a request to somebody
// else, and that there is nobody to answer it.
type NotSentError struct{ Post Post }

// Error names the host alone: the rest of a webhook's address is often a secret.
func (e *NotSentError) Error() string {
	return fmt.Sprintf("a request to %s is not sent: nothing leaves this machine", e.Post.host())
}

// Send sends a request to somebody who is not AWS.
func (e *Env) Send(ctx context.Context, p Post) (Posted, error) {
	if e.run.config.Send == nil {
		return Posted{}, &NotSentError{p}
	}
	answer, err := e.run.config.Send(ctx, p)
	if err == nil {
		e.run.emit(PostAnswered{At: e.Now(), Step: e.step, Host: p.host(), Code: answer.Code})
	}
	return answer, err
}

// host is where the request goes, as far as it may be told.
func (p Post) host() string {
	u, err := url.Parse(p.URL)
	if err != nil || u.Host == "" {
		return "a webhook"
	}
	return u.Host
}
