package python_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadCalls(t *testing.T) {
	t.Parallel()
	reader := newReader(t)
	for _, test := range []struct {
		name, script string
		want         []string
		hidden       bool
	}{
		{"a client", "import boto3\nec2 = boto3.client('ec2')\ndef f():\n  ec2.describe_instances()\n  ec2.get_waiter('x')\n", []string{"ec2:DescribeInstances"}, false},
		{"of a session", "s.client(service_name='s3', region_name=r).list_buckets()\n", []string{"s3:ListBuckets"}, false},
		{"an attribute", "class A:\n  def f(self):\n    self.c = client('ssm')\n  def g(self):\n    self.c.get_parameter(Name='n')\n", []string{"ssm:GetParameter"}, false},
		{"a paginator", "c = boto3.client('rds')\nc.get_paginator('describe_db_instances')\n", []string{"rds:DescribeDBInstances"}, false},
		{"a service that is not written", "c = boto3.client(name)\nc.describe_instances()\n", nil, true},
		{"a resource", "boto3.resource('s3').Bucket('b').delete()\n", nil, true},
		{"none", "print({}.get('x'))\n", nil, false},
	} {
		got, ok := reader.ReadCalls(test.script)
		if !ok {
			t.Fatalf("%s: not read: %v", test.name, reader.Err())
		}
		var names []string
		for _, op := range got.Operations {
			names = append(names, op.Service().Name()+":"+op.Name())
		}
		if diff := cmp.Diff(test.want, names); diff != "" || got.Hidden != test.hidden {
			t.Errorf("%s: hidden %t (-want +got)\n%s", test.name, got.Hidden, diff)
		}
	}
	if _, ok := reader.ReadCalls("def broken("); ok {
		t.Error("a broken script is read")
	}
}
