package cloud_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/random"
)

// answers is a cloud that always does the same.
type answers struct {
	output *value.Object
	err    error
}

func (a answers) Call(context.Context, cloud.Request) (cloud.Response, error) {
	return cloud.Response{Output: a.output}, a.err
}

var request = cloud.Request{Service: "ec2", Operation: "DescribeVolumes"}

func TestChainTakesTheFirstAnswer(t *testing.T) {
	t.Parallel()
	refusal := &cloud.APIError{Code: "UnauthorizedOperation"}
	nobody := answers{err: &cloud.NoAnswerError{}}
	for _, test := range []struct {
		name  string
		chain cloud.Chain
		want  error
	}{
		{"an answer behind one who has none", cloud.Chain{nobody, answers{output: value.New()}, answers{err: refusal}}, nil},
		{"a refusal is an answer", cloud.Chain{nobody, answers{err: refusal}, answers{output: value.New()}}, refusal},
		{"any other error ends the search", cloud.Chain{answers{err: context.Canceled}, answers{output: value.New()}}, context.Canceled},
	} {
		if _, err := test.chain.Call(context.Background(), request); !errors.Is(err, test.want) {
			t.Errorf("%s: got error %v, want %v", test.name, err, test.want)
		}
	}
}

func TestChainNamesTheOperationThatNobodyAnswers(t *testing.T) {
	t.Parallel()
	chain := cloud.Chain{
		answers{err: &cloud.NoAnswerError{}},
		answers{err: &cloud.NoAnswerError{Hint: "put the answer into responses/ec2/DescribeVolumes.json"}},
	}
	_, err := chain.Call(context.Background(), request)
	want := "nothing here answers ec2 DescribeVolumes: put the answer into responses/ec2/DescribeVolumes.json"
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %q", err, want)
	}
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	start := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	call := func(a answers) (string, error) {
		c := cloud.WithMetadata(a, random.New(1), start)
		answer, err := c.Call(context.Background(), request)
		text, encodeErr := value.EncodeIndent(answer.Output, " ")
		if encodeErr != nil {
			t.Fatal(encodeErr)
		}
		return string(text), err
	}

	got, err := call(answers{output: value.New("Volumes", value.List())})
	want := `{
 "Volumes": [],
 "ResponseMetadata": {
  "RequestId": "` + random.New(1).UUID() + `",
  "HTTPStatusCode": 200,
  "HTTPHeaders": {
   "x-amzn-requestid": "` + random.New(1).UUID() + `",
   "date": "Sun, 01 Mar 2026 12:00:00 GMT"
  },
  "RetryAttempts": 0
 }
}`
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v (-want +got)\n%s", err, diff)
	}

	kept, err := call(answers{output: value.New("ResponseMetadata", value.New("RetryAttempts", 2))})
	if diff := cmp.Diff("{\n \"ResponseMetadata\": {\n  \"RetryAttempts\": 2\n }\n}", kept); diff != "" || err != nil {
		t.Errorf("error %v (-want +got)\n%s", err, diff)
	}

	_, err = call(answers{err: &cloud.APIError{Code: "InvalidVolume.NotFound", Message: "The volume 'vol-1' does not exist."}})
	var refused *cloud.APIError
	if !errors.As(err, &refused) {
		t.Fatalf("got error %v, want an APIError", err)
	}
	wantError := &cloud.APIError{
		Operation: "DescribeVolumes", Code: "InvalidVolume.NotFound", Message: "The volume 'vol-1' does not exist.",
		HTTPStatus: 400, RequestID: random.New(1).UUID(),
	}
	if diff := cmp.Diff(wantError, refused); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	wantText := "An error occurred (InvalidVolume.NotFound) when calling the DescribeVolumes operation: The volume 'vol-1' does not exist."
	if refused.Error() != wantText {
		t.Errorf("got %q, want %q", refused.Error(), wantText)
	}
}
