package live

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestExplainConnection has the failures that take more than a server on
// loopback: proxies, which are never asked for loopback, and names.
func TestExplainConnection(t *testing.T) {
	t.Parallel()
	op, err := awsapi.Lookup("sts", "GetCallerIdentity")
	if err != nil {
		t.Fatal(err)
	}
	picky := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	t.Cleanup(picky.Close)
	strict := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(strict.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	through := func(proxy string) error {
		to, err := url.Parse(proxy)
		if err != nil {
			t.Fatal(err)
		}
		client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(to)}}
		_, err = client.Get("https://sts.eu-west-1.amazonaws.com/")
		return err
	}
	var usual awsapi.Variant
	given := &call{op: op, region: "eu-west-1", configured: true}
	missing := &net.DNSError{Err: "no such host", IsNotFound: true}
	want := "there is no host nowhere.example: check --endpoint-url, and AWS_ENDPOINT_URL and endpoint_url of the AWS configuration"
	if got := explainConnection(given, &url.URL{Scheme: "https", Host: "nowhere.example"}, missing); got != want {
		t.Errorf("an address of the user's:\ngot  %s\nwant %s", got, want)
	}
	for _, test := range []struct {
		name    string
		variant awsapi.Variant
		err     error
		want    string
	}{
		{"no proxy", usual, through(gone.URL), "the proxy does not answer (dial tcp " + gone.Listener.Addr().String() + ": connect: connection refused): check HTTPS_PROXY, HTTP_PROXY and NO_PROXY"},
		{"a proxy with a password", usual, through(picky.URL), "the proxy wants a user and password: put them into HTTPS_PROXY, like http://user:password@host:port"},
		{
			"a proxy that does not let anybody through", usual, through(strict.URL),
			"the proxy does not let anybody through to sts.eu-west-1.amazonaws.com (Forbidden): ask those who run it to allow that host, or name it in NO_PROXY to go there without the proxy",
		},
		{
			"no such host", usual, &net.DNSError{Err: "no such host", IsNotFound: true},
			"there is no host sts.eu-west-1.amazonaws.com: either sts is not offered in eu-west-1, or this machine has no connection",
		},
		{
			"no such host of the kind that is asked for", awsapi.Variant{FIPS: true}, &net.DNSError{Err: "no such host", IsNotFound: true},
			"there is no host sts.eu-west-1.amazonaws.com: either sts has no FIPS endpoint in eu-west-1, as the AWS configuration asks for, or this machine has no connection",
		},
		{
			"no answer in time", usual, &net.OpError{Op: "dial", Err: context.DeadlineExceeded},
			"sts.eu-west-1.amazonaws.com does not answer in time: check the network, and whether it takes a VPN or a proxy (HTTPS_PROXY)",
		},
		{
			"anything else", usual, errors.New("odd"),
			"cannot reach sts.eu-west-1.amazonaws.com (odd): check the network, and whether it takes a VPN or a proxy (HTTPS_PROXY)",
		},
	} {
		to := &url.URL{Scheme: "https", Host: "sts.eu-west-1.amazonaws.com"}
		if got := explainConnection(&call{op: op, region: "eu-west-1", variant: test.variant}, to, test.err); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}
