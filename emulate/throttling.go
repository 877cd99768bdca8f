package emulate

import (
	"context"
	"errors"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// The pauses between repetitions of a throttled call double from the first to
// the longest. The service's are not documented.
const (
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// answer makes a call, and makes it again as long as it is throttled and the
// account's time for that is not over. Only then an attempt at the step counts.
func (e *Env) answer(ctx context.Context, req cloud.Request) (*value.Object, error) {
	pause := firstPause
	until := e.Now().Add(e.run.config.ThrottlingRetry)
	for repeated := 0; ; repeated++ {
		answer, err := e.run.cloud.Call(ctx, req)
		e.run.emitCall(APICalled{At: e.Now(), Step: e.step, Request: req, Output: answer.Output, Invented: answer.Invented, By: answer.By, Err: err})
		if !throttled(err) || !e.Now().Add(pause).Before(until) {
			if repeated > 0 {
				e.Note("%s %s was throttled and called again: %d times", req.Service, req.Operation, repeated)
			}
			return answer.Output, err
		}
		if err := e.Sleep(ctx, pause); err != nil {
			return nil, err
		}
		pause = min(2*pause, longestPause)
	}
}

func throttled(err error) bool {
	var refused *cloud.APIError
	return errors.As(err, &refused) && cloud.Throttled(refused.Code)
}
