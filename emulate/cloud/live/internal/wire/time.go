package wire

import (
	"math"
	"strconv"
	"time"
)

// timeLayouts are the forms in which a time may be written. Without a zone it is
// UTC, as for botocore.
var timeLayouts = [...]string{
	time.RFC3339Nano,
	"2006-01-02T15:04:05.999999999Z0700",
	"2006-01-02 15:04:05.999999999Z07:00",
	"2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04",
	"2006-01-02 15:04",
	"2006-01-02",
	"20060102T150405Z",
	time.RFC1123,
	time.RFC1123Z,
}

// ParseTime reads a time as people and services write it, or as the number of
// seconds since 1970.
func ParseTime(text string) (time.Time, bool) {
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), true
		}
	}
	// Years up to 9999, as RFC 3339 has them.
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(seconds) < 253402300800 {
		whole, part := math.Modf(seconds)
		return time.Unix(int64(whole), int64(math.Round(part*1e9))).UTC(), true
	}
	return time.Time{}, false
}

// formatTime writes a time as all clouds of ssmkit do.
func formatTime(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
