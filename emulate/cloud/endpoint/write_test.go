package endpoint

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// TestEveryAnswerCanBeWritten writes an invented answer of every operation in
// every protocol of its service, and reads the XML and JSON again.
func TestEveryAnswerCanBeWritten(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("writes some 19,000 answers")
	}
	invented := synth.New(synth.Config{Clock: clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))})
	for name := range awsapi.Services() {
		s, err := awsapi.OpenService(name)
		if err != nil {
			t.Fatal(err)
		}
		for op := range s.Operations() {
			if _, ok := streams(op); ok {
				continue
			}
			answer, err := invented.Call(context.Background(), cloud.Request{Service: name, Operation: op.Name()})
			if err != nil {
				t.Fatal(err)
			}
			for _, spoken := range s.Protocols() {
				out := &reply{header: http.Header{}, requestID: "id"}
				if err := protocols(s)[spoken].encode(out, target{op: op}, answer.Output); err != nil {
					t.Errorf("%s %s in %s: %v", name, op.Name(), spoken, err)
				}
				if err := wellFormed(out, op); err != nil {
					t.Errorf("%s %s in %s: %v", name, op.Name(), spoken, err)
				}
			}
		}
	}
}

func protocols(s awsapi.Service) map[string]protocol {
	return map[string]protocol{
		"json": awsJSON{s.JSONVersion()}, "query": query{}, "ec2": ec2{}, "smithy-rpc-v2-cbor": rpcCBOR{},
		"rest-json": restJSON{}, "rest-xml": restXML{s3: s.Name() == "s3"},
	}
}

// wellFormed reads a body in JSON or XML to its end.
func wellFormed(out *reply, op awsapi.Operation) error {
	kind := out.header.Get("Content-Type")
	if p := payload(op.Output()); len(out.body) == 0 || p.Exists() && plainPayload(p) {
		return nil
	}
	switch {
	case strings.Contains(kind, "json"):
		_, err := value.Decode(out.body)
		return err
	case strings.Contains(kind, "xml"):
		d := xml.NewDecoder(strings.NewReader(string(out.body)))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}
