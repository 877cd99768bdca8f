package live_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
	"github.com/ssmkit/ssmkit/emulate/cloud/live"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// recorder remembers the last call and its answer.
type recorder struct {
	cloud  cloud.Cloud
	got    cloud.Request
	answer *value.Object
}

func (r *recorder) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	answer, err := r.cloud.Call(ctx, req)
	r.got = req
	if answer.Output != nil {
		r.answer = value.Clone(answer.Output).(*value.Object)
	}
	return answer, err
}

// TestThroughTheEndpoint calls every operation that published runbooks call,
// over HTTP: what arrives is what was sent, and what comes back is what was
// answered.
func TestThroughTheEndpoint(t *testing.T) {
	isolate(t, "")
	operations := publishedOperations(t)
	at := clock.NewVirtual(start)
	invented := &recorder{cloud: synth.New(synth.Config{Clock: at, Seed: 1, Region: "eu-west-1"})}
	server := httptest.NewServer(endpoint.New(invented, endpoint.Config{Clock: at}))
	t.Cleanup(server.Close)
	client := open(t, live.Config{EndpointURL: server.URL}, nil)
	same := 0
	for _, op := range operations {
		name := op.Service().Name() + " " + op.Name()
		if op.Service().Name() != "rds" && op.Service().SigningName() == "rds" {
			continue // nothing in a request tells docdb and neptune from rds
		}
		input := required(op.Input(), 0)
		invented.got, invented.answer = cloud.Request{}, nil
		answer, err := client.Call(context.Background(), cloud.Request{Service: op.Service().Name(), Operation: op.Name(), Input: input})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		to, err := op.Service().Endpoint("eu-west-1")
		if err != nil {
			t.Fatal(err)
		}
		if got := invented.got.Service + " " + invented.got.Operation + " " + invented.got.Region; got != name+" "+to.SigningRegion {
			t.Errorf("%s: arrived as %s", name, got)
			continue
		}
		answer.Output.Delete("ResponseMetadata")
		invented.answer.Delete("ResponseMetadata")
		for m := range op.Input().Members() {
			own := m.IdempotencyToken() || m.Name() == op.Checksum().AlgorithmMember
			if _, given := input.Get(m.Name()); own && !given {
				invented.got.Input.Delete(m.Name()) // the client filled it in
			}
		}
		diff := cmp.Diff(encoded(t, input), encoded(t, invented.got.Input))
		if back := cmp.Diff(encoded(t, invented.answer), encoded(t, answer.Output)); diff+back != "" {
			t.Errorf("%s: input (-sent +arrived)\n%s\nanswer (-given +received)\n%s", name, diff, back)
			continue
		}
		same++
	}
	t.Logf("%d of %d operations are the same", same, len(operations))
}

// encoded is a value as text, keys sorted.
func encoded(t *testing.T, v any) string {
	t.Helper()
	text, err := value.EncodeIndent(plain(v), " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// plain makes maps of Go of objects, whose keys are written in order.
func plain(v any) any {
	switch v := v.(type) {
	case *value.Object:
		out := map[string]any{}
		for key, member := range v.All() {
			out[key] = plain(member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = plain(item)
		}
		return out
	case string:
		// Policies are made up as texts; the client decodes them, as boto3 does.
		if policy, err := value.Decode([]byte(v)); err == nil && strings.HasPrefix(v, "{") {
			return plain(policy)
		}
	}
	return v
}

// required is an input with the members that an operation requires.
func required(s awsapi.Shape, depth int) *value.Object {
	o := value.New()
	for m := range s.Members() {
		if m.Required() && depth < 8 {
			o.Set(m.Name(), sample(m, depth))
		}
	}
	// Query parameters cannot say that a structure is empty.
	for m := range s.Members() {
		if o.Len() == 0 && 0 < depth && depth < 8 {
			o.Set(m.Name(), sample(m, depth))
		}
	}
	return o
}

func sample(m awsapi.Member, depth int) any {
	s := m.Shape()
	if s.Document() {
		return value.New("text", "a <b> & c", "list", value.List(1, 2.5, true))
	}
	least := int64(1)
	if n, err := s.Min().Int64(); err == nil {
		least = max(least, n)
	}
	switch s.Type() {
	case awsapi.Structure:
		return required(s, depth+1)
	case awsapi.List:
		var list []any
		for range least {
			list = append(list, sample(s.Elem(), depth+1))
		}
		return list
	case awsapi.Map:
		return value.New("key", sample(s.Value(), depth+1))
	case awsapi.Boolean:
		return true
	case awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		return json.Number("1")
	case awsapi.Timestamp:
		return "2026-02-03T04:05:06Z"
	}
	if s.Name() == "policyDocumentType" {
		return `{"Version": "2012-10-17"}`
	}
	for known := range s.Enum() {
		return known
	}
	return "a-é/&b" + strings.Repeat("c", int(least))
}

// publishedOperations are those that steps of published runbooks name.
func publishedOperations(t *testing.T) []awsapi.Operation {
	t.Helper()
	named := map[string]awsapi.Operation{}
	for _, doc := range documenttest.Runbooks(t) {
		for step := range doc.AllSteps() {
			service, api := step.Inputs.Get("Service"), step.Inputs.Get("Api")
			if !service.IsString() || !api.IsString() {
				continue
			}
			if op, err := awsapi.Lookup(service.Text, api.Text); err == nil {
				named[op.Service().Name()+" "+op.Name()] = op
			}
		}
	}
	var names []string
	for name := range named {
		names = append(names, name)
	}
	slices.Sort(names)
	var out []awsapi.Operation
	for _, name := range names {
		out = append(out, named[name])
	}
	if len(out) < 200 {
		t.Errorf("found %d operations", len(out))
	}
	return out
}
