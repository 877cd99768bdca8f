package endpoint_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
)

var update = flag.Bool("update", false, "write the replies of testdata/exchange anew")

// TestExchanges sends the requests in testdata/exchange and compares the calls
// that the cloud gets, and the replies. A file has
//
//	request    headers and body; @base64 before the body for one of bytes
//	answer     what the cloud answers, as JSON; or
//	refusal    the code and the message of its error; or
//	inability  the text of another error; or
//	panic      with what the cloud panics
//	call       the call that it got, and
//	reply      the answer to the request.
func TestExchanges(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/exchange/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c := &scripted{t: t, archive: archive}
			fixed := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
			handler := endpoint.New(c, endpoint.Config{Clock: fixed, MaxBody: 4096})
			recorder := httptest.NewRecorder()
			handler.ServeHTTP(recorder, parseRequest(t, part(archive, "request")))
			compare(t, file, archive, "call", c.call)
			compare(t, file, archive, "reply", replyText(recorder.Result(), recorder.Body.Bytes()))
		})
	}
}

// scripted is a cloud that answers as a file says.
type scripted struct {
	t       *testing.T
	archive *txtar.Archive
	call    string
}

func (s *scripted) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	input, err := value.EncodeIndent(req.Input, "  ")
	if err != nil {
		return cloud.Response{}, err
	}
	s.call = req.Service + " " + req.Operation + " " + req.Region + "\n" + string(input) + "\n"
	if text := part(s.archive, "panic"); text != "" {
		panic(strings.TrimSpace(text))
	}
	if text := part(s.archive, "inability"); text != "" {
		return cloud.Response{}, &cloud.NoAnswerError{Service: req.Service, Operation: req.Operation, Hint: strings.TrimSpace(text)}
	}
	if text := part(s.archive, "refusal"); text != "" {
		code, message, _ := strings.Cut(strings.TrimSpace(text), " ")
		return cloud.Response{}, &cloud.APIError{Code: code, Message: message}
	}
	output, err := value.Decode([]byte(part(s.archive, "answer")))
	if err != nil {
		s.t.Errorf("answer: %v", err)
		return cloud.Response{}, err
	}
	return cloud.Response{Output: output.(*value.Object)}, nil
}

func part(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// parseRequest reads a request as people write it: lines end with a line feed and
// nobody counts the bytes of the body.
func parseRequest(t testing.TB, text string) *http.Request {
	t.Helper()
	head, body, _ := strings.Cut(text, "\n\n")
	raw := []byte(strings.TrimSuffix(body, "\n"))
	if encoded, ok := strings.CutPrefix(body, "@base64 "); ok {
		var err error
		if raw, err = base64.StdEncoding.DecodeString(strings.TrimSpace(encoded)); err != nil {
			t.Fatal(err)
		}
	}
	if chunks, ok := strings.CutPrefix(body, "@crlf\n"); ok {
		raw = []byte(strings.ReplaceAll(chunks, "\n", "\r\n"))
	}
	head = strings.ReplaceAll(strings.TrimSpace(head), "\n", "\r\n") + "\r\nContent-Length: " + strconv.Itoa(len(raw)) + "\r\n\r\n"
	r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(append([]byte(head), raw...))))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// replyText is a reply as people read it.
func replyText(r *http.Response, body []byte) string {
	var lines []string
	for name, values := range r.Header {
		for _, v := range values {
			lines = append(lines, name+": "+v)
		}
	}
	slices.Sort(lines)
	text := strconv.Itoa(r.StatusCode) + "\n" + strings.Join(lines, "\n") + "\n"
	if strings.Contains(r.Header.Get("Content-Type"), "cbor") {
		return text + "\n@base64 " + base64.StdEncoding.EncodeToString(body) + "\n"
	}
	if len(body) == 0 {
		return text
	}
	return text + "\n" + string(body) + "\n"
}

func compare(t *testing.T, file string, archive *txtar.Archive, name, got string) {
	t.Helper()
	if *update {
		archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == name })
		if got != "" {
			archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(got)})
		}
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(part(archive, name), got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", name, diff)
	}
}
