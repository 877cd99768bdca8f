package snapshots

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// withoutResponses are the modules that bring no answers along.
var withoutResponses = map[string]bool{
	"apigateway": true, "autoscaling": true, "cloudformation": true, "ec2": true, "elasticloadbalancingv2": true, "iam": true,
	"rds": true, "route53": true, "s3": true, "sfn": true, "sns": true, "sts": true,
}

func readAnswer(file string) (*message, error) {
	first, m, err := readMessage(file)
	if err != nil {
		return nil, err
	}
	m.status, err = strconv.Atoi(first)
	return m, err
}

func (m *message) answer() *wire.Answer {
	return &wire.Answer{Status: m.status, Header: m.header, Body: m.body}
}

func TestResponses(t *testing.T) {
	var codecs wire.Codecs
	answers := collection{kind: "responses", folder: "response_snapshot", suffix: ".response.snap", absent: withoutResponses}
	answers.compareAll(t, readExplanations(t).Responses, func(s awsapi.Service, op awsapi.Operation, file string) ([]difference, bool, error) {
		official, err := readAnswer(file)
		if err != nil {
			return nil, false, err
		}
		got, err := codecs.DecodeAs(context.Background(), official.protocol(s), op, official.answer())
		if err != nil {
			return nil, false, err
		}
		found, err := compareValues(outputOf(op), got)
		return found, false, err
	})
}

// compareValues compares what an answer should be with what was read, and the
// order of members with it.
func compareValues(want, got *value.Object) ([]difference, error) {
	a, err := value.Encode(want)
	if err != nil {
		return nil, err
	}
	b, err := value.Encode(got)
	if err != nil {
		return nil, err
	}
	differences, err := compare(jsonMessage(a), jsonMessage(b))
	if err == nil && len(differences) == 0 && string(a) != string(b) {
		differences = []difference{{"order", string(a), string(b)}}
	}
	return differences, err
}

func jsonMessage(body []byte) *message {
	return &message{header: map[string][]string{"Content-Type": {"application/json"}}, body: body}
}

// TestErrors reads the answers that report errors: their code and message.
func TestErrors(t *testing.T) {
	var codecs wire.Codecs
	for _, s := range services {
		t.Run(s.name, func(t *testing.T) {
			service, err := awsapi.OpenService(s.name)
			if err != nil {
				t.Fatal(err)
			}
			var n counts
			for _, file := range files(t, s.module, "response_snapshot", ".error.snap") {
				name := strings.TrimSuffix(filepath.Base(file), ".error.snap")
				if !service.Shape(name).Exists() {
					n.unknown++
					continue
				}
				official, err := readAnswer(file)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				want := wire.Refusal{Code: name, Status: official.status}
				if bytes.Contains(official.body, []byte("__Message__")) {
					want.Message = "__Message__"
				}
				var got *wire.Refusal
				_, err = codecs.DecodeAs(context.Background(), official.protocol(service), anyOperation(service), official.answer())
				if !errors.As(err, &got) || *got != want {
					n.differ++
					t.Errorf("%s: got %v, want %v", name, err, &want)
					continue
				}
				n.equal++
			}
			t.Log(n)
		})
	}
}

// anyOperation is the first operation of a service: errors look the same for all.
func anyOperation(s awsapi.Service) awsapi.Operation {
	for op := range s.Operations() {
		return op
	}
	return awsapi.Operation{}
}
