package endpoint

import (
	"bufio"
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// strict is a cloud that holds the calls it gets to what they must be.
type strict struct{ t *testing.T }

func (s strict) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	if _, err := value.Encode(req.Input); err != nil {
		s.t.Errorf("%s %s: the input is no value: %v", req.Service, req.Operation, err)
	}
	return cloud.Response{}, &cloud.APIError{Code: "AccessDenied", Message: "no"}
}

// FuzzRequest sends hostile bytes: each request gets an answer, and none makes the
// handler panic, which it would report.
func FuzzRequest(f *testing.F) {
	files, err := filepath.Glob("testdata/exchange/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range txtar.Parse(text).Files {
			if part.Name == "request" {
				head, body, _ := strings.Cut(string(part.Data), "\n\n")
				f.Add(head, []byte(strings.TrimSuffix(body, "\n")))
			}
		}
	}
	fixed := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	f.Fuzz(func(t *testing.T, head string, body []byte) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(strings.ReplaceAll(head, "\n", "\r\n") + "\r\n\r\n")))
		if err != nil {
			return // net/http answers it
		}
		r.Body = http.NoBody
		if len(body) > 0 {
			r.Body = readCloser{bytes.NewReader(body)}
		}
		recorder := httptest.NewRecorder()
		New(strict{t}, Config{Clock: fixed, MaxBody: 1 << 16}).ServeHTTP(recorder, r)
		if got := recorder.Body.String(); strings.Contains(got, "which is a defect of its own") {
			t.Error(got)
		}
		if recorder.Code < 200 || recorder.Code > 599 {
			t.Errorf("status %d", recorder.Code)
		}
	})
}

type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }
