package script

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/endpoint"
)

//go:embed driver.py
var driver string

// load runs the driver under a name of its own, which its frames are known by.
const load = `import sys; exec(compile(sys.argv.pop(), "<ssmrun>", "exec"))`

// Config is what a Runner works with. All of it may be left out.
type Config struct {
	// Region is the one that requests go to which name none, cloud.DefaultRegion if
	// it is empty.
	Region string
	// Note is told once what is not contained.
	Note func(string)
	// TimeLimit is how long a script may take on the clock of this machine, a
	// minute if it is 0.
	TimeLimit time.Duration
	// Uncontained does without the sandbox.
	Uncontained bool
	// SearchPath is where Python is looked for, that of the environment if it is
	// empty.
	SearchPath string
}

// Runner runs scripts. It looks for Python and the sandbox when the first script
// comes. It may be used by several goroutines.
type Runner struct {
	config Config

	mu      sync.Mutex
	found   bool
	python  *python
	sandbox sandbox
	err     error
}

// New makes a Runner.
func New(config Config) *Runner {
	if config.Region == "" {
		config.Region = cloud.DefaultRegion
	}
	if config.TimeLimit == 0 {
		config.TimeLimit = defaultTimeLimit
	}
	if config.SearchPath == "" {
		config.SearchPath = os.Getenv("PATH")
	}
	if config.Note == nil {
		config.Note = func(string) {}
	}
	return &Runner{config: config}
}

// find looks for what scripts are run with.
func (r *Runner) find(ctx context.Context) (*python, sandbox, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.found {
		return r.python, r.sandbox, r.err
	}
	python, err := findPython(ctx, r.config.SearchPath)
	if ctx.Err() != nil {
		return nil, sandbox{}, ctx.Err()
	}
	r.found, r.python, r.err = true, python, err
	if err != nil || r.config.Uncontained {
		return r.python, r.sandbox, r.err
	}
	if r.sandbox.bwrap = findBwrap(); r.sandbox.bwrap == "" {
		r.config.Note(uncontained("as bubblewrap (bwrap) is not installed"))
	}
	return r.python, r.sandbox, r.err
}

// giveUpSandbox goes on without the sandbox, which does not work here.
func (r *Runner) giveUpSandbox(why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sandbox.bwrap != "" {
		r.sandbox.bwrap = ""
		r.config.Note(uncontained(fmt.Sprintf("as bubblewrap (bwrap) does not work here (%v)", why)))
	}
}

// Run runs a script to its end. What the script does wrong is in the Result. The
// error is ErrNoPython, a *NeverReturnedError, one of the Cloud or the Clock, the
// context's, or tells what went wrong with the process.
func (r *Runner) Run(ctx context.Context, p Program) (Result, error) {
	python, box, err := r.find(ctx)
	if err != nil {
		return Result{}, err
	}
	proc, err := startProcess(ctx, python, box, r.environment(), p.Attachment)
	var dead *notStartedError
	if errors.As(err, &dead) && box.bwrap != "" {
		// The driver has not come up, so it was told nothing of the script.
		r.giveUpSandbox(err)
		box = sandbox{}
		proc, err = startProcess(ctx, python, box, r.environment(), p.Attachment)
	}
	if err != nil {
		return Result{}, fmt.Errorf("start %s: %w", python.Executable, err)
	}
	defer proc.close()
	order, err := startMessage(p, python, box, r.config.TimeLimit, proc.attachment)
	if err != nil {
		return Result{}, err
	}
	s := &session{program: p, process: proc, limit: r.config.TimeLimit, region: r.config.Region, started: time.Now(), virtual: p.Clock.Now()}
	result, err := s.run(ctx, order)
	result.Python = python.version()
	return result, err
}

func startMessage(p Program, python *python, box sandbox, timeLimit time.Duration, attachment string) (start, error) {
	events, err := encode(p.Events)
	if err != nil {
		return start{}, fmt.Errorf("encode the events: %w", err)
	}
	about, err := encode(p.Context)
	if err != nil {
		return start{}, fmt.Errorf("encode the context: %w", err)
	}
	s := start{
		Name: p.Name, Skip: p.Skip, Handler: p.Handler, Attachment: attachment, Events: events, Context: about,
		Module: strings.TrimSuffix(filepath.Base(attachment), filepath.Ext(attachment)),
		Path:   python.Path, Limits: rlimits(timeLimit, box.bwrap != ""), Largest: maxReturned,
	}
	if p.Text != "" {
		s.Text = &p.Text
	}
	if box.bwrap != "" && os.Geteuid() == 0 {
		s.User = nobody
	}
	return s, nil
}

func encode(o *value.Object) (json.RawMessage, error) {
	if o == nil {
		o = value.New()
	}
	return value.Encode(o)
}

// environment is all that the script finds of one, as names and values in turn.
// There is nothing of the user's.
func (r *Runner) environment() []string {
	return []string{
		"PATH", "/usr/bin:/bin", "LANG", "C.UTF-8", "LC_ALL", "C.UTF-8", "TZ", "UTC", "USER", "script", "LOGNAME", "script",
		"PYTHONHASHSEED", "0", // texts in sets come in the same order each time
		"PYTHONDONTWRITEBYTECODE", "1", "PYTHONSAFEPATH", "1",
		"MALLOC_ARENA_MAX", "2", // an arena for each thread would take up the address space
		// Requests are signed because boto3 knows no other way; nobody checks it.
		"AWS_ACCESS_KEY_ID", "ASIASSMRUNSSMRUNRUNS", "AWS_SECRET_ACCESS_KEY", "ssmrun", "AWS_SESSION_TOKEN", "ssmrun",
		"AWS_REGION", r.config.Region, "AWS_DEFAULT_REGION", r.config.Region,
		"AWS_EC2_METADATA_DISABLED", "true", "AWS_ENABLE_ENDPOINT_DISCOVERY", "false",
		"AWS_CONFIG_FILE", "/dev/null", "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
	}
}

// session is one script that runs.
type session struct {
	program Program
	process *process
	limit   time.Duration
	region  string
	// started is when it began on the clock of this machine, virtual on its own.
	started, virtual time.Time

	// turn is held by who lets time pass or makes a call for the script, which may
	// have several threads.
	turn sync.Mutex

	mu sync.Mutex
	// stopped is why it was ended from here.
	stopped error
}

// stop ends the script.
func (s *session) stop(why error) {
	s.mu.Lock()
	if s.stopped == nil {
		s.stopped = why
	}
	s.mu.Unlock()
	s.process.kill()
}

func (s *session) why() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopped
}

func (s *session) run(ctx context.Context, order start) (Result, error) {
	never := &NeverReturnedError{Limit: s.limit.String()}
	timer := time.AfterFunc(s.limit, func() { s.stop(never) })
	defer timer.Stop()
	defer context.AfterFunc(ctx, func() { s.stop(ctx.Err()) })()
	defer s.serve(ctx)()
	result, err := s.talk(ctx, order)
	death := s.process.end(!errors.Is(err, io.EOF))
	if why := s.why(); why != nil {
		err = why
	}
	result.Log, result.Omitted = s.process.log.read()
	switch {
	case errors.Is(err, never):
		never.Result = result
	case errors.Is(err, io.EOF):
		result.Death, err = death, nil
	case errors.Is(err, errForged):
		result.Death, err = errForged.Error(), nil
	}
	return result, err
}

// serve answers the script's AWS requests, until the function that it returns is
// called.
func (s *session) serve(ctx context.Context) (stop func()) {
	serving, cancel := context.WithCancel(ctx)
	handler := endpoint.New(&guarded{session: s, ctx: ctx}, endpoint.Config{Clock: s.program.Clock, Region: s.region})
	done := make(chan struct{})
	go func() {
		defer close(done)
		// Without its endpoint a script fails by itself.
		_ = endpoint.Serve(serving, s.process.listener, handler)
	}()
	return func() {
		cancel()
		<-done
	}
}

// talk tells the driver what to run and answers it until the script has ended:
// io.EOF is that the driver has nothing more to say.
func (s *session) talk(ctx context.Context, order start) (Result, error) {
	c := s.process.control
	if err := c.send(order); err != nil {
		return Result{}, io.EOF
	}
	for {
		m, err := c.receive()
		switch {
		case err != nil:
			return Result{}, err
		case m.Raised != nil:
			return Result{Exception: m.Raised.exception()}, nil
		case m.Returned != nil:
			returned, err := value.Decode([]byte(*m.Returned))
			if err != nil {
				return Result{}, fmt.Errorf("%w: %w", errForged, err)
			}
			return Result{Returned: returned}, nil
		case m.Large > 0:
			return Result{Death: fmt.Sprintf("the script returned %d bytes of JSON, it may return %d", m.Large, maxReturned)}, nil
		case m.Sleep != nil:
			err = s.pass(ctx, time.Duration(*m.Sleep*float64(time.Second)))
		case m.Now:
			err = s.pass(ctx, max(tick, s.lag()))
		default:
			err = errForged
		}
		if err != nil {
			return Result{}, err
		}
		if err := c.sendNow(s.program.Clock.Now()); err != nil {
			return Result{}, io.EOF
		}
	}
}

// tick is how long it takes to look at the clock: with it a script that waits
// for a moment by looking again and again comes to an end.
const tick = time.Millisecond

// maxLag is how far the script's clock may fall behind that of this machine. A
// script that waits in another way than by sleeping would otherwise wait for
// ever.
const maxLag = 5 * time.Second

// lag is what the script's clock must make up for.
func (s *session) lag() time.Duration {
	return time.Since(s.started) - s.program.Clock.Now().Sub(s.virtual) - maxLag
}

// pass lets time pass for the script.
func (s *session) pass(ctx context.Context, d time.Duration) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.program.Clock.Sleep(ctx, d)
}

// guarded is the script's cloud. What is no refusal by AWS ends the script.
type guarded struct {
	session *session
	ctx     context.Context
}

// Call implements cloud.Cloud. One call is answered at a time, and none after the
// script was stopped.
func (g *guarded) Call(_ context.Context, req cloud.Request) (cloud.Response, error) {
	g.session.turn.Lock()
	defer g.session.turn.Unlock()
	if why := g.session.why(); why != nil {
		return cloud.Response{}, why
	}
	answer, err := g.session.program.Cloud.Call(g.ctx, req)
	var refused *cloud.APIError
	if err != nil && !errors.As(err, &refused) {
		g.session.stop(err)
	}
	return answer, err
}
