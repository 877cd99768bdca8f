package live

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"

	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Config is what a Client is opened with. What it leaves out comes from where
// the AWS CLI takes it: the environment and the files in ~/.aws.
type Config struct {
	Profile string
	Region  string
	// EndpointURL is where all requests go, such as http://localhost:4566.
	EndpointURL string
	// Role is the ARN of a role to make all calls as.
	Role string
	// Clock dates signatures and waits between attempts. It is needed.
	Clock clock.Clock
	// Note is told what the user should know and no answer says; it may be nil.
	Note func(string)
}

// A Client makes API calls. It implements cloud.Cloud.
type Client struct {
	config  Config
	aws     aws.Config
	codecs  wire.Codecs
	http    *http.Client
	retryer aws.RetryerV2

	mu sync.Mutex
	state
}

// Open reads the configuration. It does not ask for credentials yet; the first
// call does, and Role takes one.
func Open(ctx context.Context, c Config) (*Client, error) {
	options := []func(*config.LoadOptions) error{config.WithLogger(logging.Nop{})}
	if c.Profile != "" {
		options = append(options, config.WithSharedConfigProfile(c.Profile))
	}
	if c.Region != "" {
		options = append(options, config.WithRegion(c.Region))
	}
	if c.EndpointURL != "" {
		if err := checkURL(c.EndpointURL); err != nil {
			return nil, err
		}
		options = append(options, config.WithBaseEndpoint(c.EndpointURL))
	}
	loaded, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return nil, configError(err)
	}
	if loaded.Region == "" {
		return nil, errors.New("no AWS region: name one with --region, in AWS_REGION, or in the profile")
	}
	if _, ok := awsapi.PartitionOf(loaded.Region); !ok {
		return nil, fmt.Errorf("%q is no AWS region; regions are called like eu-west-1", loaded.Region)
	}
	client := &Client{config: c, aws: loaded, http: httpClient(loaded), retryer: retryer(loaded)}
	if c.Role != "" {
		client.aws.Credentials = aws.NewCredentialsCache(&roleProvider{client: client, base: loaded.Credentials, arn: c.Role})
	}
	return client, nil
}

// Region is the region of the configuration.
func (c *Client) Region() string { return c.aws.Region }

func (c *Client) note(format string, args ...any) {
	if c.config.Note != nil {
		c.config.Note(fmt.Sprintf(format, args...))
	}
}

func checkURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is no URL of an endpoint; write it like http://localhost:4566", text)
	}
	return nil
}

func configError(err error) error {
	var missing config.SharedConfigProfileNotExistError
	if errors.As(err, &missing) {
		return fmt.Errorf("the AWS configuration has no profile %q; \"aws configure list-profiles\" shows those that there are", missing.Profile)
	}
	var file *fs.PathError
	if errors.As(err, &file) && file.Path == os.Getenv("AWS_CA_BUNDLE") {
		return fmt.Errorf("read the certificates that AWS_CA_BUNDLE names: %w", err)
	}
	return fmt.Errorf("read the AWS configuration: %w", err)
}

// httpClient is the configuration's client, with its certificates, without
// following redirects: they would take signed headers to hosts that they were
// not signed for.
func httpClient(c aws.Config) *http.Client {
	buildable, ok := c.HTTPClient.(*awshttp.BuildableClient)
	if !ok {
		buildable = awshttp.NewBuildableClient()
	}
	transport := buildable.GetTransport()
	transport.ResponseHeaderTimeout = longestAnswer
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func retryer(c aws.Config) aws.RetryerV2 {
	standard := func(o *retry.StandardOptions) {
		if c.RetryMaxAttempts > 0 {
			o.MaxAttempts = c.RetryMaxAttempts
		}
	}
	if c.RetryMode == aws.RetryModeAdaptive {
		return retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) {
			o.StandardOptions = append(o.StandardOptions, standard)
		})
	}
	return retry.NewStandard(standard)
}

// profile is the name of the profile in use, for messages.
func (c *Client) profile() string {
	if c.config.Profile != "" {
		return c.config.Profile
	}
	if name := os.Getenv("AWS_PROFILE"); name != "" {
		return name
	}
	return "default"
}

// A source is a part of the configuration that may name endpoints.
type source interface {
	GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
}

// configuredURL is the URL that the user has set for a service, in this order:
// --endpoint-url, AWS_ENDPOINT_URL_<SERVICE>, the profile's URL for the service,
// AWS_ENDPOINT_URL, the profile's endpoint_url. It is empty for none.
func (c *Client) configuredURL(ctx context.Context, s awsapi.Service) (string, error) {
	if c.config.EndpointURL != "" {
		return c.config.EndpointURL, nil
	}
	ignored, _, err := config.GetIgnoreConfiguredEndpoints(ctx, c.aws.ConfigSources)
	if ignored || err != nil {
		return "", err
	}
	for _, from := range c.aws.ConfigSources {
		if source, ok := from.(source); ok {
			if found, ok, err := source.GetServiceBaseEndpoint(ctx, s.ID()); ok || err != nil {
				return found, err
			}
		}
	}
	return strings.TrimSpace(aws.ToString(c.aws.BaseEndpoint)), nil
}

// variant is the choice among the endpoints of AWS that the configuration makes:
// AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT, or the profile's settings of
// these names. The first source that says anything decides.
func (c *Client) variant(ctx context.Context) (awsapi.Variant, error) {
	var v awsapi.Variant
	var fips, dual bool // found
	for _, from := range c.aws.ConfigSources {
		if s, ok := from.(interface {
			GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error)
		}); ok && !fips {
			state, found, err := s.GetUseFIPSEndpoint(ctx)
			if err != nil {
				return v, fmt.Errorf("read the AWS configuration: %w", err)
			}
			fips, v.FIPS = found, state == aws.FIPSEndpointStateEnabled
		}
		if s, ok := from.(interface {
			GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error)
		}); ok && !dual {
			state, found, err := s.GetUseDualStackEndpoint(ctx)
			if err != nil {
				return v, fmt.Errorf("read the AWS configuration: %w", err)
			}
			dual, v.DualStack = found, state == aws.DualStackEndpointStateEnabled
		}
	}
	return v, nil
}
