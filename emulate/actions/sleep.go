package actions

import (
	"context"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/isotime"
)

// sleep waits for a Duration or until a Timestamp. With both, which is not
// documented, the Duration counts.
type sleep struct{}

func (sleep) Run(ctx context.Context, inputs *value.Object, env *emulate.Env) (emulate.Result, error) {
	d, err := delay(inputs, env.Now())
	if err != nil {
		return emulate.Result{}, err
	}
	if longest := schemas.AllLimits().SleepSeconds; d > time.Duration(longest)*time.Second {
		return emulate.Result{}, emulate.Invalid("The delay is %.0f seconds, the longest is %d", d.Seconds(), longest)
	}
	return emulate.Result{}, env.Sleep(ctx, d)
}

func delay(inputs *value.Object, now time.Time) (time.Duration, error) {
	if _, ok := inputs.Get("Duration"); ok {
		written, err := text(inputs, "Duration")
		if err != nil {
			return 0, err
		}
		d, ok := isotime.ParseDuration(written)
		if !ok {
			return 0, emulate.Invalid("Duration %s is no duration such as PT10M or PT24H5M", written)
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
	until, ok := isotime.ParseTimestamp(written)
	if !ok {
		return 0, emulate.Invalid("Timestamp %s is no time such as 2020-01-01T01:00:00Z", written)
	}
	// A moment in the past continues at once.
	return max(until.Sub(now), 0), nil
}
