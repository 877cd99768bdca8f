package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"github.com/ssmkit/ssmkit/emulate"
)

// decider answers for the people that a step waits for: from the flags, or else
// by asking at the terminal. It is nil when neither is possible: nothing is
// passed silently.
func decider(o options, stdin io.Reader, stderr io.Writer) func(context.Context, emulate.Question) (emulate.Decision, error) {
	var ask func(context.Context, emulate.Question) (emulate.Decision, error)
	if f, ok := stdin.(*os.File); ok && o.file != "-" && term.IsTerminal(int(f.Fd())) {
		ask = asker(stdin, stderr)
	}
	if len(o.decisions) == 0 {
		return ask
	}
	return func(ctx context.Context, q emulate.Question) (emulate.Decision, error) {
		for _, d := range q.Choices {
			if slices.Contains(o.decisions, d) {
				return d, nil
			}
		}
		if ask == nil {
			return emulate.Undecided, &emulate.UndecidedError{Question: q}
		}
		return ask(ctx, q)
	}
}

// asker asks at the terminal until the answer is one of the choices. Reading
// cannot be interrupted, so it goes on beside the run when that is cancelled.
func asker(stdin io.Reader, stderr io.Writer) func(context.Context, emulate.Question) (emulate.Decision, error) {
	in := bufio.NewReader(stdin)
	return func(ctx context.Context, q emulate.Question) (emulate.Decision, error) {
		for {
			fmt.Fprint(stderr, prompt(q))
			type answer struct {
				line string
				err  error
			}
			got := make(chan answer, 1)
			go func() {
				line, err := in.ReadString('\n')
				got <- answer{line, err}
			}()
			select {
			case <-ctx.Done():
				fmt.Fprintln(stderr) // leaves the line of the question
				return emulate.Undecided, ctx.Err()
			case a := <-got:
				for _, d := range q.Choices {
					if strings.EqualFold(strings.TrimSpace(a.line), string(d)) {
						return d, nil
					}
				}
				if a.err != nil {
					return emulate.Undecided, &emulate.UndecidedError{Question: q}
				}
			}
		}
	}
}

func prompt(q emulate.Question) string {
	var choices []string
	for _, d := range q.Choices {
		choices = append(choices, strings.ToLower(string(d)))
	}
	line := fmt.Sprintf("step %q waits", q.Step)
	if q.Approver != "" {
		line += fmt.Sprintf(" for %q", q.Approver)
	}
	if q.Message != "" {
		line += fmt.Sprintf(": %q", q.Message)
	}
	return line + "; " + strings.Join(choices, " or ") + "? "
}

// undecided says which flag lets a run go on that nobody decides about.
func undecided(err *emulate.UndecidedError) error {
	var flags []string
	for _, d := range err.Question.Choices {
		flags = append(flags, "--"+strings.ToLower(string(d)))
	}
	return fmt.Errorf("step %q: %w; add %s", err.Question.Step, err, strings.Join(flags, " or "))
}
