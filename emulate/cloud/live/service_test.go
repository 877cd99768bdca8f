package live_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live"
)

// TestServices has what services want or answer beside their models.
func TestServices(t *testing.T) {
	for _, test := range []struct {
		name, service, operation string
		input                    *value.Object
		// request is what must be sent: the method, the URI, and the named header.
		request, header string
		answer          string
		output          string
	}{
		{
			name: "IDs of Route 53", service: "route53", operation: "GetHostedZone", input: value.New("Id", "/hostedzone/Z1"),
			request: "GET /2013-04-01/hostedzone/Z1", answer: `<GetHostedZoneResponse/>`, output: `{}`,
		},
		{
			name: "API Gateway's JSON", service: "apigateway", operation: "GetAccount",
			request: "GET /account", header: "Accept: application/json", answer: `{"apiKeyVersion":"4"}`, output: `{"apiKeyVersion":"4"}`,
		},
		{
			name: "the account of Glacier", service: "glacier", operation: "ListVaults",
			request: "GET /-/vaults", header: "X-Amz-Glacier-Version: 2012-06-01", answer: `{}`, output: `{}`,
		},
		{
			name: "the console in base64", service: "ec2", operation: "GetConsoleOutput", input: value.New("InstanceId", "i-1"),
			request: "POST /", answer: `<GetConsoleOutputResponse><output>Ym9vdAo=</output></GetConsoleOutputResponse>`, output: `{"Output":"boot\n"}`,
		},
		{
			name: "policies of IAM", service: "iam", operation: "GetRolePolicy", input: value.New("RoleName", "r", "PolicyName", "p"),
			request: "POST /",
			answer:  `<GetRolePolicyResponse><GetRolePolicyResult><PolicyDocument>%7B%22a%22%3A%20%5B%22+%22%5D%7D</PolicyDocument></GetRolePolicyResult></GetRolePolicyResponse>`,
			output:  `{"PolicyDocument":{"a":["+"]}}`,
		},
		{
			name: "templates in JSON", service: "cloudformation", operation: "GetTemplate",
			request: "POST /",
			answer:  `<GetTemplateResponse><GetTemplateResult><TemplateBody>{"b": 1, "a": 2}</TemplateBody></GetTemplateResult></GetTemplateResponse>`,
			output:  `{"TemplateBody":{"b":1,"a":2}}`,
		},
		{
			name: "a bucket in us-east-1", service: "s3", operation: "GetBucketLocation", input: value.New("Bucket", "b"),
			request: "GET /b?location=", answer: `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>`, output: `{"LocationConstraint":null}`,
		},
		{
			name: "a bucket elsewhere", service: "s3", operation: "GetBucketLocation", input: value.New("Bucket", "b"),
			request: "GET /b?location=", answer: `<LocationConstraint>eu-west-1</LocationConstraint>`, output: `{"LocationConstraint":"eu-west-1"}`,
		},
		{
			name: "a checksum that S3 requires", service: "s3", operation: "DeleteObjects",
			input:   value.New("Bucket", "b", "Delete", value.New("Objects", value.List(value.New("Key", "k")))),
			request: "POST /b?delete=", header: "X-Amz-Sdk-Checksum-Algorithm: CRC32", answer: `<DeleteResult/>`, output: `{}`,
		},
		{
			name: "a call without credentials", service: "cognito-identity", operation: "GetId", input: value.New("IdentityPoolId", "p"),
			request: "POST /", header: "Authorization: ", answer: `{"IdentityId":"i"}`, output: `{"IdentityId":"i"}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			isolate(t, "")
			url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if got := r.Method + " " + r.RequestURI; got != test.request {
					t.Errorf("sent %s, want %s", got, test.request)
				}
				if name, want, ok := strings.Cut(test.header, ": "); ok && r.Header.Get(name) != want {
					t.Errorf("sent %s: %s, want %s", name, r.Header.Get(name), want)
				}
				fmt.Fprint(w, test.answer)
			})
			got, err := call(open(t, live.Config{EndpointURL: url}, nil), test.service, test.operation, test.input)
			if err != nil {
				t.Fatal(err)
			}
			output, err := value.Decode([]byte(got))
			if err != nil {
				t.Fatal(err)
			}
			output.(*value.Object).Delete("ResponseMetadata")
			text, err := value.Encode(output)
			if diff := cmp.Diff(test.output, string(text)); diff != "" || err != nil {
				t.Errorf("error %v (-want +got)\n%s", err, diff)
			}
		})
	}
}

// TestBucketElsewhere goes on in the region that S3 names, and stays there.
func TestBucketElsewhere(t *testing.T) {
	isolate(t, "")
	var regions []string
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		region := strings.Split(r.Header.Get("Authorization"), "/")[2]
		regions = append(regions, region)
		if region != "ap-south-1" {
			w.Header().Set("X-Amz-Bucket-Region", "ap-south-1")
			w.WriteHeader(http.StatusMovedPermanently)
		}
	})
	client := open(t, live.Config{EndpointURL: url}, nil)
	for range 2 {
		if _, err := call(client, "s3", "HeadBucket", value.New("Bucket", "b")); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"eu-west-1", "ap-south-1", "ap-south-1"}, regions); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestConfiguredEndpoints takes the URL of a service before that of all.
func TestConfiguredEndpoints(t *testing.T) {
	isolate(t, "")
	var asked []string
	serverOf := func(name string) string {
		return serve(t, func(w http.ResponseWriter, _ *http.Request) {
			asked = append(asked, name)
			fmt.Fprint(w, `{}`)
		})
	}
	t.Setenv("AWS_ENDPOINT_URL", serverOf("all"))
	t.Setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", serverOf("secretsmanager"))
	client := open(t, live.Config{}, nil)
	for _, service := range []string{"secretsmanager ListSecrets", "ssm DescribeActivations"} {
		name, operation, _ := strings.Cut(service, " ")
		if _, err := call(client, name, operation, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := call(open(t, live.Config{EndpointURL: serverOf("flag")}, nil), "secretsmanager", "ListSecrets", nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"secretsmanager", "all", "flag"}, asked); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestRole makes calls with the credentials of the role.
func TestRole(t *testing.T) {
	isolate(t, "")
	var keys []string
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		keys = append(keys, strings.TrimPrefix(strings.Split(r.Header.Get("Authorization"), "/")[0], "AWS4-HMAC-SHA256 Credential=")+r.Header.Get("X-Amz-Security-Token"))
		if r.Header.Get("X-Amz-Target") != "" {
			fmt.Fprint(w, `{}`)
			return
		}
		if got := r.FormValue("RoleArn") + " " + r.FormValue("RoleSessionName"); got != "arn:aws:iam::1:role/a ssmrun" {
			t.Errorf("assumed %s", got)
		}
		fmt.Fprint(w, `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>-token</SessionToken><Expiration>2026-03-01T13:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`)
	})
	client := open(t, live.Config{EndpointURL: url, Role: "arn:aws:iam::1:role/a"}, nil)
	if _, err := call(client, "ssm", "DescribeActivations", nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"AKIDEXAMPLE", "ASIA-token"}, keys); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
