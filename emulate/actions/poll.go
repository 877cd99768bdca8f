package actions

import (
	"context"
	"errors"
	"time"

	"github.com/ssmkit/ssmkit/emulate"
)

// The pauses between two looks at what an action waits for grow from the first
// to the longest. The service's are not documented.
const (
	firstPause   = 5 * time.Second
	longestPause = time.Minute
)

// patience is how long an action without any time-out waits. The service waits
// longer; here something is wrong that time will not mend.
const patience = 7 * 24 * time.Hour

// poll looks again and again until it is done. The message of a time-out says
// what the step was doing.
func poll(ctx context.Context, env *emulate.Env, doing string, look func() (done bool, err error)) error {
	begun := env.Now()
	for pause := firstPause; ; pause = min(pause*3/2, longestPause) {
		done, err := look()
		if err == nil && !done {
			err = env.Sleep(ctx, pause)
		}
		var failure *emulate.Failure
		if errors.As(err, &failure) && failure.Status == emulate.TimedOut {
			failure.Doing = doing
		}
		if err != nil || done {
			return err
		}
		if env.Now().Sub(begun) > patience {
			return &emulate.Failure{
				Stage: emulate.Invocation, Type: emulate.ActionFailure, Doing: doing, Status: emulate.TimedOut,
				Cause: "It has waited for 7 days, and no time-out is set",
			}
		}
	}
}

// unexpected is the failure of an action whose object came into a state that
// leads nowhere.
func unexpected(doing, cause string) *emulate.Failure {
	return &emulate.Failure{Stage: emulate.Invocation, Type: emulate.ActionFailure, Doing: doing, Cause: cause}
}
