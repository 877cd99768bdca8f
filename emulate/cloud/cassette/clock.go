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

func (c *pacedClock) Sleep(ctx context.Context, d time.Duration) error {
	if err := c.under.Sleep(ctx, d); err != nil {
		return err
	}
	return c.shown.Sleep(ctx, d)
}

// during lets the time pass that do takes, and returns it.
func (c *pacedClock) during(do func()) time.Duration {
	begin := c.under.Now()
	do()
	took := c.under.Now().Sub(begin).Round(time.Millisecond)
	// The call has its answer: nothing cancels the time that it took.
	_ = c.shown.Sleep(context.Background(), took)
	return took
}
