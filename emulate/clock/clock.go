// Package clock tells a run the time. Time is an argument of the emulator: the
// default is a virtual clock that jumps, so that a step that sleeps for three
// days takes no time and the clock moves three days.
//
//	c := clock.NewVirtual(time.Now())
//	c.Sleep(ctx, 72*time.Hour) // returns at once
//	c.Now()                    // three days later
//
// It lives here: the clocks, and letting several things happen at once on one of
// them. It does not live here: what waits, and for how long.
package clock

import (
	"context"
	"sync"
	"time"
)

// Clock is read and waited on. It is safe for use by several goroutines. Tasks
// that run together on it take turns by its Sleep.
type Clock interface {
	Now() time.Time
	// Sleep returns when d has passed, or with the context's error when that
	// ends first. Durations that are not positive return at once.
	Sleep(ctx context.Context, d time.Duration) error
}

// Virtual is a Clock on which time passes only by sleeping.
type Virtual struct {
	mu  sync.Mutex
	now time.Time
}

// NewVirtual makes a clock that stands at start, in UTC.
func NewVirtual(start time.Time) *Virtual { return &Virtual{now: start.UTC()} }

// Now is the moment that the clock shows.
func (v *Virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

// Sleep moves the clock by d and returns at once.
func (v *Virtual) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if d <= 0 {
		return nil
	}
	if t := taskOf(ctx); t != nil {
		return t.sleep(ctx, v.Now().Add(d))
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.now = v.now.Add(d)
	return nil
}
