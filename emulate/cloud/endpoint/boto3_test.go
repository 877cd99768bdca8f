package endpoint_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestBoto3GetsTheAnswersOfTheCloud calls operations of all services and protocols
// with boto3 and compares what arrives at the cloud and what boto3 makes of its
// answer with what was sent. SSMKIT_BOTO3=all calls every operation,
// SSMKIT_BOTO3=ec2,iam those of some services; SSMKIT_PYTHON names another Python.
func TestBoto3GetsTheAnswersOfTheCloud(t *testing.T) {
	client := startBoto3(t)
	counts := map[string]int{}
	for _, op := range selected(t) {
		name := op.Service().Name() + ":" + op.Name()
		outcome, problem := client.try(op)
		counts[outcome]++
		switch {
		case problem == "":
		case excused(op, outcome):
			counts["excused"]++
		default:
			t.Errorf("%s: %s", name, problem)
		}
	}
	t.Logf("botocore %s: %v", client.version, counts)
	if counts["same"] == 0 {
		t.Error("no operation was called")
	}
}

// selected are the operations to call: a few of every service, and all of those
// that runbooks use most.
func selected(t *testing.T) []awsapi.Operation {
	var ops []awsapi.Operation
	want := strings.Split(os.Getenv("SSMKIT_BOTO3"), ",")
	all := slices.Contains(want, "all")
	most := []string{"ec2", "s3", "ssm", "iam", "rds", "sqs", "cloudwatch", "lambda", "sts", "cloudformation", "autoscaling", "route53"}
	if testing.Short() {
		most = []string{"s3", "ssm", "iam", "sqs"}
	}
	for name := range awsapi.Services() {
		if want[0] != "" && !all && !slices.Contains(want, name) {
			continue
		}
		s, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for op := range s.Operations() {
			if n++; n > 2 && want[0] == "" && !slices.Contains(most, name) {
				break
			}
			ops = append(ops, op)
		}
	}
	return ops
}

// excused tells differences that boto3 makes itself.
func excused(op awsapi.Operation, outcome string) bool {
	switch outcome {
	case "mistaken":
		// Operations with the URI of the one that took their place.
		_, deprecated := op.Deprecated()
		return deprecated
	case "refused":
		for _, shape := range []awsapi.Shape{op.Input(), op.Output()} {
			for m := range shape.Members() {
				if m.Shape().EventStream() {
					return true
				}
			}
		}
	case "different input":
		// boto3 puts UserData into base64.
		return op.Input().Member("UserData").Exists()
	case "broken":
		// It wants a token, which has to come from a login.
		return op.Service().Name() == "codecatalyst"
	}
	return false
}

// boto3 is a running testdata/calls.py.
type boto3 struct {
	version string
	in      io.Writer
	out     *bufio.Reader
	// seen is what reached the cloud at the last call.
	seen chan observed
}

type observed struct {
	req    cloud.Request
	answer cloud.Response
	err    error
}

// python is Debian's, whose boto3 is installed for it.
func python() string {
	if name := os.Getenv("SSMKIT_PYTHON"); name != "" {
		return name
	}
	return "/usr/bin/python3"
}

func startBoto3(t *testing.T) *boto3 {
	t.Helper()
	if out, err := exec.Command(python(), "-c", "import boto3").CombinedOutput(); err != nil {
		documenttest.Need(t, fmt.Errorf("boto3 in %s: %w: %s", python(), err, out))
	}
	client := &boto3{seen: make(chan observed, 10)}
	fixed := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	handler := endpoint.New(synth.New(synth.Config{Clock: fixed}), endpoint.Config{
		Clock:   fixed,
		Observe: func(req cloud.Request, answer cloud.Response, err error) { client.seen <- observed{req, answer, err} },
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- endpoint.Serve(ctx, listener, handler) }()

	script := exec.Command(python(), "-W", "ignore", "testdata/calls.py", "http://"+listener.Addr().String())
	script.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}
	script.Stderr = os.Stderr
	in, err := script.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := script.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := script.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		if err := script.Wait(); err != nil {
			t.Errorf("calls.py: %v", err)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	client.in, client.out = in, bufio.NewReaderSize(out, 1<<20)
	var hello struct{ Botocore string }
	if err := client.read(&hello); err != nil {
		t.Fatal(err)
	}
	client.version = hello.Botocore
	return client
}

// reply is a line that calls.py writes.
type reply struct {
	Result, Error, Input, Output json.RawMessage
	Skipped, Why, Broken         string
}

func (b *boto3) ask(op awsapi.Operation, member string, v any) (reply, error) {
	var got reply
	request, err := value.Encode(value.New("service", op.Service().Name(), "operation", op.Name(), "method", op.MethodName(), member, v))
	if err != nil {
		return got, err
	}
	if _, err := b.in.Write(append(request, '\n')); err != nil {
		return got, err
	}
	if err := b.read(&got); err != nil {
		return got, err
	}
	if got.Broken != "" {
		return got, errors.New(got.Broken)
	}
	return got, nil
}

func (b *boto3) read(into any) error {
	line, err := b.out.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("read from calls.py: %w", err)
	}
	if err := json.Unmarshal(line, into); err != nil {
		return fmt.Errorf("read from calls.py: %w: %.200s", err, line)
	}
	return nil
}

// try makes a call and says what became of it: same, or what went wrong, or why it
// was not made.
func (b *boto3) try(op awsapi.Operation) (outcome, problem string) {
	got, err := b.ask(op, "input", sample(op))
	if err != nil {
		return "broken", err.Error()
	}
	var seen observed
	select {
	case seen = <-b.seen:
	default:
	}
	switch {
	case got.Skipped != "":
		return "unknown " + got.Skipped, ""
	case got.Error != nil:
		return "refused", string(got.Error)
	case seen.req.Service != op.Service().Name() || seen.req.Operation != op.Name():
		return "mistaken", "taken for " + seen.req.Service + ":" + seen.req.Operation
	}
	for m := range op.Input().Members() {
		if ownWork(m) {
			seen.req.Input.Delete(m.Name())
		}
	}
	if diff := cmp.Diff(comparable(op.Input(), decoded(got.Input)), comparable(op.Input(), seen.req.Input)); diff != "" {
		return "different input", "the cloud got another input (-sent +got)\n" + diff
	}
	known, err := b.ask(op, "output", seen.answer.Output)
	if err != nil {
		return "broken", err.Error()
	}
	if diff := cmp.Diff(comparable(op.Output(), decoded(known.Output)), parsed(op.Output(), decoded(got.Result))); diff != "" {
		return "different answer", "boto3 got another answer (-sent +got)\n" + diff
	}
	return "same", ""
}

// decoded is JSON that Python has written.
func decoded(text []byte) any {
	v, err := value.Decode(text)
	if err != nil {
		return err.Error()
	}
	return v
}

// comparable brings what a cloud gets or gives into a form in which it can be
// compared: times as numbers, bytes as they are, no empty lists and maps, which
// some protocols cannot tell from absent ones.
func comparable(s awsapi.Shape, v any) any { return normal(s, v, false) }

// parsed does the same with what calls.py writes.
func parsed(s awsapi.Shape, v any) any { return normal(s, v, true) }

func normal(s awsapi.Shape, v any, python bool) any {
	switch v := v.(type) {
	case *value.Object:
		if python {
			if n, ok := v.Get("time"); ok && s.Type() == awsapi.Timestamp {
				f, _ := n.(json.Number).Float64()
				return f
			}
			if text, ok := v.Get("bytes"); ok && s.Type() == awsapi.Blob {
				b, _ := base64.StdEncoding.DecodeString(text.(string))
				// What synth invents is base64 in a payload too.
				return normal(s, string(b), false)
			}
		}
		out := map[string]any{}
		for name, item := range v.All() {
			member := s.Member(name)
			inner := member.Shape()
			switch {
			case member.Location() == awsapi.InStatus || member.Location() == awsapi.InHeaders && member.WireName() == "":
				continue // an invented status may be none of success; all headers are more than those of the answer
			case s.Document():
				inner = s
			case s.Type() == awsapi.Map:
				inner = s.Value().Shape()
			case s.Name() == "policyDocumentType":
				inner = s
			case s.Payload() != "" && name == "ContentLength":
				continue // that of the body which is sent
			case !inner.Exists():
				continue // ResponseMetadata, and what the older model does not have
			}
			if n := normal(inner, item, python); n != nil {
				out[name] = n
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		inner := s
		if s.Type() == awsapi.List {
			inner = s.Elem().Shape()
		}
		out := []any{}
		for _, item := range v {
			out = append(out, normal(inner, item, python))
		}
		if !slices.ContainsFunc(out, func(v any) bool { return v != nil }) {
			return nil // query cannot tell of structures without members
		}
		return out
	case json.Number:
		f, _ := v.Float64()
		return f
	case string:
		switch {
		case s.Name() == "policyDocumentType":
			// boto3 gives policies of IAM as objects.
			if policy, err := value.Decode([]byte(v)); err == nil {
				return normal(s, policy, python)
			}
		case s.Type() == awsapi.Timestamp:
			if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
				return float64(t.UnixMicro()) / 1e6
			}
		case s.Type() == awsapi.Blob:
			if b, err := base64.StdEncoding.DecodeString(v); err == nil && !python {
				return string(b)
			}
		}
		return v
	}
	return v
}
