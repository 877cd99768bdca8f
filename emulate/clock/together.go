package clock

import (
	"context"
	"slices"
	"time"
)

// Together runs tasks as if at the same time, and returns when all have ended: no
// more than most of them at once, each as next gives it, until next gives nil.
//
// Only one task runs at any moment, until it sleeps: then goes on whichever wakes
// first, the one that began first if several do. So the tasks need no locks, and
// on a virtual clock they take the same turns in each run. A task must give the
// context that it gets to all that sleeps for it. Tasks may run others together.
func Together(ctx context.Context, c Clock, most int, next func() func(context.Context)) {
	outer := taskOf(ctx)
	var asleep []*task
	for {
		for len(asleep) < most {
			run := next()
			if run == nil {
				break
			}
			t := &task{naps: make(chan nap), wake: make(chan error)}
			go t.run(ctx, run)
			if t.untilNap() {
				asleep = append(asleep, t)
			}
		}
		if len(asleep) == 0 {
			return
		}
		i := first(asleep)
		t := asleep[i]
		// To whoever runs these tasks together with others, it is they that sleep.
		t.wake <- c.Sleep(context.WithValue(t.nap.ctx, taskKey{}, outer), t.nap.until.Sub(c.Now()))
		if !t.untilNap() {
			asleep = slices.Delete(asleep, i, i+1)
		}
	}
}

// task is one that runs together with others, in a goroutine of its own.
type task struct {
	naps chan nap   // closed when the task has ended
	wake chan error // what Sleep returns
	nap  nap        // the last one
	// panicked is what the task ended with that it did not expect.
	panicked any
}

// nap is a Sleep of a task.
type nap struct {
	ctx   context.Context
	until time.Time
}

// Apart gives a context whose sleeps let no other task go on: all wait for what is
// done with it.
func Apart(ctx context.Context) context.Context {
	if taskOf(ctx) == nil {
		return ctx
	}
	return context.WithValue(ctx, taskKey{}, (*task)(nil))
}

// IsTask reports whether sleeps with the context let other tasks go on.
func IsTask(ctx context.Context) bool { return taskOf(ctx) != nil }

type taskKey struct{}

// taskOf is the task that a context belongs to, nil for none.
func taskOf(ctx context.Context) *task {
	t, _ := ctx.Value(taskKey{}).(*task)
	return t
}

func (t *task) run(ctx context.Context, run func(context.Context)) {
	defer close(t.naps)
	defer func() { t.panicked = recover() }()
	run(context.WithValue(ctx, taskKey{}, t))
}

// untilNap waits until the task sleeps, and is false when it ends instead.
func (t *task) untilNap() bool {
	var sleeps bool
	if t.nap, sleeps = <-t.naps; !sleeps && t.panicked != nil {
		panic(t.panicked)
	}
	return sleeps
}

// sleep lets other tasks go on.
func (t *task) sleep(ctx context.Context, until time.Time) error {
	t.naps <- nap{ctx, until}
	return <-t.wake
}

// first is the task that goes on next: one that has been cancelled, or else the
// one that wakes first.
func first(asleep []*task) int {
	earliest := 0
	for i, t := range asleep {
		if t.nap.ctx.Err() != nil {
			return i
		}
		if t.nap.until.Before(asleep[earliest].nap.until) {
			earliest = i
		}
	}
	return earliest
}
