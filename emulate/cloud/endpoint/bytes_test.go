package endpoint_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
)

// TestBytesComeBackAsTheyWere puts objects into the account in memory whose text
// could be taken for base64, or is no text at all.
func TestBytesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	account := world.New(world.Config{Clock: clock.System{}, Region: "us-east-1"})
	handler := endpoint.New(account, endpoint.Config{Clock: clock.System{}})
	send := func(method, path, body string) *http.Response {
		r := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
		r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=KEY/20260301/us-east-1/s3/aws4_request, Signature=0")
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, r)
		return recorder.Result()
	}
	if got := send(http.MethodPut, "/bytes-bucket", ""); got.StatusCode != http.StatusOK {
		t.Fatalf("CreateBucket: status %d", got.StatusCode)
	}
	for _, body := range []string{"test", "dGVzdA==", "h\x00\xff\xfe", "é\n", "", "true", `{"a": 1}`} {
		if got := send(http.MethodPut, "/bytes-bucket/key", body); got.StatusCode != http.StatusOK {
			t.Fatalf("PutObject: status %d", got.StatusCode)
		}
		got, err := io.ReadAll(send(http.MethodGet, "/bytes-bucket/key", "").Body)
		if err != nil || string(got) != body {
			t.Errorf("put %q, got %q, %v", body, got, err)
		}
	}
}
