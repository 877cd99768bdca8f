package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// TestNotAWS meets the sign-in page of a network where AWS should be.
func TestNotAWS(t *testing.T) {
	t.Parallel()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<html>Please sign in</html>")
	}))
	t.Cleanup(page.Close)
	command := ssmrun(t, filepath.Join("..", "..", "testdata", "instance-info.yaml"), "--instance", "i-123", "--live", "--endpoint-url", page.URL, "--region", "eu-west-1")
	command.Env = liveEnvironment(t.TempDir())
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	const want = "ssmrun: the answer to sts GetCallerIdentity names no account: it is not AWS that answers, but perhaps a proxy or the sign-in page of a network\n"
	if command.ProcessState.ExitCode() != exitUnable || stdout.Len() > 0 || !strings.Contains(stderr.String(), want) {
		t.Errorf("%v, %s%s", err, &stdout, &stderr)
	}
}
