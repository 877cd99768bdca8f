package wire_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func lookup(t *testing.T, name string) awsapi.Operation {
	t.Helper()
	service, operation, _ := strings.Cut(name, " ")
	op, err := awsapi.Lookup(service, operation)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func object(t *testing.T, text string) *value.Object {
	t.Helper()
	v, err := value.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v.(*value.Object)
}

// TestEncode has what the protocols of AWS differ in.
func TestEncode(t *testing.T) {
	t.Parallel()
	var codecs wire.Codecs
	for _, test := range []struct{ name, operation, input, want string }{
		// json
		{"nothing at all", "ssm DescribeActivations", `{}`, "POST / {}"},
		{"an empty list and an empty map", "ssm CreateActivation", `{"IamRole": "r", "Tags": []}`, `POST / {"IamRole":"r","Tags":[]}`},
		{"null is left out", "ssm GetParameter", `{"Name": "a", "WithDecryption": null}`, `POST / {"Name":"a"}`},
		{"bytes are those of the text", "kms Encrypt", `{"KeyId": "k", "Plaintext": "é"}`, `POST / {"KeyId":"k","Plaintext":"w6k="}`},
		{"a time in seconds", "ssm CreateActivation", `{"IamRole": "r", "ExpirationDate": "2026-02-03T04:05:06.5+02:00"}`, `POST / {"ExpirationDate":1770084306.5,"IamRole":"r"}`},
		{"a date", "ssm CreateActivation", `{"IamRole": "r", "ExpirationDate": "2026-02-03"}`, `POST / {"ExpirationDate":1770076800,"IamRole":"r"}`},
		{"a time given in seconds", "ssm CreateActivation", `{"IamRole": "r", "ExpirationDate": 1770076800}`, `POST / {"ExpirationDate":1770076800,"IamRole":"r"}`},
		{"a recursive structure", "dynamodb GetItem", `{"TableName": "t", "Key": {"k": {"L": [{"M": {"n": {"N": "1"}}}, {"NULL": true}]}}}`, `POST / {"Key":{"k":{"L":[{"M":{"n":{"N":"1"}}},{"NULL":true}]}},"TableName":"t"}`},
		// query
		{"a list with members", "sns ListTopics", `{"NextToken": "a&b"}`, "POST / Action=ListTopics&NextToken=a%26b&Version=2010-03-31"},
		{"an empty list in a query", "autoscaling DescribeAutoScalingGroups", `{"AutoScalingGroupNames": []}`, "POST / Action=DescribeAutoScalingGroups&AutoScalingGroupNames=&Version=2011-01-01"},
		{"a flattened list in a query", "rds DescribeDBInstances", `{"Filters": [{"Name": "n", "Values": ["a", "b"]}]}`, "POST / Action=DescribeDBInstances&Filters.Filter.1.Name=n&Filters.Filter.1.Values.Value.1=a&Filters.Filter.1.Values.Value.2=b&Version=2014-10-31"},
		// ec2
		{"a list of EC2", "ec2 DescribeInstances", `{"InstanceIds": ["i-1", "i-2"], "Filters": [{"Name": "n", "Values": ["v"]}]}`, "POST / Action=DescribeInstances&Filter.1.Name=n&Filter.1.Value.1=v&InstanceId.1=i-1&InstanceId.2=i-2&Version=2016-11-15"},
		{"a time of EC2", "ec2 DescribeSpotPriceHistory", `{"StartTime": "2026-02-03T04:05:06Z"}`, "POST / Action=DescribeSpotPriceHistory&StartTime=2026-02-03T04%3A05%3A06Z&Version=2016-11-15"},
		// rest-json
		{"a path and a query", "lambda Invoke", `{"FunctionName": "a/b c", "Qualifier": "1", "Payload": "{}"}`, "POST /2015-03-31/functions/a%2Fb%20c/invocations?Qualifier=1 {}"},
		{"names of the wire in the path", "eks DescribeCluster", `{"name": "a"}`, "GET /clusters/a "},
		{"a member whose name on the wire is another", "eks ListNodegroups", `{"clusterName": "a"}`, "GET /clusters/a/node-groups "},
		{"a query that repeats", "eks DescribeAddonVersions", `{"types": ["a", "b"]}`, "GET /addons/supported-versions?types=a&types=b "},
		// rest-xml
		{"a key with slashes", "s3 GetObject", `{"Bucket": "b", "Key": "a b/../c+é"}`, "GET /b/a%20b/../c%2B%C3%A9 "},
		{"a flattened list in XML", "s3 PutBucketCors", `{"Bucket": "b", "CORSConfiguration": {"CORSRules": [{"AllowedMethods": ["GET", "PUT"], "AllowedOrigins": ["*"]}]}}`, `PUT /b?cors= <CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>`},
		{"a stream of bytes", "s3 PutObject", `{"Bucket": "b", "Key": "k", "Body": "<é>"}`, "PUT /b/k <é>"},
		// what cannot be
		{"no such member", "ssm GetParameter", `{"Nam": "a"}`, `write the request of ssm GetParameter: GetParameterRequest has no member "Nam"`},
		{"no time", "ssm CreateActivation", `{"IamRole": "r", "ExpirationDate": "soon"}`, `write the request of ssm CreateActivation: ExpirationDate: "soon" is no time; write it like 2006-01-02T15:04:05Z`},
		{"a number that does not fit", "ssm CreateActivation", `{"IamRole": "r", "RegistrationLimit": 4294967296}`, `write the request of ssm CreateActivation: RegistrationLimit: strconv.ParseInt: parsing "4294967296": value out of range`},
	} {
		req, err := codecs.Encode(context.Background(), lookup(t, test.operation), object(t, test.input))
		var got string
		if err != nil {
			got = err.Error()
		} else {
			got = req.Method + " " + req.URL.RequestURI() + " " + string(req.Body)
		}
		if got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

// TestDecode has what answers differ in.
func TestDecode(t *testing.T) {
	t.Parallel()
	var codecs wire.Codecs
	for _, test := range []struct{ name, operation, headers, body, want string }{
		{"nothing", "ssm DescribeActivations", "", "", `{}`},
		{"null and unknown members", "ssm GetParameter", "", `{"Parameter": {"Name": null, "New": [1], "Version": 9007199254740993}}`, `{"Parameter":{"Version":9007199254740993}}`},
		{"a time with a fraction", "ssm GetParameter", "", `{"Parameter": {"LastModifiedDate": 1770084306.25}}`, `{"Parameter":{"LastModifiedDate":"2026-02-03T02:05:06.25Z"}}`},
		{"bytes in base64", "kms Decrypt", "", `{"Plaintext": "AP8="}`, `{"Plaintext":"AP8="}`},
		{"false is a value", "ssm GetMaintenanceWindow", "", `{"Name": "w", "Enabled": false}`, `{"Name":"w","Enabled":false}`},
		{"a body of bytes", "lambda Invoke", "X-Amz-Function-Error: Unhandled", `{"a": "é"}`, `{"FunctionError":"Unhandled","Payload":"eyJhIjogIsOpIn0=","StatusCode":200}`},
		{"a stream of bytes", "s3 GetObject", "", "\x00\xff", `{"Body":"AP8=","Metadata":{}}`},
		{"no element for the result", "iam DeleteRole", "", `<DeleteRoleResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DeleteRoleResponse>`, `{}`},
		{"an empty list in XML", "ec2 DescribeVolumes", "", `<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>`, `{"Volumes":[]}`},
		{"an attribute in XML", "s3 GetBucketAcl", "", `<AccessControlPolicy><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>u</URI></Grantee></Grant></AccessControlList></AccessControlPolicy>`, `{"Grants":[{"Grantee":{"Type":"Group","URI":"u"}}]}`},
		{"headers of a prefix", "s3 HeadObject", "X-Amz-Meta-A: b\nContent-Length: 3", "", `{"ContentLength":3,"Metadata":{"a":"b"}}`},
	} {
		header := http.Header{}
		for line := range strings.Lines(test.headers) {
			name, text, _ := strings.Cut(strings.TrimSpace(line), ": ")
			header.Set(name, text)
		}
		output, err := codecs.Decode(context.Background(), lookup(t, test.operation), &wire.Answer{Status: 200, Header: header, Body: []byte(test.body)})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(object(t, test.want), output, cmp.Comparer(func(a, b *value.Object) bool { return value.Equal(a, b) })); diff != "" {
			text, _ := value.Encode(output)
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, text, test.want)
		}
	}
}

// TestBrokenAnswers has answers that AWS does not give.
func TestBrokenAnswers(t *testing.T) {
	t.Parallel()
	var codecs wire.Codecs
	deep := `{"Item": {"a": ` + strings.Repeat(`{"L": [`, 300) + strings.Repeat(`]}`, 300) + `}}`
	for _, test := range []struct{ name, operation, body, want string }{
		{"no JSON", "ssm GetParameter", "<html>", `the answer to ssm GetParameter is not JSON: "<html>"`},
		{"half an answer", "ec2 DescribeVolumes", "<DescribeVolumesResponse><volumeSet>", "read the answer to ec2 DescribeVolumes: deserialization failed, XML syntax error on line 1: unexpected EOF"},
		{"a bottomless answer", "dynamodb GetItem", deep, "read the answer to dynamodb GetItem: deserialization failed, L: more than 200 levels of lists and structures"},
		{"more levels than anybody reads", "dynamodb GetItem", strings.Repeat("[", 1_000_000), `the answer to dynamodb GetItem is not JSON: "` + strings.Repeat("[", 200) + `"...`},
	} {
		_, err := codecs.Decode(context.Background(), lookup(t, test.operation), &wire.Answer{Status: 200, Body: []byte(test.body)})
		if err == nil || err.Error() != test.want {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
	}
}

// TestRefusal has the forms in which answers report errors.
func TestRefusal(t *testing.T) {
	t.Parallel()
	var codecs wire.Codecs
	for _, test := range []struct {
		name, operation, header, body string
		status                        int
		want                          wire.Refusal
	}{
		{"json", "ssm GetParameter", "", `{"__type": "com.amazonaws.ssm#ParameterNotFound", "message": "m"}`, 400, wire.Refusal{Code: "ParameterNotFound", Message: "m", Status: 400}},
		{"a code in the header", "lambda GetFunction", "X-Amzn-Errortype: ResourceNotFoundException:http://x/", `{"Message": "m"}`, 404, wire.Refusal{Code: "ResourceNotFoundException", Message: "m", Status: 404}},
		{"the code of older times", "sqs GetQueueUrl", "X-Amzn-Query-Error: AWS.SimpleQueueService.NonExistentQueue;Sender", `{"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": "m"}`, 400, wire.Refusal{Code: "AWS.SimpleQueueService.NonExistentQueue", Message: "m", Status: 400}},
		{"query", "iam GetRole", "", `<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>m &lt;</Message></Error><RequestId>r</RequestId></ErrorResponse>`, 404, wire.Refusal{Code: "NoSuchEntity", Message: "m <", Status: 404}},
		{"ec2", "ec2 DescribeInstances", "", `<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>`, 400, wire.Refusal{Code: "InvalidInstanceID.NotFound", Message: "m", Status: 400}},
		{"s3", "s3 GetObject", "", `<Error><Code>NoSuchKey</Code><Message>m</Message><Key>k</Key></Error>`, 404, wire.Refusal{Code: "NoSuchKey", Message: "m", Status: 404}},
		{"no body", "s3 HeadBucket", "", "", 404, wire.Refusal{Code: "404", Message: "Not Found", Status: 404}},
		{"an error with the status of success", "s3 CopyObject", "", `<Error><Code>InternalError</Code><Message>m</Message></Error>`, 200, wire.Refusal{Code: "InternalError", Message: "m", Status: 500}},
	} {
		header := http.Header{}
		if name, text, ok := strings.Cut(test.header, ": "); ok {
			header.Set(name, text)
		}
		_, err := codecs.Decode(context.Background(), lookup(t, test.operation), &wire.Answer{Status: test.status, Header: header, Body: []byte(test.body)})
		var got *wire.Refusal
		if !errors.As(err, &got) || *got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
	}
}

// TestEventStreams refuses every operation that sends or answers events.
func TestEventStreams(t *testing.T) {
	t.Parallel()
	for operation, want := range map[string]string{
		"lexv2-runtime StartConversation": "lexv2-runtime StartConversation takes a stream of events, which a runbook cannot send",
		"logs StartLiveTail":              "logs StartLiveTail answers with a stream of events, which a runbook cannot read",
	} {
		if err := wire.CheckStreams(lookup(t, operation)); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if err := wire.CheckStreams(lookup(t, "s3 GetObject")); err != nil {
		t.Error(err)
	}
}
