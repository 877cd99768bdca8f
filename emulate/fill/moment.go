package fill

import (
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document"
)

// isTime tells that a parameter takes a point in time.
func isTime(p *document.Parameter) bool {
	name := strings.ToLower(p.Name.Text)
	for _, ending := range []string{"starttime", "endtime", "timestamp", "date", "datetime"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return p.Description.IsString() && strings.Contains(strings.ToLower(p.Description.Text), "iso 8601 date")
}

// moments are a time of the day before the run in the forms that people ask for:
// what ends does so an hour ago, and the rest a day.
func (f *filler) moments(p *document.Parameter) []string {
	now := f.config.Now
	if now.IsZero() {
		now = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	when := now.UTC().Truncate(time.Hour).Add(-24 * time.Hour)
	if strings.Contains(strings.ToLower(p.Name.Text), "end") {
		when = now.UTC().Truncate(time.Hour).Add(-time.Hour)
	}
	var out []string
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04:05.000Z", time.DateTime, "2006-01-02 15:04:05Z", time.DateOnly,
		"2006/01/02", "01/02/2006", "15:04:05", "15:04",
	} {
		out = append(out, when.Format(layout))
	}
	return out
}
