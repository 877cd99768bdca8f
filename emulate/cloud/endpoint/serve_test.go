package endpoint_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
)

// waiting is a cloud that answers nobody before the call is ended.
type waiting struct{ called chan struct{} }

func (w waiting) Call(ctx context.Context, _ cloud.Request) (cloud.Response, error) {
	close(w.called)
	<-ctx.Done()
	return cloud.Response{}, ctx.Err()
}

// TestServeEndsWithItsContext ends a server while it answers: the call is ended
// and told so, and the port is free again.
func TestServeEndsWithItsContext(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	account := waiting{make(chan struct{})}
	ended := make(chan error, 1)
	go func() {
		ended <- endpoint.Serve(ctx, listener, endpoint.New(account, endpoint.Config{Clock: clock.System{}}))
	}()
	go func() {
		<-account.called
		cancel()
	}()
	reply, err := http.DefaultClient.Do(getCallerIdentity(t, listener))
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil || !strings.Contains(string(text), "<Code>RequestTimeout</Code>") {
		t.Errorf("error %v, got %s", err, text)
	}
	if err := <-ended; err != nil {
		t.Errorf("serve: %v", err)
	}
	if _, err := net.Dial("tcp", listener.Addr().String()); err == nil {
		t.Error("the port is still open")
	}
}

// TestServeAnswersManyAtOnce opens more connections than the server holds: none
// is refused, those beyond the bound wait.
func TestServeAnswersManyAtOnce(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	fixed := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	go func() {
		ended <- endpoint.Serve(ctx, listener, endpoint.New(synth.New(synth.Config{Clock: fixed}), endpoint.Config{Clock: fixed}))
	}()
	const many = 400
	codes := make(chan int, many)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for range many {
		req := getCallerIdentity(t, listener)
		go func() {
			reply, err := client.Do(req)
			if err != nil {
				t.Error(err)
				codes <- 0
				return
			}
			reply.Body.Close()
			codes <- reply.StatusCode
		}()
	}
	for range many {
		if code := <-codes; code != http.StatusOK {
			t.Errorf("status %d", code)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("serve: %v", err)
	}
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return listener
}

func getCallerIdentity(t *testing.T, to net.Listener) *http.Request {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, "http://"+to.Addr().String()+"/?Action=GetCallerIdentity&Version=2011-06-15", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=KEY/20260301/eu-west-1/sts/aws4_request, Signature=0")
	return req
}
