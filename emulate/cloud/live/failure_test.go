package live_test

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/live"
)

// refuse answers with an error of SSM.
func refuse(status int, code, message string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", start.Format(http.TimeFormat))
		w.Header().Set("X-Amzn-Requestid", "req-1")
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"__type":"com.amazonaws.ssm#%s","message":%q}`, code, message)
	}
}

// TestRefusals says what becomes of the answers that refuse a call: a step fails
// on the first kind as it would in Automation, the others end the run.
func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		role   string
		want   string
		api    bool
		notes  []string
	}{
		{
			name: "an error of the API", answer: refuse(400, "ParameterNotFound", "no such parameter"), api: true,
			want: "An error occurred (ParameterNotFound) when calling the GetParameter operation: no such parameter",
		},
		{
			name: "access denied", answer: refuse(400, "AccessDeniedException", "User: me is not authorized"), api: true,
			want:  "An error occurred (AccessDeniedException) when calling the GetParameter operation: User: me is not authorized",
			notes: []string{`ssm GetParameter was denied to the credentials of the environment (AWS_ACCESS_KEY_ID); "--assume-role auto" makes calls as the runbook's role does`},
		},
		{
			name: "throttled to the end", answer: refuse(400, "ThrottlingException", "Rate exceeded"), api: true,
			want:  "An error occurred (ThrottlingException) when calling the GetParameter operation: Rate exceeded",
			notes: []string{"ssm GetParameter was throttled 3 times in a row; --throttling-retry TIME keeps trying for longer"},
		},
		{
			name: "a page of something in between",
			answer: func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusForbidden)
				fmt.Fprint(w, "<html>go away</html>")
			},
			want: `the answer to ssm GetParameter is not AWS's (HTTP status 403 Forbidden: "<html>go away</html>"): something in between gave it, perhaps a proxy, a firewall or a VPN; check HTTPS_PROXY and --endpoint-url, ask those who run it to let ssm through, or try again later if it is out of order`,
		},
		{
			name: "expired credentials", answer: refuse(400, "ExpiredTokenException", "The security token included in the request is expired"),
			want: `the AWS credentials of the environment (AWS_ACCESS_KEY_ID) have expired (ExpiredTokenException): set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN to new ones`,
		},
		{
			name: "unknown credentials", answer: refuse(400, "UnrecognizedClientException", "The security token included in the request is invalid."),
			want: `AWS does not know the credentials of the environment (AWS_ACCESS_KEY_ID) (UnrecognizedClientException: The security token included in the request is invalid.): check the access key, its secret and, if they are temporary, the session token`,
		},
		{
			name: "a role that may not be assumed", role: "arn:aws:iam::111122223333:role/Runbooks",
			answer: func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusForbidden)
				fmt.Fprint(w, `<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to perform sts:AssumeRole</Message></Error></ErrorResponse>`)
			},
			want: `cannot assume the role arn:aws:iam::111122223333:role/Runbooks (AccessDenied: not authorized to perform sts:AssumeRole): its trust policy must name those to whom the credentials of the environment (AWS_ACCESS_KEY_ID) belong, and they need sts:AssumeRole`,
		},
		{
			name: "a clock that AWS refuses", answer: refuse(403, "InvalidSignatureException", "Signature expired: 20260301T110000Z is now earlier than 20260301T115500Z"),
			want: "the clock of this machine is 20m0s ahead of AWS's: set it, best by NTP",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			isolate(t, "")
			var notes []string
			config := live.Config{EndpointURL: serve(t, test.answer), Role: test.role}
			if strings.Contains(test.want, "20m0s") {
				config.Clock = clock.NewVirtual(start.Add(20 * time.Minute))
			}
			_, err := call(open(t, config, &notes), "ssm", "GetParameter", value.New("Name", "a"))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			var refused *cloud.APIError
			if errors.As(err, &refused) != test.api {
				t.Errorf("the step fails: %t, want %t", !test.api, test.api)
			}
			if diff := cmp.Diff(test.notes, notes); diff != "" {
				t.Errorf("notes (-want +got)\n%s", diff)
			}
		})
	}
}

// TestBadGateway meets something in between that is out of order, at first or for
// good: such answers are tried again, as the SDKs do.
func TestBadGateway(t *testing.T) {
	for _, test := range []struct {
		bad, calls int32
		want       string
	}{
		{bad: 2, calls: 3, want: "An error occurred (ParameterNotFound) when calling the GetParameter operation: no such parameter"},
		{bad: 9, calls: 3, want: `the answer to ssm GetParameter is not AWS's (HTTP status 502 Bad Gateway: "<html>out of order</html>"): something in between gave it, perhaps a proxy, a firewall or a VPN; check HTTPS_PROXY and --endpoint-url, ask those who run it to let ssm through, or try again later if it is out of order`},
	} {
		isolate(t, "")
		var calls atomic.Int32
		url := serve(t, func(w http.ResponseWriter, req *http.Request) {
			if calls.Add(1) > test.bad {
				refuse(400, "ParameterNotFound", "no such parameter")(w, req)
				return
			}
			w.WriteHeader(http.StatusBadGateway)
			fmt.Fprint(w, "<html>out of order</html>")
		})
		_, err := call(open(t, live.Config{EndpointURL: url}, nil), "ssm", "GetParameter", value.New("Name", "a"))
		if err == nil || err.Error() != test.want {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
		if calls.Load() != test.calls {
			t.Errorf("%d calls, want %d", calls.Load(), test.calls)
		}
	}
}

// TestExpiredProfile says whose credentials have expired when a profile has them.
func TestExpiredProfile(t *testing.T) {
	isolate(t, "[profile office]\nregion = eu-west-1\naws_access_key_id = a\naws_secret_access_key = b\n")
	url := serve(t, refuse(400, "ExpiredTokenException", ""))
	_, err := call(open(t, live.Config{Profile: "office", EndpointURL: url}, nil), "ssm", "GetParameter", value.New("Name", "a"))
	want := `the AWS credentials of profile "office" have expired (ExpiredTokenException): sign in again, for example with "aws sso login --profile office", or set new ones`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// TestUnreachable says what is told when no answer comes.
func TestUnreachable(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	secure := httptest.NewUnstartedServer(http.HandlerFunc(refuse(400, "ParameterNotFound", "")))
	secure.Config.ErrorLog = nil
	secure.StartTLS()
	t.Cleanup(secure.Close)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	port := func(s *httptest.Server) string { return s.Listener.Addr().String() }
	bundle := filepath.Join(t.TempDir(), "bundle.pem")
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw})
	if err := os.WriteFile(bundle, certificate, 0o600); err != nil {
		t.Fatal(err)
	}
	hung := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if h, ok := w.(http.Hijacker); ok {
			if conn, _, err := h.Hijack(); err == nil {
				conn.Close()
			}
		}
	}))
	t.Cleanup(hung.Close)
	for _, test := range []struct{ name, url, bundle, want string }{
		{"nobody listens", closed.URL, "", "cannot reach " + port(closed) + " (connection refused): check the network, and whether it takes a VPN or a proxy (HTTPS_PROXY)"},
		{"the connection breaks", hung.URL, "", "cannot reach " + port(hung) + " (EOF): check the network, and whether it takes a VPN or a proxy (HTTPS_PROXY)"},
		{"an unknown authority", secure.URL, "", "the certificate of " + port(secure) + " is signed by an authority that this machine does not trust: if a proxy of yours looks into TLS, set AWS_CA_BUNDLE to the file with its certificate"},
		{"the authority of AWS_CA_BUNDLE", secure.URL, bundle, "An error occurred (ParameterNotFound) when calling the GetParameter operation: "},
		{"another name", strings.Replace(secure.URL, "127.0.0.1", "localhost", 1), bundle, "the certificate of localhost:" + strings.Split(port(secure), ":")[1] + " is not valid (x509: certificate is valid for example.com, *.example.com, not localhost): check the address, and the clock of this machine"},
		{"no TLS", strings.Replace(plain.URL, "http:", "https:", 1), "", port(plain) + " does not speak TLS: if it is meant, write http:// in --endpoint-url"},
	} {
		t.Run(test.name, func(t *testing.T) {
			isolate(t, "")
			if test.bundle != "" {
				t.Setenv("AWS_CA_BUNDLE", test.bundle)
			}
			_, err := call(open(t, live.Config{EndpointURL: test.url}, nil), "ssm", "GetParameter", value.New("Name", "a"))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// TestOpen says what is told when the configuration will not do.
func TestOpen(t *testing.T) {
	const expired = `
[profile office]
region = eu-west-1
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = Reader

[profile tool]
region = eu-west-1
credential_process = false

[profile far]
region = mars-north-1
`
	for _, test := range []struct {
		name    string
		config  live.Config
		setting string
		want    string
	}{
		{"no region", live.Config{}, "", "no AWS region: name one with --region, in AWS_REGION, or in the profile"},
		{"unknown region", live.Config{Region: "atlantis"}, "", `"atlantis" is no AWS region; regions are called like eu-west-1`},
		{"unknown profile", live.Config{Profile: "nobody"}, "", `the AWS configuration has no profile "nobody"; "aws configure list-profiles" shows those that there are`},
		{"no credentials", live.Config{Region: "eu-west-1"}, "", `no AWS credentials found: sign in with "aws sso login" or "aws configure", name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`},
		{"SSO without a session", live.Config{Profile: "office"}, "", `the AWS sign-in of profile "office" has expired: run "aws sso login --profile office"`},
		{"a process that fails", live.Config{Profile: "tool"}, "", `the credential_process of profile "tool" failed: error in credential_process: exit status 1`},
		{"no certificates", live.Config{Region: "eu-west-1"}, "AWS_CA_BUNDLE=/nowhere.pem", "read the certificates that AWS_CA_BUNDLE names: open /nowhere.pem: no such file or directory"},
		{"no URL", live.Config{Region: "eu-west-1", EndpointURL: "localhost:4566"}, "", `"localhost:4566" is no URL of an endpoint; write it like http://localhost:4566`},
	} {
		t.Run(test.name, func(t *testing.T) {
			isolate(t, expired)
			os.Unsetenv("AWS_ACCESS_KEY_ID") // isolate restores them
			os.Unsetenv("AWS_SECRET_ACCESS_KEY")
			if name, v, ok := strings.Cut(test.setting, "="); ok {
				t.Setenv(name, v)
			}
			test.config.Clock = clock.NewVirtual(start)
			client, err := live.Open(context.Background(), test.config)
			if err == nil {
				_, err = call(client, "sts", "GetCallerIdentity", nil)
			}
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// TestSkewedClock makes the call again with the time that AWS tells.
func TestSkewedClock(t *testing.T) {
	isolate(t, "")
	var dates []string
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		dates = append(dates, r.Header.Get("X-Amz-Date"))
		if len(dates) == 1 {
			refuse(403, "InvalidSignatureException", "Signature expired: it is late")(w, r)
			return
		}
		fmt.Fprint(w, `{"Parameter":{"Name":"a"}}`)
	})
	client := open(t, live.Config{EndpointURL: url, Clock: clock.NewVirtual(start.Add(-time.Hour))}, nil)
	for range 2 {
		if _, err := call(client, "ssm", "GetParameter", value.New("Name", "a")); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"20260301T110000Z", "20260301T120000Z", "20260301T120000Z"}
	if diff := cmp.Diff(want, dates); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestRetries counts the attempts in the answer.
func TestRetries(t *testing.T) {
	isolate(t, "")
	attempts := 0
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if attempts++; attempts < 3 {
			refuse(500, "InternalServerError", "")(w, r)
			return
		}
		fmt.Fprint(w, `{}`)
	})
	got, err := call(open(t, live.Config{EndpointURL: url}, nil), "ssm", "GetParameter", value.New("Name", "a"))
	if err != nil || !strings.Contains(got, `"RetryAttempts": 2`) {
		t.Errorf("error %v, answer %s", err, got)
	}
}
