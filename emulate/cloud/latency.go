package cloud

import (
	"context"
	"time"

	"github.com/ssmkit/ssmkit/emulate/clock"
)

// WithLatency lets the time that a call takes pass on the clock. It is for a
// virtual clock, on which answers would otherwise come at once.
func WithLatency(c Cloud, clock clock.Clock, each time.Duration) Cloud {
	return &withLatency{c, clock, each}
}

type withLatency struct {
	cloud Cloud
	clock clock.Clock
	each  time.Duration
}

func (l *withLatency) Call(ctx context.Context, req Request) (Response, error) {
	if err := l.clock.Sleep(ctx, l.each); err != nil {
		return Response{}, err
	}
	return l.cloud.Call(ctx, req)
}
