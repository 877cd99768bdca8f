package endpoint_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
)

// always is a cloud that gives one answer.
type always struct{ output *value.Object }

func (a always) Call(context.Context, cloud.Request) (cloud.Response, error) {
	return cloud.Response{Output: value.Clone(a.output).(*value.Object)}, nil
}

// BenchmarkRequest takes a request of each protocol from its bytes to its reply,
// without the network and with a cloud that takes no time.
func BenchmarkRequest(b *testing.B) {
	for _, name := range []string{"json", "query", "ec2", "rest_json", "s3_virtual_host", "cbor"} {
		b.Run(name, func(b *testing.B) {
			text, err := os.ReadFile(filepath.Join("testdata", "exchange", name+".txtar"))
			if err != nil {
				b.Fatal(err)
			}
			archive := txtar.Parse(text)
			output, err := value.Decode([]byte(part(archive, "answer")))
			if err != nil {
				b.Fatal(err)
			}
			fixed := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
			handler := endpoint.New(always{output.(*value.Object)}, endpoint.Config{Clock: fixed})
			for b.Loop() {
				recorder := httptest.NewRecorder()
				handler.ServeHTTP(recorder, parseRequest(b, part(archive, "request")))
				if recorder.Code >= http.StatusMultipleChoices {
					b.Fatal(recorder.Body.String())
				}
			}
		})
	}
}
