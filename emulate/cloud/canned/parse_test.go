package canned_test

import (
	"context"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
)

func parse(t *testing.T, text string) (*canned.Canned, error) {
	t.Helper()
	return canned.Parse(document.NewSource("responses.yaml", []byte(text)))
}

// ask calls DescribeVolumes with parameters in JSON and returns the answer as
// JSON, the code of an error, or "nobody".
func ask(t *testing.T, c *canned.Canned, input string) string {
	t.Helper()
	parameters, err := value.Decode([]byte(input))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := c.Call(context.Background(), cloud.Request{
		Service: "ec2", Operation: "DescribeVolumes", Input: parameters.(*value.Object),
	})
	var refused *cloud.APIError
	var nobody *cloud.NoAnswerError
	switch {
	case errors.As(err, &refused):
		return refused.Code + ": " + refused.Message
	case errors.As(err, &nobody):
		return "nobody"
	case err != nil:
		t.Fatal(err)
	}
	text, err := value.Encode(answer.Output)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEntries(t *testing.T) {
	t.Parallel()
	const begin = "responses:\n- service: EC2\n  operation: describe_volumes\n  "
	for _, test := range []struct {
		name, file  string
		calls, want []string
	}{
		{
			"a response for any call", begin + "response: {Volumes: []}",
			[]string{`{}`, `{"VolumeIds":["a"]}`}, []string{`{"Volumes":[]}`, `{"Volumes":[]}`},
		}, {
			"one after the other", begin + "responses: [{Volumes: [{State: creating}]}, {Volumes: [{State: available}]}]",
			[]string{`{}`, `{}`, `{}`}, []string{`{"Volumes":[{"State":"creating"}]}`, `{"Volumes":[{"State":"available"}]}`, `{"Volumes":[{"State":"available"}]}`},
		}, {
			"an error", begin + "error: {code: InvalidVolume.NotFound, message: no}",
			[]string{`{}`, `{}`}, []string{"InvalidVolume.NotFound: no", "InvalidVolume.NotFound: no"},
		}, {
			"an error twice, then the next entry", begin + "error: {code: RequestLimitExceeded}\n  times: 2\n" + strings.TrimPrefix(begin, "responses:\n") + "response: {}",
			[]string{`{}`, `{}`, `{}`}, []string{"RequestLimitExceeded: ", "RequestLimitExceeded: ", `{}`},
		}, {
			"nothing left", begin + "response: {}\n  times: 1",
			[]string{`{}`, `{}`}, []string{`{}`, "nobody"},
		}, {
			"a part of the parameters", begin + "input: {VolumeIds: [b], Filters: [{Name: size}], MaxResults: '5'}\n  response: {}",
			[]string{`{}`, `{"VolumeIds":["a","b"],"Filters":[{"Name":"x","Values":[]},{"Name":"size","Values":["1"]}],"MaxResults":5,"DryRun":false}`, `{"VolumeIds":"b"}`, `{"VolumeIds":["a"]}`},
			[]string{"nobody", `{}`, "nobody", "nobody"},
		}, {
			"the first that is for the call", begin + "input: {VolumeIds: [b]}\n  response: {Volumes: []}\n" + strings.TrimPrefix(begin, "responses:\n") + "response: {}",
			[]string{`{"VolumeIds":["b"]}`, `{"VolumeIds":["a"]}`}, []string{`{"Volumes":[]}`, `{}`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := parse(t, test.file)
			if err != nil {
				t.Fatal(err)
			}
			for i, call := range test.calls {
				if diff := cmp.Diff(test.want[i], ask(t, c, call)); diff != "" {
					t.Errorf("call %d (-want +got)\n%s", i+1, diff)
				}
			}
		})
	}
}

// TestEntryProblems asks for the place of everything that is wrong.
func TestEntryProblems(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, file, want string }{
		{"nothing", "", `responses.yaml:1:1: the file is empty; answers are a list under the key "responses"`},
		{"a bare list", "- service: ec2", `responses.yaml:1:1: answers are a list under the key "responses"`},
		{"no map", "responses: [a]", `responses.yaml:1:13: an entry is a map with service, operation and an answer, or with step and a result, this is a string`},
		{"broken YAML", "responses: [", "responses.yaml:1:12: "},
		{"no service", "responses:\n- operation: DescribeVolumes", `responses.yaml:2:3: an entry needs the key "service", a text`},
		{"an unknown service", "responses:\n- {service: ecc2, operation: DescribeVolumes, response: {}}", `responses.yaml:2:13: no AWS service is called "ecc2"; did you mean "ec2"?`},
		{"an unknown operation", "responses:\n- {service: ec2, operation: DescribeVolume, response: {}}", `responses.yaml:2:29: service "ec2" has no operation "DescribeVolume"; did you mean "DescribeVolumes"?`},
		{
			"all in one entry", `responses:
- service: ec2
  operation: DescribeVolumes
  inputs: {}
  input: {VolumeId: a, MaxResults: [1]}
  times: 0
  response: {Volumes: [{Status: available}]}
`, `responses.yaml:4:3: an entry has no key "inputs"; did you mean "input"?
responses.yaml:5:11: DescribeVolumes takes no "VolumeId"; did you mean "VolumeIds"?
responses.yaml:5:36: "MaxResults" is a list, AWS takes an integer
responses.yaml:6:10: times is how many calls the entry answers, a number from 1
responses.yaml:7:25: AWS never sends "Status" in "Volumes"; did you mean "State"?`,
		},
		{"two answers", "responses:\n- {service: ec2, operation: DescribeVolumes, response: {}, error: {code: A}}", `responses.yaml:2:3: an entry has one of the keys response, responses and error, this one has 2`},
		{"no list of answers", "responses:\n- {service: ec2, operation: DescribeVolumes, responses: {}}", `responses.yaml:2:57: responses is a list of answers, given one after the other`},
		{"an error without a code", "responses:\n- {service: ec2, operation: DescribeVolumes, error: {message: a}}", `responses.yaml:2:53: an error is a map with the code that AWS gives, and a message`},
		{"a message that is none", "responses:\n- {service: ec2, operation: DescribeVolumes, error: {code: a, message: [b]}}", `responses.yaml:2:72: the message of an error is a text, this is a list`},
		{"an answer that is none", "responses:\n- {service: ec2, operation: DescribeVolumes, response: null}", `responses.yaml:2:56: DescribeVolumes answers an object, this is a null`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := parse(t, test.file)
			if err == nil {
				t.Fatal("got no error")
			}
			if test.name == "broken YAML" {
				if !strings.HasPrefix(err.Error(), test.want) {
					t.Errorf("got %q", err)
				}
				return
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestFormat asks that what is written reads as the same again.
func TestFormat(t *testing.T) {
	t.Parallel()
	text, err := canned.Format([]canned.Entry{{
		Service: "ec2", Operation: "DescribeVolumes", Input: value.New("VolumeIds", value.List("a")),
		Responses: []*value.Object{value.New("Volumes", value.List(value.New(
			"VolumeId", "true", "Size", 8, "Encrypted", false, "CreateTime", "2026-03-01T12:00:00Z", "KmsKeyId", "{{ x }}: #\n",
			"Tags", value.List(), "State", nil,
		)))},
	}, {Service: "ec2", Operation: "DescribeVolumes", Responses: []*value.Object{value.New("NextToken", "1"), value.New()}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `responses:
  - service: ec2
    operation: DescribeVolumes
    input:
      VolumeIds:
        - a
    response:
      Volumes:
        - VolumeId: "true"
          Size: 8
          Encrypted: false
          CreateTime: "2026-03-01T12:00:00Z"
          KmsKeyId: |
            {{ x }}: #
          Tags: []
          State: null
  - service: ec2
    operation: DescribeVolumes
    responses:
      - NextToken: "1"
      - {}
`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	c, err := parse(t, string(text))
	if err != nil {
		t.Fatal(err)
	}
	got := ask(t, c, `{"VolumeIds":["a"]}`)
	if diff := cmp.Diff(`{"Volumes":[{"VolumeId":"true","Size":8,"Encrypted":false,"CreateTime":"2026-03-01T12:00:00Z","KmsKeyId":"{{ x }}: #\n","Tags":[],"State":null}]}`, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// documentedExamples are the examples of the page about this format.
func documentedExamples(t *testing.T) []string {
	t.Helper()
	page, err := os.ReadFile("../../../docs/responses.md")
	if err != nil {
		t.Fatal(err)
	}
	var examples []string
	for _, found := range regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindAllStringSubmatch(string(page), -1) {
		examples = append(examples, found[1])
	}
	if len(examples) < 3 {
		t.Errorf("the page has %d examples", len(examples))
	}
	return examples
}

// TestResultsOfStepsOfABrokenRunbook lets others say what is wrong with a runbook:
// a step without a name or an action is no reason to crash.
func TestResultsOfStepsOfABrokenRunbook(t *testing.T) {
	t.Parallel()
	c, err := parse(t, "responses:\n- {step: Waiit, response: {}}\n- {step: Idle, response: {}}\n")
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := document.Parse(document.NewSource("runbook.yaml", []byte(
		"schemaVersion: '0.3'\nmainSteps:\n- {action: aws:sleep}\n- {name: Idle}\n- {name: [a], action: 7}\n- {name: Wait, action: aws:sleep}\n")))
	const want = `responses.yaml:2:10: the runbook has no step "Waiit"; did you mean "Wait"?`
	if err := c.CheckSteps(doc); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestDocumentedExamples(t *testing.T) {
	t.Parallel()
	for _, example := range documentedExamples(t) {
		if _, err := parse(t, example); err != nil {
			t.Errorf("%s\n%v", example, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("responses:\n- {service: ec2, operation: DescribeVolumes, input: {VolumeIds: [a]}, responses: [{Volumes: [{}]}], times: 2}")
	f.Add("responses:\n- {service: ec2, operation: DescribeVolumes, error: {code: a, message: []}}")
	f.Add("responses: &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parse(t, text)
		if err == nil {
			ask(t, c, `{"VolumeIds":["a"]}`)
		}
	})
}
