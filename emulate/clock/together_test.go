package clock_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/emulate/clock"
)

// tasks gives sleepers one after the other; each logs when it has slept.
func tasks(c *clock.Virtual, begun time.Time, log *[]string, seconds ...int) func() func(context.Context) {
	return func() func(context.Context) {
		if len(seconds) == 0 {
			return nil
		}
		n := seconds[0]
		seconds = seconds[1:]
		return func(ctx context.Context) {
			for range 2 {
				if err := c.Sleep(ctx, time.Duration(n)*time.Second); err != nil {
					*log = append(*log, fmt.Sprintf("%d: %v", n, err))
					return
				}
				*log = append(*log, fmt.Sprintf("%d at %s", n, c.Now().Sub(begun)))
			}
		}
	}
}

func TestTogetherTakesTurns(t *testing.T) {
	t.Parallel()
	c := clock.NewVirtual(time.Unix(0, 0))
	var log []string
	clock.Together(context.Background(), c, 2, tasks(c, c.Now(), &log, 3, 1, 2))
	want := []string{"1 at 1s", "1 at 2s", "3 at 3s", "2 at 4s", "3 at 6s", "2 at 6s"}
	if diff := cmp.Diff(want, log); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestTogetherInTasks pins that tasks of tasks take turns with the tasks beside
// those.
func TestTogetherInTasks(t *testing.T) {
	t.Parallel()
	c := clock.NewVirtual(time.Unix(0, 0))
	begun := c.Now()
	var log []string
	outer := []func(context.Context){
		func(ctx context.Context) { clock.Together(ctx, c, 2, tasks(c, begun, &log, 3, 4)) },
		func(ctx context.Context) { clock.Together(ctx, c, 1, tasks(c, begun, &log, 1, 2)) },
	}
	clock.Together(context.Background(), c, 2, func() func(context.Context) {
		if len(outer) == 0 {
			return nil
		}
		first := outer[0]
		outer = outer[1:]
		return first
	})
	want := []string{"1 at 1s", "1 at 2s", "3 at 3s", "4 at 4s", "2 at 4s", "3 at 6s", "2 at 6s", "4 at 8s"}
	if diff := cmp.Diff(want, log); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTogetherIsCancelled(t *testing.T) {
	t.Parallel()
	c := clock.NewVirtual(time.Unix(0, 0))
	begun := c.Now()
	ctx, cancel := context.WithCancel(context.Background())
	var log []string
	next := tasks(c, begun, &log, 5)
	last := func(ctx context.Context) {
		if err := c.Sleep(ctx, time.Second); err != nil {
			t.Error(err)
		}
		cancel()
		// What is done about it takes its time.
		if err := c.Sleep(context.WithoutCancel(ctx), 2*time.Second); err != nil {
			t.Error(err)
		}
		log = append(log, fmt.Sprint("last at ", c.Now().Sub(begun)))
	}
	clock.Together(ctx, c, 2, func() func(context.Context) {
		if run := next(); run != nil {
			return run
		}
		run := last
		last = nil
		return run
	})
	if want := []string{"5: context canceled", "last at 3s"}; !slices.Equal(log, want) {
		t.Errorf("got %v, want %v", log, want)
	}
	if err := c.Sleep(ctx, time.Second); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
}

func TestTogetherPanics(t *testing.T) {
	t.Parallel()
	c := clock.NewVirtual(time.Unix(0, 0))
	defer func() {
		if got := recover(); got != "broken" {
			t.Errorf("recovered %v", got)
		}
	}()
	clock.Together(context.Background(), c, 1, func() func(context.Context) {
		return func(context.Context) { panic("broken") }
	})
}

// What is done apart lets no other task go on, and is waited for by all.
func TestApart(t *testing.T) {
	t.Parallel()
	begun := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := clock.NewVirtual(begun)
	var log []string
	left := []string{"first", "second"}
	clock.Together(context.Background(), c, 2, func() func(context.Context) {
		if len(left) == 0 {
			return nil
		}
		name := left[0]
		left = left[1:]
		return func(ctx context.Context) {
			for range 2 {
				if err := c.Sleep(clock.Apart(ctx), time.Minute); err != nil {
					t.Error(err)
				}
				log = append(log, fmt.Sprint(name, " ", c.Now().Sub(begun)))
			}
		}
	})
	if diff := cmp.Diff([]string{"first 1m0s", "first 2m0s", "second 3m0s", "second 4m0s"}, log); diff != "" {
		t.Errorf("turns (-want +got)\n%s", diff)
	}
}
