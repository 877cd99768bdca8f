package actions

import (
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
)

func TestDelay(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		inputs *value.Object
		want   time.Duration
		fails  bool
	}{
		{inputs: value.New("Duration", "PT1S"), want: time.Second},
		{inputs: value.New("Duration", "PT0S"), want: 0},
		{inputs: value.New("Duration", "PT01S"), want: time.Second},
		{inputs: value.New("Duration", "PT0.5S"), want: 500 * time.Millisecond},
		{inputs: value.New("Duration", "PT0,5S"), want: 500 * time.Millisecond},
		{inputs: value.New("Duration", "PT600S"), want: 10 * time.Minute},
		{inputs: value.New("Duration", "PT24H5M"), want: 24*time.Hour + 5*time.Minute},
		{inputs: value.New("Duration", "P1D"), want: 24 * time.Hour},
		{inputs: value.New("Duration", "P1DT1H"), want: 25 * time.Hour},
		{inputs: value.New("Duration", "P"), fails: true},
		{inputs: value.New("Duration", "PT"), fails: true},
		{inputs: value.New("Duration", "P1DT"), fails: true},
		{inputs: value.New("Duration", "PT-1S"), fails: true},
		{inputs: value.New("Duration", "-PT1S"), fails: true},
		{inputs: value.New("Duration", "10"), fails: true},
		{inputs: value.New("Duration", "PT1,5H"), want: 90 * time.Minute},
		{inputs: value.New("Duration", 10), fails: true},
		{inputs: value.New("Timestamp", "2026-03-01T12:00:05Z"), want: 5 * time.Second},
		{inputs: value.New("Timestamp", "2026-03-01T22:00:00+09:00"), want: time.Hour},
		{inputs: value.New("Timestamp", "2020-01-01T01:00:00Z"), want: 0},
		{inputs: value.New("Timestamp", "2026-03-01T12:01Z"), want: time.Minute},
		{inputs: value.New("Timestamp", "tomorrow"), fails: true},
		{inputs: value.New(), fails: true},
	} {
		got, err := delay(test.inputs, now)
		if got != test.want || (err != nil) != test.fails {
			text, _ := test.inputs.MarshalJSON()
			t.Errorf("%s: got %v, error %v", text, got, err)
		}
	}
}
