package isotime_test

import (
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/schemas/isotime"
)

func TestParseDuration(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"PT0S": 0, "PT01S": time.Second, "PT0.5S": time.Second / 2, "PT0,5S": time.Second / 2, "PT1,5H": 90 * time.Minute,
		"PT24H5M": 24*time.Hour + 5*time.Minute, "P1DT1H": 25 * time.Hour, "P1W": 7 * day, "P5M": 5 * 28 * day, "pt5m": 5 * time.Minute,
		"PT99999999999999999999999H": 100 * 365 * day,
	} {
		if got, ok := isotime.ParseDuration(text); !ok || got != want {
			t.Errorf("%s: got %v, %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "P", "PT", "P1DT", "PT-1S", "-PT1S", "10", "10m", "PT1.5.5S", "PT.S", "PT1S30M", "{{ x }}"} {
		if got, ok := isotime.ParseDuration(text); ok {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestParseTimestamp(t *testing.T) {
	t.Parallel()
	want := time.Date(2026, 8, 1, 6, 30, 0, 0, time.UTC)
	for _, text := range []string{"2026-08-01T06:30:00Z", "2026-08-01T08:30:00+02:00", "2026-08-01T06:30Z", "20260801T063000Z", "2026-08-01T08:30:00+0200"} {
		if got, ok := isotime.ParseTimestamp(text); !ok || !got.Equal(want) {
			t.Errorf("%s: got %v, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "tomorrow", "2026-08-01", "2026-13-01T00:00:00Z", "2026-08-01T06:30:00"} {
		if got, ok := isotime.ParseTimestamp(text); ok {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
