package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/document/documenttest"
)

// awsCLI is Debian's; another one in PATH may be anything.
const awsCLI = "/usr/bin/aws"

// TestServeAnswersTheAWSCLIAsSteps asks the same of a server with the AWS CLI and
// in a step of a runbook.
func TestServeAnswersTheAWSCLIAsSteps(t *testing.T) {
	t.Parallel()
	needAWSCLI(t)
	url := startServer(t, "--instance", "i-123")
	for _, test := range []struct {
		command, service, api string
		inputs                map[string]any
	}{
		{command: "ec2 describe-instances", service: "ec2", api: "DescribeInstances"},
		{command: "ssm describe-instance-information", service: "ssm", api: "DescribeInstanceInformation"},
		{command: "s3api list-buckets", service: "s3", api: "ListBuckets"},
		{command: "iam get-role --role-name web", service: "iam", api: "GetRole", inputs: map[string]any{"RoleName": "web"}},
		{command: "rds describe-db-instances", service: "rds", api: "DescribeDBInstances"},
		{command: "sqs get-queue-url --queue-name jobs", service: "sqs", api: "GetQueueUrl", inputs: map[string]any{"QueueName": "jobs"}},
		{command: "lambda list-functions", service: "lambda", api: "ListFunctions"},
	} {
		t.Run(test.api, func(t *testing.T) {
			t.Parallel()
			printed := awsPrints(t, url, strings.Fields(test.command)...)
			answered := stepGets(t, test.service, test.api, test.inputs)
			if len(answered) == 0 {
				t.Fatal("the step got nothing")
			}
			if diff := cmp.Diff(known(answered, printed, ""), printed); diff != "" {
				t.Errorf("the AWS CLI prints another answer than the step gets (-step +aws)\n%s", diff)
			}
		})
	}
}

// TestServeWorld asks with the AWS CLI for what the account of a file has.
func TestServeWorld(t *testing.T) {
	t.Parallel()
	needAWSCLI(t)
	url := startServer(t, "--world", "testdata/served/world.yaml", "--strict")
	printed := awsPrints(t, url, "ec2", "describe-instances", "--query", "{Found: Reservations[].Instances[].[InstanceId, State.Name]}")
	want := map[string]any{"Found": []any{[]any{"i-0abc1234567890def", "stopped"}}}
	if diff := cmp.Diff(want, printed); diff != "" {
		t.Errorf("instances (-want +got)\n%s", diff)
	}
}

// startServer starts a server on a port that is free and returns its URL.
func startServer(t *testing.T, args ...string) string {
	t.Helper()
	server := ssmrun(t, append([]string{"serve"}, args...)...)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := server.Wait(); err != nil {
			t.Errorf("the server's end: %v", err)
		}
	})
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(url)
}

// ssmrun is the command under test: the test's own program by that name.
func ssmrun(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{"ssmrun"}, args...)}
}

// awsPrints is what the AWS CLI prints for a command.
func awsPrints(t *testing.T, url string, args ...string) map[string]any {
	t.Helper()
	aws := exec.Command(awsCLI, append([]string{"--endpoint-url", url, "--output", "json"}, args...)...)
	aws.Env = []string{
		"PATH=/usr/bin:/bin", "HOME=" + t.TempDir(), "AWS_ACCESS_KEY_ID=ssmrun", "AWS_SECRET_ACCESS_KEY=ssmrun",
		"AWS_DEFAULT_REGION=us-east-1", "AWS_PAGER=", "AWS_EC2_METADATA_DISABLED=true",
	}
	var complaint bytes.Buffer
	aws.Stderr = &complaint
	out, err := aws.Output()
	if err != nil {
		t.Fatalf("aws %s: %v: %s", strings.Join(args, " "), err, &complaint)
	}
	return decode(t, out)
}

// stepGets is the answer that a step with an API call gets.
func stepGets(t *testing.T, service, api string, inputs map[string]any) map[string]any {
	t.Helper()
	if inputs == nil {
		inputs = map[string]any{}
	}
	inputs["Service"], inputs["Api"] = service, api
	runbook, err := json.Marshal(map[string]any{
		"schemaVersion": "0.3",
		"parameters":    map[string]any{"InstanceId": map[string]any{"type": "String"}},
		"outputs":       []string{"call.Answer"},
		"mainSteps": []any{map[string]any{
			"name": "call", "action": "aws:executeAwsApi", "inputs": inputs,
			"outputs": []any{map[string]any{"Name": "Answer", "Selector": "$", "Type": "StringMap"}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "runbook.json")
	if err := os.WriteFile(file, runbook, 0o600); err != nil {
		t.Fatal(err)
	}
	command := ssmrun(t, file, "--instance", "i-123", "--format", "json")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("ssmrun: %v: %s", err, out)
	}
	var execution struct {
		AutomationExecution struct{ Outputs map[string][]string }
	}
	if err := json.Unmarshal(out, &execution); err != nil {
		t.Fatal(err)
	}
	answers := execution.AutomationExecution.Outputs["call.Answer"]
	if len(answers) != 1 {
		t.Fatalf("the run has %d outputs of the step", len(answers))
	}
	answer := decode(t, []byte(answers[0]))
	delete(answer, "ResponseMetadata")
	return answer
}

// decode reads JSON. Times are those of two clocks, so that only the fact counts
// that there is one.
func decode(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v: %.300s", err, text)
	}
	return timeless(v).(map[string]any)
}

func timeless(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			v[key] = timeless(item)
		}
	case []any:
		for i, item := range v {
			v[i] = timeless(item)
		}
	case string:
		if _, err := time.Parse(time.RFC3339, v); err == nil {
			return "a time"
		}
	}
	return v
}

// known leaves out of an answer the members that the AWS CLI is too old for. Path
// leads to the answer.
func known(answer, printed any, path string) any {
	switch a := answer.(type) {
	case map[string]any:
		p, ok := printed.(map[string]any)
		if !ok {
			return a
		}
		out := map[string]any{}
		for key, item := range a {
			at := strings.TrimPrefix(path+"."+key, ".")
			if _, ok := p[key]; ok || !slices.Contains(laterThanDebian, at) {
				out[key] = known(item, p[key], at)
			}
		}
		return out
	case []any:
		p, ok := printed.([]any)
		if !ok || len(p) != len(a) {
			return a
		}
		out := make([]any, len(a))
		for i, item := range a {
			out[i] = known(item, p[i], path)
		}
		return out
	case string:
		if a == "***" && strings.HasSuffix(path, "Password") {
			return printed // the step has the password, and its output does not show it
		}
		// The AWS CLI prints the policies of IAM as objects.
		if _, ok := printed.(map[string]any); ok && strings.HasSuffix(path, "PolicyDocument") {
			var policy any
			if err := json.Unmarshal([]byte(a), &policy); err == nil {
				return policy
			}
		}
	}
	return answer
}

// laterThanDebian are members of the answers that AWS has added since Debian 12.
var laterThanDebian = strings.Fields(`
	Buckets.BucketArn
	Buckets.BucketRegion
	DBInstances.AdditionalStorageVolumes
	DBInstances.DatabaseInsightsMode
	DBInstances.DedicatedLogVolume
	DBInstances.DomainMemberships.AuthSecretArn
	DBInstances.DomainMemberships.DnsIps
	DBInstances.DomainMemberships.OU
	DBInstances.EngineLifecycleSupport
	DBInstances.IsStorageConfigUpgradeAvailable
	DBInstances.MultiTenant
	DBInstances.PendingModifiedValues.AdditionalStorageVolumes
	DBInstances.PendingModifiedValues.DedicatedLogVolume
	DBInstances.PendingModifiedValues.Engine
	DBInstances.PendingModifiedValues.MultiTenant
	DBInstances.PercentProgress
	DBInstances.ReadReplicaSourceDBClusterIdentifier
	DBInstances.StorageEncryptionType
	DBInstances.StorageOperationPercentProgress
	DBInstances.StorageOperationStatus
	DBInstances.StorageVolumeStatus
	DBInstances.UpgradeRolloutOrder
	Functions.CapacityProviderConfig
	Functions.ConfigSha256
	Functions.DurableConfig
	Functions.LoggingConfig
	Functions.TenancyConfig
	Functions.VpcConfig.Ipv6AllowedForDualStack
	Prefix
	Reservations.Instances.CurrentInstanceBootMode
	Reservations.Instances.MaintenanceOptions.RebootMigration
	Reservations.Instances.NetworkPerformanceOptions
	Reservations.Instances.Operator
	Reservations.Instances.Placement.AvailabilityZoneId
`)

// needAWSCLI skips a test where there is no AWS CLI, but not in CI, which installs
// it.
func needAWSCLI(t *testing.T) {
	t.Helper()
	_, err := os.Stat(awsCLI)
	documenttest.Need(t, err)
}
