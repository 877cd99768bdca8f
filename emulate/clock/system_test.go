package clock_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/emulate/clock"
)

func TestSystemClockWaits(t *testing.T) {
	t.Parallel()
	var c clock.System
	const d = time.Millisecond
	start := c.Now()
	if err := c.Sleep(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if passed := c.Now().Sub(start); passed < d {
		t.Errorf("%v have passed", passed)
	}
	if err := c.Sleep(context.Background(), -time.Hour); err != nil {
		t.Error(err)
	}
	if c.Now().Location() != time.UTC {
		t.Error("the clock does not show UTC")
	}
}

// TestSystemClockIsInterrupted would take a day if it was not.
func TestSystemClockIsInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(time.Millisecond, cancel)
	for range 2 { // during the sleep, and before it
		if err := (clock.System{}).Sleep(ctx, 24*time.Hour); !errors.Is(err, context.Canceled) {
			t.Errorf("got error %v", err)
		}
	}
}

// TestTogetherOnTheSystemClock sleeps as long as one of the tasks does.
func TestTogetherOnTheSystemClock(t *testing.T) {
	t.Parallel()
	var order []int
	tasks := []time.Duration{3 * time.Millisecond, time.Millisecond}
	next := 0
	clock.Together(context.Background(), clock.System{}, 2, func() func(context.Context) {
		if next == len(tasks) {
			return nil
		}
		i := next
		next++
		return func(ctx context.Context) {
			if err := (clock.System{}).Sleep(ctx, tasks[i]); err != nil {
				t.Error(err)
			}
			order = append(order, i)
		}
	})
	if len(order) != 2 || order[0] != 1 {
		t.Errorf("the tasks ended in the order %v", order)
	}
}
