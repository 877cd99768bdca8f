package clock_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/emulate/clock"
)

func TestVirtualClockJumps(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("KST", 9*3600))
	c := clock.NewVirtual(start)
	for _, d := range []time.Duration{72 * time.Hour, 0, -time.Hour} {
		if err := c.Sleep(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	if want := start.Add(72 * time.Hour); !c.Now().Equal(want) || c.Now().Location() != time.UTC {
		t.Errorf("clock shows %v, want %v", c.Now(), want.UTC())
	}
}

func TestVirtualClockStandsStillAfterTheEnd(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := clock.NewVirtual(start)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := c.Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
	if !c.Now().Equal(start) {
		t.Errorf("clock moved to %v", c.Now())
	}
}

func TestSystemEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	stopped := make(chan error)
	go func() { stopped <- clock.System{}.Sleep(ctx, 24*time.Hour) }()
	cancel()
	if err := <-stopped; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if err := (clock.System{}).Sleep(context.Background(), -time.Second); err != nil {
		t.Errorf("a negative duration: %v", err)
	}
}
