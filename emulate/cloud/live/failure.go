package live

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"
	"github.com/aws/smithy-go"

	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// What went wrong, and what to do about it. A refusal that Automation would get
// as well is a *cloud.APIError, which fails the step; whatever is the matter with
// this machine, its credentials or the way to AWS is any other error, which ends
// the run: it says nothing about the runbook.

// refused is the error for an answer that refused a call.
func (c *Client) refused(call *call, r *wire.Refusal, answer *wire.Answer) error {
	switch {
	case foreign(call, r, answer):
		return fmt.Errorf("the answer to %s is not AWS's (HTTP status %s): something in between gave it, perhaps a proxy, a firewall or a VPN; check HTTPS_PROXY and --endpoint-url, ask those who run it to let %s through, or try again later if it is out of order", call, strings.TrimSpace(r.Code+" "+r.Message), call.op.Service().Name())
	case slices.Contains(expiredCodes[:], r.Code):
		return fmt.Errorf("the AWS credentials of %s have expired (%s): %s", c.who(), r.Code, c.renew())
	case clockCodes(r):
		return c.clockWrong(answer)
	case slices.Contains(unknownKeyCodes[:], r.Code):
		return fmt.Errorf("AWS does not know the credentials of %s (%s: %s): check the access key, its secret and, if they are temporary, the session token", c.who(), r.Code, r.Message)
	case cloud.Throttled(r.Code):
		c.note("%s was throttled %s; --throttling-retry TIME keeps trying for longer", call, times(call.attempts))
	case cloud.Denied(r.Code):
		c.note("%s was denied to the credentials of %s; \"--assume-role auto\" makes calls as the runbook's role does", call, c.who())
	}
	return &cloud.APIError{
		Operation: call.op.Name(), Code: r.Code, Message: r.Message, HTTPStatus: r.Status,
		RequestID: requestID(call.op, answer),
	}
}

// foreign reports whether an error is none of AWS's: it has no code, and no ID of a
// request, which AWS gives even where it answers without a body.
func foreign(call *call, r *wire.Refusal, answer *wire.Answer) bool {
	told := r.Code != strconv.Itoa(answer.Status)
	return !told && requestID(call.op, answer) == "" && (len(answer.Body) > 0 || answer.Status >= http.StatusInternalServerError)
}

// The codes by which services say that credentials have expired, or that they do
// not know them.
var (
	expiredCodes    = [...]string{"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"}
	unknownKeyCodes = [...]string{
		"InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "AuthFailure", "SignatureDoesNotMatch",
		"InvalidSignatureException", "IncompleteSignature", "IncompleteSignatureException", "MissingAuthenticationToken",
		"MissingAuthenticationTokenException", "InvalidToken",
	}
)

// clockCodes reports whether a refusal is about the time of a signature.
func clockCodes(r *wire.Refusal) bool {
	switch r.Code {
	case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture":
		return true
	case "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure":
		return strings.Contains(r.Message, "Signature expired") || strings.Contains(r.Message, "Signature not yet current")
	}
	return false
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times in a row", n)
}

// clockTolerance is how wrong a clock may be: AWS takes five minutes at most.
const clockTolerance = 4 * time.Minute

// detour reports whether a call should be made again at once, since the answer
// told where the bucket is or what time it is.
func (c *Client) detour(call *call, answer *wire.Answer, err error) bool {
	var refusal *wire.Refusal
	if !errors.As(err, &refusal) {
		return false
	}
	return c.moved(call, answer, err) || clockCodes(refusal) && c.corrected(answer)
}

// corrected takes over the time of an answer if it differs from what signatures
// are dated with.
func (c *Client) corrected(answer *wire.Answer) bool {
	theirs, ok := date(answer)
	if !ok {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	skew := theirs.Sub(c.config.Clock.Now())
	if (skew - c.skew).Abs() < clockTolerance {
		return false
	}
	c.skew = skew
	return true
}

func (c *Client) clockWrong(answer *wire.Answer) error {
	message := "AWS refuses the time of the request"
	if theirs, ok := date(answer); ok {
		ours := c.config.Clock.Now()
		switch off := ours.Sub(theirs).Round(time.Second); {
		case off.Abs() < clockTolerance:
			message += ", although the clocks agree"
		case off > 0:
			message = fmt.Sprintf("the clock of this machine is %s ahead of AWS's", off)
		default:
			message = fmt.Sprintf("the clock of this machine is %s behind AWS's", -off)
		}
	}
	return errors.New(message + ": set it, best by NTP")
}

// who names the credentials in use.
func (c *Client) who() string {
	if c.config.Role != "" {
		return "the role " + c.config.Role
	}
	if c.fromEnvironment() {
		return "the environment (AWS_ACCESS_KEY_ID)"
	}
	return fmt.Sprintf("profile %q", c.profile())
}

// fromEnvironment tells whether the credentials in use are not those of a profile.
func (c *Client) fromEnvironment() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.source == config.CredentialsSourceName
}

// renew says how to get new credentials for expired ones.
func (c *Client) renew() string {
	if c.config.Role == "" && c.fromEnvironment() {
		return "set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN to new ones"
	}
	return fmt.Sprintf("sign in again, for example with \"aws sso login%s\", or set new ones", c.profileFlag())
}

func (c *Client) profileFlag() string {
	if name := c.profile(); name != "default" {
		return " --profile " + name
	}
	return ""
}

// noCredentials is the error for credentials that could not be had.
func (c *Client) noCredentials(ctx context.Context, err error) error {
	var assume *assumeError
	var sso *ssocreds.InvalidTokenError
	var process *processcreds.ProviderError
	var api smithy.APIError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &assume):
		return assume.cause
	case errors.As(err, &sso), errors.As(err, &api) && slices.Contains([]string{"UnauthorizedException", "InvalidGrantException", "ExpiredTokenException"}, api.ErrorCode()):
		return fmt.Errorf("the AWS sign-in of profile %q has expired: run \"aws sso login%s\"", c.profile(), c.profileFlag())
	case errors.As(err, &process):
		return fmt.Errorf("the credential_process of profile %q failed: %w", c.profile(), process.Err)
	case errors.As(err, &api):
		return fmt.Errorf("no AWS credentials for profile %q: %s: %s", c.profile(), api.ErrorCode(), api.ErrorMessage())
	case strings.Contains(err.Error(), "EC2 IMDS"):
		// The last place where credentials are looked for: so they are nowhere.
		return fmt.Errorf("no AWS credentials found: sign in with \"aws sso login\" or \"aws configure\", name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	return fmt.Errorf("no AWS credentials for profile %q: %w", c.profile(), err)
}

// unreachable is the error for a request that was not answered.
func (c *Client) unreachable(ctx context.Context, call *call, to *url.URL, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &connectionError{message: explainConnection(call, to, err), err: err}
}

// A connectionError says what to do and keeps the error, which decides whether
// to try again.
type connectionError struct {
	message string
	err     error
}

func (e *connectionError) Error() string { return e.message }
func (e *connectionError) Unwrap() error { return e.err }

func explainConnection(call *call, to *url.URL, err error) string {
	host := to.Host
	var operation *net.OpError
	var dns *net.DNSError
	var header tls.RecordHeaderError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var certificate x509.CertificateInvalidError
	var timeout net.Error
	switch {
	case errors.As(err, &operation) && operation.Op == "proxyconnect":
		return fmt.Sprintf("the proxy does not answer (%v): check HTTPS_PROXY, HTTP_PROXY and NO_PROXY", operation.Err)
	case strings.Contains(err.Error(), "Proxy Authentication Required"):
		return "the proxy wants a user and password: put them into HTTPS_PROXY, like http://user:password@host:port"
	case proxyRefusal(err) != "":
		return fmt.Sprintf("the proxy does not let anybody through to %s (%s): ask those who run it to allow that host, or name it in NO_PROXY to go there without the proxy", host, proxyRefusal(err))
	case errors.As(err, &unknown):
		return fmt.Sprintf("the certificate of %s is signed by an authority that this machine does not trust: if a proxy of yours looks into TLS, set AWS_CA_BUNDLE to the file with its certificate", host)
	case errors.As(err, &name), errors.As(err, &certificate):
		return fmt.Sprintf("the certificate of %s is not valid (%v): check the address, and the clock of this machine", host, innermost(err))
	case errors.As(err, &header), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fmt.Sprintf("%s does not speak TLS: if it is meant, write http:// in --endpoint-url", host)
	case errors.As(err, &dns) && dns.IsNotFound && call.configured:
		return fmt.Sprintf("there is no host %s: check --endpoint-url, and AWS_ENDPOINT_URL and endpoint_url of the AWS configuration", to.Hostname())
	case errors.As(err, &dns) && dns.IsNotFound && call.variant != (awsapi.Variant{}):
		return fmt.Sprintf("there is no host %s: either %s has no %s endpoint in %s, as the AWS configuration asks for, or this machine has no connection", to.Hostname(), call.op.Service().Name(), call.variant, call.region)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("there is no host %s: either %s is not offered in %s, or this machine has no connection", to.Hostname(), call.op.Service().Name(), call.region)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("%s does not answer in time: check the network, and whether it takes a VPN or a proxy (HTTPS_PROXY)", host)
	}
	return fmt.Sprintf("cannot reach %s (%v): check the network, and whether it takes a VPN or a proxy (HTTPS_PROXY)", host, innermost(err))
}

// proxyRefusal is the status with which a proxy refused to connect, empty for any
// other error. The status is all that net/http tells of it.
func proxyRefusal(err error) string {
	text := innermost(err).Error()
	for code := http.StatusBadRequest; code < 600; code++ {
		if text == http.StatusText(code) {
			return text
		}
	}
	return ""
}

// innermost is the error at the bottom, without the addresses that those above
// it repeat.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}

// An assumeError says why a role was not assumed; aws.CredentialsCache wraps it.
type assumeError struct{ cause error }

func (e *assumeError) Error() string { return e.cause.Error() }
func (e *assumeError) Unwrap() error { return e.cause }
