package endpoint

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// received is a request whose body is read.
type received struct {
	*http.Request
	// path is as it was sent, escapes and all.
	path   string
	params url.Values
	body   []byte
	// form are the parameters of the protocols query and ec2, nil for others.
	form url.Values
	// formBody is a body that is a form, nil for others.
	formBody url.Values
	sign     signature
	// signed is true for a request with any kind of signature.
	signed bool
}

// errTooLarge is wrapped by errors about what exceeds the endpoint's bounds.
var errTooLarge = errors.New("the request is too large for this endpoint")

// receive reads a request, its body up to limit bytes.
func receive(r *http.Request, limit int64) (*received, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read the body: %w", err)
	}
	if int64(len(body)) > limit {
		return nil, tooLarge(limit)
	}
	if chunked(r.Header) {
		if body, err = unchunk(body); err != nil {
			return nil, err
		}
		plainHeaders(r.Header, len(body))
	}
	params, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, fmt.Errorf("read the query: %w", err)
	}
	in := &received{Request: r, path: r.URL.EscapedPath(), params: params, body: body}
	if err := in.readForm(); err != nil {
		return nil, err
	}
	in.sign, in.signed = readSignature(r.Header, params)
	if !in.signed && in.form != nil {
		in.sign, in.signed = readSignature(r.Header, in.form)
	}
	return in, nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("%w: its body may have %d bytes", errTooLarge, limit)
}

// readForm takes the parameters of a request in query or ec2 from its body, or
// from the query of a request without one.
func (in *received) readForm() error {
	if in.params.Get("Action") != "" {
		in.form = in.params
	}
	if !strings.HasPrefix(in.Header.Get("Content-Type"), "application/x-www-form-urlencoded") || len(in.body) == 0 {
		return nil
	}
	form, err := url.ParseQuery(string(in.body))
	if err != nil {
		if in.Header.Get("X-Amz-Target") != "" || in.form != nil {
			return nil // the type is that of a careless client
		}
		return fmt.Errorf("read the form: %w", err)
	}
	in.formBody = form
	if form.Get("Action") != "" {
		in.form = form
	}
	return nil
}

// inflate undoes the compression that a client has put around the body of a
// request. It is not for operations whose own input tells an encoding.
func (in *received) inflate(limit int64) error {
	if !strings.EqualFold(strings.TrimSpace(in.Header.Get("Content-Encoding")), "gzip") {
		return nil
	}
	plain, err := gzip.NewReader(bytes.NewReader(in.body))
	if err != nil {
		return fmt.Errorf("decompress the body: %w", err)
	}
	body, err := io.ReadAll(io.LimitReader(plain, limit+1))
	if err != nil {
		return fmt.Errorf("decompress the body: %w", err)
	}
	if int64(len(body)) > limit {
		return tooLarge(limit)
	}
	in.body = body
	return in.readForm()
}
