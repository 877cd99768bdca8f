package cassette

import (
	"context"
	"time"

	"github.com/ssmkit/ssmkit/emulate/clock"
)

// pacedClock is the clock of a run that is recorded. It passes by what the run
// sleeps and by what its answers take, both of which a replay repeats; what the
// program itself takes is not counted.
type pacedClock struct {
	under clock.Clock
	shown *clock.Virtual
}

func newPacedClock(under clock.Clock) *pacedClock {
	return &pacedClock{under, clock.NewVirtual(under.Now().Truncate(time.Millisecond))}
}

func (c *pacedClock) Now() time.Time { return c.shown.Now() }

// Sleep waits on the clock below, which does not know what the one that is shown
// has left out. So it is the shown one by which runs that go on together take
// turns, in a replay as well; whoever lets them calls this again for all of them.
func (c *pacedClock) Sleep(ctx context.Context, d time.Duration) error {
	if !clock.IsTask(ctx) {
		if err := c.under.Sleep(ctx, d); err != nil {
			return err
		}
	}
	return c.shown.Sleep(ctx, d)
}

// during lets the time pass that do takes, and returns it. No other run goes on
// meanwhile: how long an answer took is known only when it is there, too late to
// give others a turn in between.
func (c *pacedClock) during(ctx context.Context, do func(context.Context)) time.Duration {
	begin := c.under.Now()
	do(clock.Apart(ctx))
	took := c.under.Now().Sub(begin).Round(time.Millisecond)
	// The call has its answer: nothing cancels the time that it took.
	_ = c.shown.Sleep(context.Background(), took)
	return took
}
