package actions

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
)

// sleep waits for a Duration or until a Timestamp. With both, which is not
// documented, the Duration counts.
type sleep struct{}

// maxSleep is the longest delay: one second short of seven days.
const maxSleep = 604_799 * time.Second

func (sleep) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	d, err := delay(inputs, env.Now())
	if err != nil {
		return emulate.Result{}, err
	}
	if d > maxSleep {
		return emulate.Result{}, emulate.Invalid("The delay is %.0f seconds, the longest is %.0f", d.Seconds(), maxSleep.Seconds())
	}
	return emulate.Result{}, env.Sleep(ctx, d)
}

func delay(inputs *value.Object, now time.Time) (time.Duration, error) {
	if _, ok := inputs.Get("Duration"); ok {
		written, err := text(inputs, "Duration")
		if err != nil {
			return 0, err
		}
		d, err := parseDuration(written)
		if err != nil {
			return 0, emulate.Invalid("Duration %s: %v", written, err)
		}
		return d, nil
	}
	if _, ok := inputs.Get("Timestamp"); !ok {
		return 0, emulate.Invalid("Missing required input: Duration or Timestamp")
	}
	written, err := text(inputs, "Timestamp")
	if err != nil {
		return 0, err
	}
	until, err := time.Parse(time.RFC3339, written)
	if err != nil {
		return 0, emulate.Invalid("Timestamp %s is no time such as 2020-01-01T01:00:00Z", written)
	}
	// A moment in the past continues at once.
	return max(until.Sub(now), 0), nil
}

// durationForm is ISO 8601 without years and months, which have no fixed length.
var durationForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$`)
})

func parseDuration(written string) (time.Duration, error) {
	parts := durationForm().FindStringSubmatch(written)
	if parts == nil || written[len(written)-1] == 'P' || written[len(written)-1] == 'T' {
		return 0, fmt.Errorf("expected a duration such as PT10M or PT24H5M")
	}
	units := []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second}
	var total time.Duration
	for i, unit := range units {
		if parts[i+1] == "" {
			continue
		}
		// A comma is ISO 8601's other decimal sign.
		n, err := strconv.ParseFloat(decimalPoint(parts[i+1]), 64)
		if err != nil || n*float64(unit) > float64(2*maxSleep) {
			return 0, fmt.Errorf("longer than 604799 seconds")
		}
		total += time.Duration(n * float64(unit))
	}
	return total, nil
}

func decimalPoint(number string) string {
	for i, c := range number {
		if c == ',' {
			return number[:i] + "." + number[i+1:]
		}
	}
	return number
}
