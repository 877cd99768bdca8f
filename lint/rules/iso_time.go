package rules

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

// longest is where durations that no limit allows are cut off.
const longest = 100 * 365 * day

// parseDuration reads an ISO 8601 duration such as PT10M. One that is longer
// than a hundred years is that long.
func parseDuration(text string) (time.Duration, bool) {
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
	return time.Duration(min(total, float64(longest))), true
}

// spokenDuration is how people write durations elsewhere: 60, 10m, 5 minutes,
// 5M, P5H.
var spokenDuration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^P?T?([0-9]+) *(s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?|)$`)
})

// meantDuration is the ISO 8601 duration that a text was probably meant to be,
// empty when it is not certain enough.
func meantDuration(text string) string {
	parts := spokenDuration().FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		return ""
	}
	unit := "S"
	if parts[2] != "" {
		unit = strings.ToUpper(parts[2][:1])
	}
	if unit == "D" {
		return "P" + parts[1] + unit
	}
	return "PT" + parts[1] + unit
}

// parseTimestamp tells whether a text is an ISO 8601 date and time with its zone.
func parseTimestamp(text string) bool {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "20060102T150405Z0700", "20060102T150405Z07:00"} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// isTimestampWithoutZone tells whether it is one but for the zone.
func isTimestampWithoutZone(text string) bool {
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}
