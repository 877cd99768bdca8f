package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// TestServeTraceMasks says what the trace of a server shows of a secret: nothing,
// neither in the call that brings it nor in those behind it.
func TestServeTraceMasks(t *testing.T) {
	var stderr bytes.Buffer
	observe := traceCalls(&stderr)
	for _, req := range []cloud.Request{
		{Service: "ssm", Operation: "PutParameter", Input: value.New("Name", "/db", "Type", "SecureString", "Value", "correct-horse")},
		{Service: "sns", Operation: "Publish", Input: value.New("TopicArn", "arn:aws:sns:eu-west-1:123456789012:a", "Message", "it is correct-horse now")},
		{Service: "lambda", Operation: "Invoke", Input: value.New("FunctionName", "f", "Payload", `{"user":"ann","password":"battery-staple"}`)},
	} {
		observe(req, cloud.Response{Output: &value.Object{}}, nil)
	}
	shown := stderr.String()
	for _, hidden := range []string{"correct-horse", "battery-staple"} {
		if strings.Contains(shown, hidden) {
			t.Errorf("%s is shown:\n%s", hidden, shown)
		}
	}
	for _, wanted := range []string{"it is *** now", "ann"} {
		if !strings.Contains(shown, wanted) {
			t.Errorf("%s is not shown:\n%s", wanted, shown)
		}
	}
}

// TestServeTraceForgets says that a server that runs for long keeps a bounded number
// of secrets, the newest among them.
func TestServeTraceForgets(t *testing.T) {
	var stderr bytes.Buffer
	observe := traceCalls(&stderr)
	long := strings.Repeat("x", 4<<10)
	put := func(secret string) {
		observe(cloud.Request{Service: "ssm", Operation: "PutParameter", Input: value.New("Name", "/a", "Type", "SecureString", "Value", secret)}, cloud.Response{Output: &value.Object{}}, nil)
	}
	for i := range 200 {
		put(fmt.Sprint("secret-", i, long))
	}
	put("correct-horse")
	observe(cloud.Request{Service: "sns", Operation: "Publish", Input: value.New("Message", "correct-horse")}, cloud.Response{Output: &value.Object{}}, nil)
	if strings.Contains(stderr.String(), "correct-horse") {
		t.Error("the newest secret is shown")
	}
	stderr.Reset()
	observe(cloud.Request{Service: "sns", Operation: "Publish", Input: value.New("Message", "secret-0"+long)}, cloud.Response{Output: &value.Object{}}, nil)
	if !strings.Contains(stderr.String(), "secret-0") {
		t.Error("the oldest secret is still remembered")
	}
}
