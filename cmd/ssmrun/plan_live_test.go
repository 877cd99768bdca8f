package main

import (
	"bytes"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/actions"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/effect"
)

// TestPlanSendsReadsAlone makes plans of runbooks that change all there is to change,
// with the reads made to a server, which counts what comes.
func TestPlanSendsReadsAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		runbook string
		args    []string
		// sent are the reads that must come, planned what the plan must show.
		sent, planned []string
	}{
		{"api.yaml", nil, []string{"ec2:DescribeInstances", "s3:GetBucketTagging"}, []string{
			"reads    ec2:DescribeInstances  eu-west-1  live",
			"! changes  s3:PutBucketTagging  eu-west-1  in memory",
			"reads    s3:GetBucketTagging  eu-west-1  in memory", // of the bucket that was changed
			"reads    s3:GetBucketTagging  eu-west-1  live",      // of another one
			"the path from here depends on the answer in memory to PutBucketTagging",
		}},
		{"actions.yaml", nil, []string{"ec2:DescribeImages", "ec2:DescribeInstanceStatus", "ssm:GetParameter"}, []string{
			"! changes  cloudformation:CreateStack     eu-west-1  in memory",
			"! changes  cloudformation:DeleteStack     eu-west-1  in memory",
			"! changes  ec2:RunInstances            eu-west-1  in memory",
			"! changes  ec2:StopInstances           eu-west-1  in memory",
			"! changes  ec2:CreateImage     eu-west-1  in memory",
			"! changes  ec2:CopyImage       eu-west-1",
			"! changes  ec2:DeregisterImage  eu-west-1",
			"! changes  ec2:CreateTags  eu-west-1",
			"! changes  ssm:SendCommand           eu-west-1",
			"! changes  lambda:Invoke  eu-west-1",
			"! changes  stepfunctions:StartExecution     eu-west-1",
			"! changes  sns:Publish  eu-west-1",
			"! changes  request to hooks.example.com  not sent",
		}},
		{"nested.yaml", nil, []string{"ec2:DescribeVolumes"}, []string{
			"! changes  ec2:DeleteVolume  eu-west-1  in memory  3 times",
			"reads    ec2:DescribeVolumes  eu-west-1  live  3 times",
			"! changes  ssm:StartAutomationExecution  eu-west-1  invented",
		}},
		{"script.yaml", []string{"--allow-scripts"}, []string{"ec2:DescribeInstances"}, []string{
			"reads    ec2:DescribeInstances   eu-west-1  live",
			"! changes  ec2:TerminateInstances  eu-west-1",
			"! changes  dynamodb:PutItem",
		}},
		{"wait.yaml", nil, []string{"ec2:DescribeInstances"}, []string{
			"reads    ec2:DescribeInstances  eu-west-1  live\n",
			"reads    ec2:DescribeInstances  eu-west-1  invented\n",
			`it is not so in the real account; that it comes true is shown by the invented answer to DescribeInstances in "Wait"`,
			"reads    ec2:DescribeImages  eu-west-1  live  117 times",
		}},
		{"learn.yaml", nil, []string{"ec2:DescribeInstances"}, []string{
			"reads    ec2:DescribeInstances  eu-west-1  in memory\n",
			"! changes  ec2:ModifyVolume  eu-west-1  invented\n             VolumeId vol-0123456789abcdefa, VolumeType m5.large\n",
		}},
		{"amend.yaml", nil, []string{"lambda:GetFunctionConfiguration"}, []string{
			"After  aws:executeAwsApi\n    reads    lambda:GetFunctionConfiguration  eu-west-1  live and amended\n",
			"! changes  lambda:DeleteFunction  eu-west-1  invented\n",
			"reads    lambda:GetFunction  eu-west-1  live and amended\n             FunctionName mine\n             refused: ResourceNotFoundException",
		}},
		{"secret.yaml", nil, []string{"ssm:GetParameter"}, []string{
			"FunctionName mine, Description it is ***\n",
			`Parameters {"commands":["***"]}`, // AWS calls them sensitive
		}},
		{"secret.yaml", []string{"--show-sensitive"}, []string{"ssm:GetParameter"}, []string{`Parameters {"commands":["login --password ***"]}`}},
		{"made_up.yaml", nil, []string{"ec2:DescribeTags"}, []string{
			"reads    ec2:DescribeInstances  eu-west-1  invented",
			"reads    ec2:DescribeTags  eu-west-1  live",
		}},
		{"script.yaml", nil, nil, []string{
			"reads    ec2:DescribeInstances   not made here",
			"! changes  ec2:TerminateInstances  not made here",
		}},
	} {
		t.Run(strings.Join(append([]string{test.runbook}, test.args...), " "), func(t *testing.T) {
			t.Parallel()
			if slices.Contains(test.args, "--allow-scripts") {
				needBoto3(t)
			}
			server := newCountingServer(t)
			args := append([]string{"--plan", "--live", "--endpoint-url", server.url, "--region", "eu-west-1", filepath.Join("testdata", "planned", test.runbook)}, test.args...)
			out := planned(t, args...)
			for _, want := range append(test.planned, "The run would end as Success") {
				if !strings.Contains(out, want) {
					t.Errorf("the plan lacks %q", want)
				}
			}
			reads, changes := server.told()
			for _, want := range append(test.sent, "sts:GetCallerIdentity") {
				if !slices.Contains(reads, want) {
					t.Errorf("%s was not sent", want)
				}
			}
			if strings.Contains(out, "s3cr3t") {
				t.Error("the plan shows a secret")
			}
			if len(reads) > 20 {
				t.Errorf("%d reads were sent: the server is asked again and again", len(reads))
			}
			if len(changes) > 0 {
				t.Errorf("these calls change something, and were sent: %v", changes)
			}
			if t.Failed() {
				t.Logf("sent: %v\n%s", reads, out)
			}
		})
	}
}

// realAccount is what the server has. Of what it keeps, it refuses what is not here.
const realAccount = `
buckets: [{Name: mine, Tags: {a: b}}, {Name: other, Tags: {a: b}}]
images: [{ImageId: ami-0fedcba9876543210}]
instances: [{InstanceId: i-0123456789abcdef0, InstanceType: m5.large}]
volumes:
  - {VolumeId: vol-0123456789abcdefa, Attachments: [{InstanceId: i-0123456789abcdef0, Device: /dev/xvda}]}
  - {VolumeId: vol-0123456789abcdef0}
  - {VolumeId: vol-0123456789abcdef1}
  - {VolumeId: vol-0123456789abcdef2}
`

// countingServer is an account that notes what it is asked.
type countingServer struct {
	url            string
	mu             sync.Mutex
	reads, changes []string
}

func newCountingServer(t *testing.T) *countingServer {
	t.Helper()
	s := &countingServer{}
	now := clock.System{}
	account := world.New(world.Config{Clock: now, Region: "eu-west-1"})
	if err := account.Load(document.NewSource("world.yaml", []byte(realAccount))); err != nil {
		t.Fatal(err)
	}
	for name, secret := range map[string]string{
		actions.IntegrationPrefix + "chat": `{"url": "https://hooks.example.com/planted-s3cr3t"}`,
		"/db/password":                     "planted-s3cr3t",
	} {
		put := cloud.Request{Service: "ssm", Operation: "PutParameter", Region: "eu-west-1", Input: value.New("Name", name, "Type", "SecureString", "Value", secret)}
		if _, err := account.Call(t.Context(), put); err != nil {
			t.Fatal(err)
		}
	}
	invented := synth.New(synth.Config{Clock: now, Region: "eu-west-1"})
	server := httptest.NewServer(endpoint.New(cloud.Chain{account, invented}, endpoint.Config{
		Clock: now, Region: "eu-west-1", Observe: s.note,
	}))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *countingServer) note(req cloud.Request, _ cloud.Response, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := req.Service + ":" + req.Operation
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil || effect.Of(op, req.Input).Changes {
		s.changes = append(s.changes, name)
		return
	}
	s.reads = append(s.reads, name)
}

// told is what the server was asked until now.
func (s *countingServer) told() (reads, changes []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.reads), slices.Clone(s.changes)
}

// liveEnvironment is that of a user whose credentials are in it.
func liveEnvironment(home string) []string {
	return []string{
		"PATH=/usr/bin:/bin", "HOME=" + home, "AWS_ACCESS_KEY_ID=ssmrun", "AWS_SECRET_ACCESS_KEY=ssmrun",
		"AWS_EC2_METADATA_DISABLED=true",
	}
}

// planned is what a plan prints.
func planned(t *testing.T, args ...string) string {
	t.Helper()
	command := ssmrun(t, args...)
	command.Env = liveEnvironment(t.TempDir())
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		t.Fatalf("ssmrun %q: %v: %s%s", args, err, out, &complaint)
	}
	return string(out)
}

// needBoto3 skips a test of scripts where they cannot use boto3 or cannot be
// contained; in CI, they must.
func needBoto3(t *testing.T) {
	t.Helper()
	_, err := exec.LookPath("bwrap")
	if err == nil {
		err = exec.Command("/usr/bin/python3", "-c", "import boto3").Run()
	}
	documenttest.Need(t, err)
}
