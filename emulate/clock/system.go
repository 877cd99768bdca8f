package clock

import (
	"context"
	"time"
)

// System is the clock of the machine, on which waiting takes its time.
type System struct{}

// Now is the time in UTC.
func (System) Now() time.Time { return time.Now().UTC() }

// Sleep returns when d has passed, or with the context's error.
func (s System) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}
	if t := taskOf(ctx); t != nil {
		return t.sleep(ctx, s.Now().Add(d))
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
