// Package isotime reads times as inputs of steps have them: durations and moments
// of ISO 8601. How long a step may wait is not decided here.
package isotime

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// isoDuration is a duration in ISO 8601, in any letter case.
var isoDuration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^P(?:([0-9.,]+)Y)?(?:([0-9.,]+)M)?(?:([0-9.,]+)W)?(?:([0-9.,]+)D)?(T(?:([0-9.,]+)H)?(?:([0-9.,]+)M)?(?:([0-9.,]+)S)?)?$`)
})

// durationUnits are those of isoDuration's groups. Months are taken for the
// shortest there are: what is compared with them is a limit.
var durationUnits = [...]time.Duration{
	1: 365 * day, 2: 28 * day, 3: 7 * day, 4: day, 6: time.Hour, 7: time.Minute, 8: time.Second,
}

const day = 24 * time.Hour

// Longest is where durations that no limit allows are cut off.
const Longest = 100 * 365 * day

// ParseDuration reads a duration such as PT10M, in any letter case. One that is
// longer than a hundred years is that long. Which fractions the service takes is
// not documented: here each number may have one.
func ParseDuration(text string) (time.Duration, bool) {
	parts := isoDuration().FindStringSubmatch(text)
	last := strings.ToUpper(text)
	if parts == nil || last == "P" || strings.HasSuffix(last, "T") {
		return 0, false
	}
	total := 0.0
	for group, unit := range durationUnits {
		if unit == 0 || parts[group] == "" {
			continue
		}
		n, err := strconv.ParseFloat(strings.Replace(parts[group], ",", ".", 1), 64)
		if err != nil {
			return 0, false
		}
		total += n * float64(unit)
	}
	return time.Duration(min(total, float64(Longest))), true
}

// ParseTimestamp reads a moment with its zone, such as 2020-01-01T01:00:00Z.
func ParseTimestamp(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "20060102T150405Z0700", "20060102T150405Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
