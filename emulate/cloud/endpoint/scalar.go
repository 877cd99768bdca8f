package endpoint

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// The forms of a time on the wire.
const (
	iso8601       = "iso8601"
	unixTimestamp = "unixTimestamp"
	rfc822        = "rfc822"
)

// wireName is a member's name in a request or answer.
func wireName(m awsapi.Member) string {
	if name := m.WireName(); name != "" {
		return name
	}
	if name := m.Shape().WireName(); name != "" {
		return name
	}
	return m.Name()
}

// fromText reads a scalar that is text on the wire: in XML, headers, URIs and
// queries.
func fromText(m awsapi.Member, text string) (any, error) {
	switch m.Shape().Type() {
	case awsapi.Boolean:
		switch strings.ToLower(text) {
		case "true", "1":
			return true, nil
		case "false", "0":
			return false, nil
		}
		return nil, fmt.Errorf("%s is %q, expected true or false", m.Name(), text)
	case awsapi.Integer, awsapi.Long:
		n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s is %q, expected a whole number", m.Name(), text)
		}
		return json.Number(strconv.FormatInt(n, 10)), nil
	case awsapi.Float, awsapi.Double:
		return float(m, text)
	case awsapi.Timestamp:
		when, err := parseTime(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Name(), err)
		}
		return timeText(when), nil
	case awsapi.Blob:
		bytes, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("%s is not base64: %w", m.Name(), err)
		}
		return string(bytes), nil
	}
	return text, nil
}

func float(m awsapi.Member, text string) (any, error) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, fmt.Errorf("%s is %q, expected a number", m.Name(), text)
	}
	return floatNumber(f), nil
}

// floatNumber writes a number as JSON does.
func floatNumber(f float64) json.Number {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return json.Number(strconv.FormatInt(int64(f), 10))
	}
	return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
}

// toBytes are the bytes that an answer's text stands for: base64, as the AWS CLI
// prints bytes, or the text itself where it is something else.
func toBytes(text string) []byte {
	if b, err := base64.StdEncoding.DecodeString(text); err == nil {
		return b
	}
	return []byte(text)
}

// timeText is how a call's input has a time.
func timeText(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// parseTime reads a time in any of the forms that AWS writes and takes.
func parseTime(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && !math.IsNaN(seconds) && math.Abs(seconds) < 1e12 {
		return epoch(seconds), nil
	}
	for _, layout := range []string{
		time.RFC3339Nano, http.TimeFormat, time.RFC1123Z, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05.999999999-0700",
		"2006-01-02T15:04Z07:00", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999", "2006-01-02Z07:00", time.DateOnly,
		"20060102T150405Z", time.RFC850, time.ANSIC,
	} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", text)
}

func epoch(seconds float64) time.Time {
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(math.Round(part*1e6))*1e3).UTC()
}

// formatTime writes a time in one of the wire's forms.
func formatTime(t time.Time, form string) string {
	switch form {
	case unixTimestamp:
		return string(epochNumber(t))
	case rfc822:
		return t.UTC().Format(http.TimeFormat)
	}
	return t.UTC().Format("2006-01-02T15:04:05.999999Z07:00")
}

// epochNumber is a time as seconds since 1970.
func epochNumber(t time.Time) json.Number {
	text := strconv.FormatInt(t.Unix(), 10)
	if micros := t.Nanosecond() / 1000; micros != 0 {
		if t.Unix() < 0 {
			return json.Number(strconv.FormatFloat(float64(t.UnixMicro())/1e6, 'f', -1, 64))
		}
		text += "." + strings.TrimRight(fmt.Sprintf("%06d", micros), "0")
	}
	return json.Number(text)
}

// toText writes a scalar as text. usual is the form of times without one of their
// own.
func toText(m awsapi.Member, v any, usual string) (string, error) {
	text, ok := value.ScalarText(v)
	if !ok {
		return "", mismatch(m, v)
	}
	switch m.Shape().Type() {
	case awsapi.Timestamp:
		when, err := parseTime(text)
		if err != nil {
			return "", fmt.Errorf("%s: %w", m.Name(), err)
		}
		return formatTime(when, cmp.Or(m.TimestampFormat(), usual)), nil
	case awsapi.Blob:
		return base64.StdEncoding.EncodeToString(toBytes(text)), nil
	}
	return text, nil
}

// bodyBytes are the bytes of a blob that alone is a body.
func bodyBytes(v any) ([]byte, error) {
	if text, ok := v.(string); ok {
		return toBytes(text), nil
	}
	return value.Encode(v) // an object, as a fixture may have the payload of a function
}
