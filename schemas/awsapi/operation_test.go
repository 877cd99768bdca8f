package awsapi_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func TestParameterTakesTheNamesThatBoto3Takes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ service, api, name, want string }{
		{"ec2", "DescribeInstances", "Filters", "Filters"},
		{"ec2", "DescribeInstances", "Filter", ""},
		{"ec2", "DescribeNatGateways", "Filters", "Filter"},
		{"ec2", "DescribeNatGateways", "Filter", "Filter"},
		{"logs", "CreateExportTask", "from", "from"},
		{"logs", "CreateExportTask", "fromTime", "from"},
		{"cloudsearchdomain", "Search", "returnFields", "return"},
		{"sts", "GetCallerIdentity", "Account", ""},
	} {
		if got := mustLookup(t, c.service, c.api).Parameter(c.name).Name(); got != c.want {
			t.Errorf("%s %s takes %q as %q, want %q", c.service, c.api, c.name, got, c.want)
		}
	}
}

func TestTakesFilter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		service, api, name string
		want               bool
	}{
		{"ec2", "DescribeInstances", "instance-id", true},
		{"ec2", "DescribeInstances", "InstanceIds", false},
		{"ec2", "DescribeInstances", "tag:Name", true},
		{"ec2", "DescribeInstances", "tag:", false},
		{"ec2", "DescribeVolumes", "tag:Name", true},
		{"ec2", "DescribeVpcs", "isDefault", true},
		{"ec2", "DescribeSubnets", "cidrBlock", true},
		{"rds", "DescribeDBInstances", "db-instance-id", true},
	} {
		if got := mustLookup(t, c.service, c.api).TakesFilter(c.name); got != c.want {
			t.Errorf("%s %s takes the filter %q: %t, want %t", c.service, c.api, c.name, got, c.want)
		}
	}
}

func TestServiceFacts(t *testing.T) {
	t.Parallel()
	type facts struct {
		Protocol, Version, SigningName, Target, XML string
		Protocols                                   []string
		QueryCompatible                             bool
	}
	for name, want := range map[string]facts{
		"ec2":               {"ec2", "2016-11-15", "ec2", "", "http://ec2.amazonaws.com/doc/2016-11-15", []string{"ec2"}, false},
		"ssm":               {"json 1.1", "2014-11-06", "ssm", "AmazonSSM", "", []string{"json"}, false},
		"sqs":               {"json 1.0", "2012-11-05", "sqs", "AmazonSQS", "", []string{"json"}, true},
		"s3":                {"rest-xml", "2006-03-01", "s3", "", "", []string{"rest-xml"}, false},
		"cloudsearchdomain": {"rest-json 1.1", "2013-01-01", "cloudsearch", "", "", []string{"rest-json"}, false},
	} {
		s, err := awsapi.OpenService(name)
		if err != nil {
			t.Error(err)
			continue
		}
		got := facts{
			strings.TrimSpace(s.Protocol() + " " + s.JSONVersion()), s.APIVersion(), s.SigningName(),
			s.TargetPrefix(), s.XMLNamespace(), s.Protocols(), s.QueryCompatible(),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// memberFacts writes what the wire needs to know of a member.
func memberFacts(m awsapi.Member) string {
	facts := []string{m.Name(), m.Shape().Type().String()}
	if m.Location() != awsapi.InBody {
		facts = append(facts, "in "+m.Location().String())
	}
	if m.WireName() != "" {
		facts = append(facts, "as "+m.WireName())
	}
	for _, flag := range []struct {
		word string
		on   bool
	}{
		{"required", m.Required()},
		{"streaming", m.Streaming()},
		{"flattened", m.Flattened()},
		{"attribute", m.XMLAttribute()},
		{"token", m.IdempotencyToken()},
		{"json", m.JSONValue()},
		{"host label", m.HostLabel()},
		{"boxed", m.Box()},
		{"sensitive", m.Shape().Sensitive()},
		{"time " + m.TimestampFormat(), m.TimestampFormat() != ""},
		{"query name " + m.QueryName(), m.QueryName() != ""},
		{"namespace " + m.XMLNamespace().URI, m.XMLNamespace().URI != ""},
		{"for rule " + m.ContextParam(), m.ContextParam() != ""},
	} {
		if flag.on {
			facts = append(facts, flag.word)
		}
	}
	return strings.Join(facts, ", ")
}

func TestMemberFacts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		service, shape, member, want string
	}{
		{"s3", "PutObjectRequest", "Body", "Body, blob, streaming"},
		{"s3", "PutObjectRequest", "Key", "Key, string, in uri, as Key, required, for rule Key"},
		{"s3", "PutObjectRequest", "Metadata", "Metadata, map, in headers, as x-amz-meta-"},
		{"s3", "PutObjectRequest", "ContentType", "ContentType, string, in header, as Content-Type"},
		{"s3", "ListObjectsV2Request", "Prefix", "Prefix, string, in querystring, as prefix, for rule Prefix"},
		{"s3", "ListObjectsV2Output", "Contents", "Contents, list, flattened"},
		{"s3", "Grantee", "Type", "Type, string, as xsi:type, required, attribute"},
		{"s3control", "GetPublicAccessBlockRequest", "AccountId", "AccountId, string, in header, as x-amz-account-id, required, host label, for rule AccountId"},
		{"ec2", "RunInstancesRequest", "ClientToken", "ClientToken, string, as clientToken, token"},
		{"ec2", "DescribeInstancesRequest", "InstanceIds", "InstanceIds, list, as InstanceId"},
		{"lex-runtime", "PostContentRequest", "sessionAttributes", "sessionAttributes, string, in header, as x-amz-lex-session-attributes, json, sensitive"},
		{"lambda", "InvocationResponse", "StatusCode", "StatusCode, integer, in statusCode"},
	} {
		s, err := awsapi.OpenService(c.service)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(c.want, memberFacts(s.Shape(c.shape).Member(c.member))); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", c.service, c.shape, diff)
		}
	}
}

func TestOperationFacts(t *testing.T) {
	t.Parallel()
	put := mustLookup(t, "s3", "PutObject")
	zone := mustLookup(t, "route53", "CreateHostedZone")
	assume := mustLookup(t, "sts", "AssumeRoleWithWebIdentity")
	query := mustLookup(t, "timestream-query", "Query")
	possible, required := query.EndpointDiscovery()
	for _, c := range []struct {
		name      string
		want, got any
	}{
		{"request", "PUT /{Bucket}/{Key+}", put.Method() + " " + put.URI()},
		{"status", 201, mustLookup(t, "lambda", "CreateFunction").Status()},
		{"payload", "Body", put.Input().Payload()},
		{"checksum", awsapi.Checksum{AlgorithmMember: "ChecksumAlgorithm"}, put.Checksum()},
		{"required checksum", true, mustLookup(t, "s3", "DeleteObjects").Checksum().Required},
		{"result wrapper", "GetRoleResult", mustLookup(t, "iam", "GetRole").ResultWrapper()},
		{"element of the input", "CreateHostedZoneRequest", zone.InputWireName()},
		{"namespace of the input", awsapi.XMLNamespace{URI: "https://route53.amazonaws.com/doc/2013-04-01/"}, zone.InputXMLNamespace()},
		{"host prefix", "{AccountId}.", mustLookup(t, "s3control", "GetPublicAccessBlock").HostPrefix()},
		{"no signature", "none smithy.api#noAuth", assume.AuthType() + " " + assume.Auth()[0]},
		{"endpoint discovery", []bool{true, true}, []bool{possible, required}},
		{"reads by name", true, mustLookup(t, "ec2", "DescribeInstances").ReadOnly()},
		{"reads by trait", true, mustLookup(t, "accessanalyzer", "ValidatePolicy").ReadOnly()},
		{"writes", false, mustLookup(t, "ec2", "TerminateInstances").ReadOnly()},
		{"no output", false, mustLookup(t, "ec2", "CreateTags").Output().Exists()},
		{"errors", 3, len(slices.Collect(mustLookup(t, "ssm", "GetDocument").Errors()))},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestShapeFacts(t *testing.T) {
	t.Parallel()
	shape := func(service, name string) awsapi.Shape {
		s, err := awsapi.OpenService(service)
		if err != nil {
			t.Fatal(err)
		}
		return s.Shape(name)
	}
	fault := func(s awsapi.Shape) awsapi.Fault {
		f, _ := s.Fault()
		return f
	}
	for _, c := range []struct {
		name      string
		want, got any
	}{
		{"enum", []string{"Online", "ConnectionLost", "Inactive"}, slices.Collect(shape("ssm", "PingStatus").Enum())},
		{"bounds", []json.Number{"1", "50"}, []json.Number{shape("ssm", "MaxResults").Min(), shape("ssm", "MaxResults").Max()}},
		{"bound beyond floats", json.Number("9223372036854775807"), shape("connect", "QueuePriority").Max()},
		{"pattern", "(?i)all|[0-9]{12}", shape("ssm", "AccountId").Pattern()},
		{"element of a list", "member, string, as InstanceId", memberFacts(shape("ec2", "InstanceIdStringList").Elem())},
		{"parts of a map", "key, string; value, string", memberFacts(shape("sqs", "QueueAttributeMap").Key()) + "; " + memberFacts(shape("sqs", "QueueAttributeMap").Value())},
		{"a list has no key", awsapi.Member{}, shape("ec2", "InstanceIdStringList").Key()},
		{"document", true, shape("bedrock-runtime", "Document").Document()},
		{"union", true, shape("bedrock-runtime", "ContentBlock").Union()},
		{"sensitive", true, shape("ssm", "PSParameterValue").Sensitive()},
		{"event stream", true, shape("s3", "SelectObjectContentEventStream").EventStream()},
		{"namespace", "xsi", shape("s3", "Grantee").XMLNamespace().Prefix},
		{"fault without a code", awsapi.Fault{Code: "InvalidDocument"}, fault(shape("ssm", "InvalidDocument"))},
		{"fault", awsapi.Fault{Code: "TooManyRequestsException", Status: 429, Sender: true}, fault(shape("lambda", "TooManyRequestsException"))},
		{"no fault", awsapi.Fault{}, fault(shape("ssm", "PingStatus"))},
		{"absent", "none", awsapi.Shape{}.Type().String()},
	} {
		if diff := cmp.Diff(c.want, c.got, cmp.AllowUnexported(awsapi.Member{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Absent values answer every question, so that callers need not ask first.
func TestZeroValuesAnswer(t *testing.T) {
	t.Parallel()
	var s awsapi.Service
	var o awsapi.Operation
	if s.Exists() || s.Name() != "" || s.Protocols() != nil || s.Shape("x").Exists() || slices.Collect(s.Operations()) != nil {
		t.Error("a service out of nothing")
	}
	if o.Exists() || o.Name() != "" || o.Method() != "" || o.Status() != 0 || o.Parameter("x").Exists() || o.FilterNames() != nil || o.Find("x", 1) != nil {
		t.Error("an operation out of nothing")
	}
	if diff := cmp.Diff("body, none", "body"+memberFacts(awsapi.Member{})); diff != "" {
		t.Errorf("a member out of nothing (-want +got):\n%s", diff)
	}
}
