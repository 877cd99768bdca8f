package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// oneStep is a runbook with one API step.
const oneStep = `schemaVersion: '0.3'
parameters:
  InstanceId: {type: 'AWS::EC2::Instance::Id'}
mainSteps:
  - name: GetInstance
    action: aws:executeAwsApi
    inputs: {Service: ec2, Api: DescribeInstances, InstanceIds: ['{{ InstanceId }}']}
    outputs: [{Name: Id, Selector: '$.Reservations[0].Instances[0].InstanceId'}]
outputs: [GetInstance.Id]
`

// BenchmarkRun is the whole command on a runbook with one step, without the
// start of a process.
func BenchmarkRun(b *testing.B) {
	var out strings.Builder
	for b.Loop() {
		out.Reset()
		code := run([]string{"ssmrun", "-", "--instance", "i-123"}, strings.NewReader(oneStep), &out, &out)
		if code != exitSuccess {
			b.Fatal(out.String())
		}
	}
}

// BenchmarkProcess is the same as a process of its own, beside one that only
// tells its version.
func BenchmarkProcess(b *testing.B) {
	dir := b.TempDir()
	binary, runbook := filepath.Join(dir, "ssmrun"), filepath.Join(dir, "runbook.yaml")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	if err := os.WriteFile(runbook, []byte(oneStep), 0o644); err != nil {
		b.Fatal(err)
	}
	for name, args := range map[string][]string{"run": {"--instance", "i-123", runbook}, "version": {"--version"}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
			}
		})
	}
}
