package cassette_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/cassette"
	"github.com/ssmkit/ssmkit/emulate/secret"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// scripted is an account that a function plays.
type scripted func(n int, req cloud.Request) (cloud.Response, error)

type account struct {
	answer scripted
	n      int
}

func (a *account) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	a.n++
	return a.answer(a.n, req)
}

// Answers come back in their order, errors among them, and take as long.
func TestRecordAndReplay(t *testing.T) {
	t.Parallel()
	answer := func(n int, req cloud.Request) (cloud.Response, error) {
		switch {
		case n == 3:
			return cloud.Response{}, &cloud.APIError{Code: "Throttling", Message: "slow down in arn:aws:iam::210987654321:role/x"}
		case n < 6:
			return cloud.Response{Output: value.New("StackDriftDetectionId", "pending")}, nil
		}
		return cloud.Response{Output: value.New("StackDriftDetectionId", fmt.Sprint(n))}, nil
	}
	virtual := clock.NewVirtual(start)
	recorded := cassette.NewRecorder(cloud.WithLatency(&account{answer: answer}, virtual, 70*time.Millisecond), virtual, secret.NewVault(),
		cassette.About{Region: "eu-west-1", Account: "210987654321", Seed: 7})
	calls := func(c cloud.Cloud, clock clock.Clock) (got []string) {
		for range 9 {
			answer, err := c.Call(context.Background(), cloud.Request{Service: "cloudformation", Operation: "DetectStackDrift", Input: value.New("StackName", "s")})
			text, _ := value.Encode(answer.Output)
			got = append(got, fmt.Sprint(string(text), err != nil, clock.Now()))
		}
		return got
	}
	want := calls(recorded, recorded.Clock())
	folder := t.TempDir()
	if err := recorded.Save(folder); err != nil {
		t.Fatal(err)
	}
	replayed, err := cassette.Open(folder, secret.NewVault())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, calls(replayed, replayed.Clock())); diff != "" {
		t.Errorf("(-recorded +replayed)\n%s", diff)
	}
	if diff := cmp.Diff(cassette.About{Start: start, Region: "eu-west-1", Account: "111122223333", Seed: 7}, replayed.About()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	noneHas(t, folder, "210987654321")
}

// Tokens that are made up anew each time do not tell calls apart.
func TestTokens(t *testing.T) {
	t.Parallel()
	answer := func(n int, _ cloud.Request) (cloud.Response, error) {
		return cloud.Response{Output: value.New("VersionId", fmt.Sprint(n))}, nil
	}
	request := func(token string) cloud.Request {
		return cloud.Request{Service: "secretsmanager", Operation: "PutSecretValue", Input: value.New("SecretId", "s", "ClientRequestToken", token)}
	}
	recorded := cassette.NewRecorder(&account{answer: answer}, clock.NewVirtual(start), secret.NewVault(), cassette.About{Region: "eu-west-1", Account: "123456789012"})
	for _, token := range []string{"one-token", "two-token"} {
		if _, err := recorded.Call(context.Background(), request(token)); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	if err := recorded.Save(folder); err != nil {
		t.Fatal(err)
	}
	noneHas(t, folder, "-token")
	replayed, err := cassette.Open(folder, secret.NewVault())
	if err != nil {
		t.Fatal(err)
	}
	for i, token := range []string{"other-token", "another-token"} {
		answer, err := replayed.Call(context.Background(), request(token))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := answer.Output.Get("VersionId"); got != fmt.Sprint(i+1) {
			t.Errorf("call %d got the answer to call %v", i+1, got)
		}
	}
}

// A long run is split into files that can be read, and replayed in time that grows
// with it.
func TestManyCalls(t *testing.T) {
	t.Parallel()
	calls := 10_000
	if testing.Short() {
		calls = 3_000
	}
	padding := string(bytes.Repeat([]byte("x"), 300))
	answer := func(n int, req cloud.Request) (cloud.Response, error) {
		return cloud.Response{Output: value.New("SecretString", "hunter22-of-all", "Name", padding, "VersionId", fmt.Sprint(n))}, nil
	}
	recorded := cassette.NewRecorder(&account{answer: answer}, clock.NewVirtual(start), secret.NewVault(), cassette.About{Region: "eu-west-1", Account: "123456789012"})
	request := func(i int) cloud.Request {
		return cloud.Request{Service: "secretsmanager", Operation: "GetSecretValue", Input: value.New("SecretId", fmt.Sprint("secret-", i))}
	}
	for i := range calls {
		if _, err := recorded.Call(context.Background(), request(i)); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	if err := recorded.Save(folder); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "responses*.yaml"))
	if err != nil || len(files) < 2 {
		t.Errorf("%d files, error %v", len(files), err)
	}
	noneHas(t, folder, "hunter22")
	replayed, err := cassette.Open(folder, secret.NewVault())
	if err != nil {
		t.Fatal(err)
	}
	for i := range calls {
		answer, err := replayed.Call(context.Background(), request(i))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := answer.Output.Get("VersionId"); got != fmt.Sprint(i+1) {
			t.Fatalf("call %d got the answer to call %v", i+1, got)
		}
	}
}

func noneHas(t *testing.T, folder, text string) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, f := range files {
		content, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(text)) {
			t.Errorf("%s has %q", f.Name(), text)
		}
	}
}
