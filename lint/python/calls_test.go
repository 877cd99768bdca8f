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
		{"a client", "import boto3\nec2 = boto3.client('ec2')\ndef f():\n  ec2.describe_instances()\n  ec2.close()\n", []string{"ec2:DescribeInstances"}, false},
		{"of a session", "s.client(service_name='s3', region_name=r).list_buckets()\n", []string{"s3:ListBuckets"}, false},
		{"an attribute", "class A:\n  def f(self):\n    self.c = client('ssm')\n  def g(self):\n    self.c.get_parameter(Name='n')\n", []string{"ssm:GetParameter"}, false},
		{"a paginator", "c = boto3.client('rds')\nc.get_paginator('describe_db_instances')\n", []string{"rds:DescribeDBInstances"}, false},
		{"a service that is not written", "c = boto3.client(name)\nc.describe_instances()\n", nil, true},
		{"a resource", "boto3.resource('s3').Bucket('b').delete()\n", nil, true},
		{"another name for the function", "from boto3 import client as make\nmake('ssm').get_parameter(Name='n')\n", []string{"ssm:GetParameter"}, false},
		{"another name for the resource", "from boto3 import resource as make\nmake('s3').Bucket('b').delete()\n", nil, true},
		{"a parameter", "def look(c, n):\n  c.describe_vpcs()\ndef main(e, x):\n  look(boto3.client('ec2'), 1)\n", []string{"ec2:DescribeVpcs"}, false},
		{"a parameter by its name", "def look(n, *, c):\n  c.describe_vpcs()\nec2 = boto3.client('ec2')\nlook(1, c=ec2)\n", []string{"ec2:DescribeVpcs"}, false},
		{"a parameter of a class", "class A:\n  def __init__(self, c):\n    self.client = c\n  def f(self):\n    self.client.list_buckets()\nA(boto3.client('s3')).f()\n", []string{"s3:ListBuckets"}, false},
		{"a default", "def look(c=boto3.client('ec2')):\n  c.describe_vpcs()\n", []string{"ec2:DescribeVpcs"}, false},
		{"what a function returns", "def make():\n  return boto3.client('ec2')\nc = make()\nc.describe_vpcs()\n", []string{"ec2:DescribeVpcs"}, false},
		{"a property", "class A:\n  @property\n  def c(self):\n    return self._c\n  def f(self):\n    self._c = boto3.client('ec2')\n    self.c.describe_vpcs()\n", []string{"ec2:DescribeVpcs"}, false},
		{"one of two", "c = boto3.client('s3') if a else boto3.client('ec2')\nd = c\nd.list_buckets()\nd.describe_vpcs()\n", []string{"ec2:DescribeVpcs", "s3:ListBuckets"}, false},
		{"in a with", "with boto3.client('ec2') as c:\n  c.describe_vpcs()\n", []string{"ec2:DescribeVpcs"}, false},
		{"a waiter", "boto3.client('rds').get_waiter('db_instance_available').wait()\n", []string{"rds:DescribeDBInstances"}, false},
		{"a waiter whose name is not written", "boto3.client('rds').get_waiter(name).wait()\n", nil, true},
		{"a signed address", "boto3.client('s3').generate_presigned_url(ClientMethod='get_object')\n", []string{"s3:GetObject"}, false},
		{"a transfer", "boto3.client('s3').download_file('b', 'k', 'f')\n", []string{"s3:GetObject", "s3:HeadObject"}, false},
		{"in a list", "for c in [boto3.client('ec2')]:\n  c.describe_vpcs()\n", nil, true},
		{"to a function of others", "import x\nc = boto3.client('ec2')\nx.look(c)\n", nil, true},
		{"a method by its name", "c = boto3.client('ec2')\ngetattr(c, n)()\n", nil, true},
		{"to print", "c = boto3.client('ec2')\nprint(c)\n", nil, false},
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
