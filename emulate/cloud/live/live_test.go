package live_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/live"
)

// start is what the clocks of the tests show.
var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// isolate takes the configuration of this machine away and gives static
// credentials.
func isolate(t *testing.T, configuration string) {
	t.Helper()
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "config")
	if err := os.WriteFile(file, []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]string{
		"HOME": folder, "AWS_CONFIG_FILE": file, "AWS_SHARED_CREDENTIALS_FILE": filepath.Join(folder, "credentials"),
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret",
	} {
		t.Setenv(name, v)
	}
}

// open opens a client whose clock is virtual, and which notes into the list.
func open(t *testing.T, c live.Config, notes *[]string) *live.Client {
	t.Helper()
	if c.Clock == nil {
		c.Clock = clock.NewVirtual(start)
	}
	if c.Region == "" {
		c.Region = "eu-west-1"
	}
	c.Note = func(text string) {
		if notes != nil {
			*notes = append(*notes, text)
		}
	}
	client, err := live.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// serve answers requests on loopback.
func serve(t *testing.T, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server.URL
}

func call(client *live.Client, service, operation string, input *value.Object) (string, error) {
	answer, err := client.Call(context.Background(), cloud.Request{Service: service, Operation: operation, Input: input})
	if err != nil {
		return "", err
	}
	text, err := value.EncodeIndent(answer.Output, " ")
	return string(text), err
}

func TestCall(t *testing.T) {
	isolate(t, "")
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.FormValue("Action") + r.FormValue("InstanceId.1"); got != "DescribeInstancesi-123" {
			t.Errorf("got the request %s", got)
		}
		if auth := r.Header.Get("Authorization"); !strings.Contains(auth, "AKIDEXAMPLE/20260301/eu-west-1/ec2/aws4_request") {
			t.Errorf("signed as %s", auth)
		}
		w.Header().Set("Date", "Sun, 01 Mar 2026 12:00:00 GMT")
		w.Header().Set("Set-Cookie", "secret=1")
		fmt.Fprint(w, `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>req-1</requestId>
<reservationSet><item><instancesSet><item><instanceId>i-123</instanceId><launchTime>2026-02-03T04:05:06.000Z</launchTime>
<ebsOptimized>false</ebsOptimized><instanceState><code>16</code><name>running</name></instanceState><tagSet/></item></instancesSet></item></reservationSet></DescribeInstancesResponse>`)
	})
	got, err := call(open(t, live.Config{EndpointURL: url}, nil), "ec2", "DescribeInstances", value.New("InstanceIds", value.List("i-123")))
	want := `{
 "Reservations": [
  {
   "Instances": [
    {
     "EbsOptimized": false,
     "InstanceId": "i-123",
     "LaunchTime": "2026-02-03T04:05:06Z",
     "State": {
      "Code": 16,
      "Name": "running"
     },
     "Tags": []
    }
   ]
  }
 ],
 "ResponseMetadata": {
  "RequestId": "req-1",
  "HTTPStatusCode": 200,
  "HTTPHeaders": {
   "content-length": "410",
   "content-type": "text/plain; charset=utf-8",
   "date": "Sun, 01 Mar 2026 12:00:00 GMT"
  },
  "RetryAttempts": 0
 }
}`
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v (-want +got)\n%s", err, diff)
	}
}
