package live

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// shownHeaders are those of an answer that are shown, in the order of their
// names. Others could hold anything, cookies and tokens among it.
var shownHeaders = [...]string{
	"content-length", "content-type", "date", "etag", "last-modified", "server", "x-amz-bucket-region",
	"x-amz-id-2", "x-amz-request-id", "x-amzn-requestid",
}

// metadata is the member that boto3 adds to an answer.
func metadata(op awsapi.Operation, answer *wire.Answer, retries int) *value.Object {
	headers := value.New()
	for _, name := range shownHeaders {
		if text := answer.Header.Get(name); text != "" {
			headers.Set(name, text)
		}
	}
	m := value.New("RequestId", requestID(op, answer))
	if id := answer.Header.Get("X-Amz-Id-2"); id != "" {
		m.Set("HostId", id)
	}
	m.Set("HTTPStatusCode", json.Number(strconv.Itoa(answer.Status)))
	m.Set("HTTPHeaders", headers)
	m.Set("RetryAttempts", json.Number(strconv.Itoa(retries)))
	return m
}

// requestID is what AWS names a request by, from the header, or from the body
// where the protocol has it there.
func requestID(op awsapi.Operation, answer *wire.Answer) string {
	for _, name := range []string{"X-Amzn-Requestid", "X-Amz-Request-Id", "X-Amzn-Request-Id"} {
		if id := answer.Header.Get(name); id != "" {
			return id
		}
	}
	switch op.Service().Protocol() {
	case "ec2", "query", "rest-xml":
		return requestIDElement(answer.Body)
	}
	return ""
}

func requestIDElement(body []byte) string {
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := d.Token()
		if err != nil {
			return ""
		}
		start, ok := token.(xml.StartElement)
		if !ok || !strings.EqualFold(start.Name.Local, "RequestId") {
			continue
		}
		var id string
		if d.DecodeElement(&id, &start) != nil {
			return ""
		}
		return id
	}
}

// date is the time that an answer bears.
func date(answer *wire.Answer) (time.Time, bool) {
	t, err := http.ParseTime(answer.Header.Get("Date"))
	return t, err == nil
}
