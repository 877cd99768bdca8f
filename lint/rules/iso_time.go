package rules

import (
	"regexp"
	"strings"
	"sync"
	"time"
)

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

// isTimestampWithoutZone tells whether it is one but for the zone.
func isTimestampWithoutZone(text string) bool {
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}
