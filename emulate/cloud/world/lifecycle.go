package world

import (
	"fmt"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// instanceState is a state as the API shows it.
type instanceState struct {
	code int
	name string
}

// The states of instances.
var (
	pending      = instanceState{0, "pending"}
	running      = instanceState{16, "running"}
	shuttingDown = instanceState{32, "shutting-down"}
	terminated   = instanceState{48, "terminated"}
	stopping     = instanceState{64, "stopping"}
	stopped      = instanceState{80, "stopped"}
)

// states are those of an instance in the order of its life.
func states() []instanceState {
	return []instanceState{pending, running, stopping, stopped, shuttingDown, terminated}
}

func stateCalled(name string) (instanceState, bool) {
	for _, s := range states() {
		if s.name == name {
			return s, true
		}
	}
	return running, false
}

func stateNames() []string {
	var names []string
	for _, s := range states() {
		names = append(names, s.name)
	}
	return names
}

// value is the state as the API shows it.
func (s instanceState) value() *value.Object { return value.New("Code", s.code, "Name", s.name) }

// How long things take with small instances, about.
const (
	startTime     = 20 * time.Second // from pending to running
	checkTime     = 2 * time.Minute  // until the status checks have passed
	agentTime     = 40 * time.Second // until the agent is online
	stopTime      = 30 * time.Second
	terminateTime = 30 * time.Second
	rebootTime    = time.Minute
)

// lifecycle is the state of an instance over time.
type lifecycle struct {
	state instanceState
	// next is what the state becomes at the time due; zero when it stays.
	next instanceState
	due  time.Time
	// ready is when the status checks have passed, agent when the agent is online.
	ready, agent time.Time
	// created tells an instance that was launched in the run, seen that its agent
	// has been online since.
	created, seen bool
	transition    string // why the state changed last, as the API says it
}

func (l *lifecycle) settle(now time.Time) {
	if !l.due.IsZero() && !now.Before(l.due) {
		l.state, l.due = l.next, time.Time{}
	}
	l.seen = l.seen || l.online(now)
}

func (l *lifecycle) begin(now time.Time, state, next instanceState, takes time.Duration) {
	l.state, l.next, l.due = state, next, now.Add(takes)
}

func (l *lifecycle) start(now time.Time) {
	l.begin(now, pending, running, startTime)
	l.ready, l.agent = now.Add(startTime+checkTime), now.Add(startTime+agentTime)
	l.transition = ""
}

func (l *lifecycle) stop(now time.Time, state, next instanceState, takes time.Duration) {
	if l.state == state || l.state == next {
		return
	}
	l.begin(now, state, next, takes)
	l.transition = "User initiated (" + now.UTC().Format("2006-01-02 15:04:05") + " GMT)"
}

// online tells whether Systems Manager hears from the instance.
func (l *lifecycle) online(now time.Time) bool { return l.state == running && !now.Before(l.agent) }

// registered tells whether Systems Manager knows the instance: a new one only
// once it has been online, and no more when it is terminated.
func (l *lifecycle) registered(now time.Time) bool {
	switch l.state {
	case shuttingDown, terminated:
		return false
	}
	return !l.created || l.online(now) || l.seen
}

// reason is the member StateReason of one that was stopped.
func (l *lifecycle) reason() *value.Object {
	return value.New(
		"Code", "Client.UserInitiatedShutdown",
		"Message", "Client.UserInitiatedShutdown: User initiated shutdown",
	)
}

func (l *lifecycle) stateValue() *value.Object { return l.state.value() }

// change carries out an operation that changes the state of instances: all of
// them or, when one cannot, none.
func (w *World) change(req cloud.Request, member string, check func(*instance) error, do func(*instance)) (*value.Object, error) {
	ids := texts(parameter(req, "InstanceIds"))
	if len(ids) == 0 {
		return nil, refuse("MissingParameter", "The request must contain the parameter InstanceId")
	}
	w.adopt(ids)
	instances, err := w.find(ids)
	if err != nil {
		return nil, err
	}
	for _, i := range instances {
		if err := check(i); err != nil {
			return nil, err
		}
	}
	if err := dryRun(req); err != nil {
		return nil, err
	}
	var changes []any
	for _, i := range instances {
		previous := i.stateValue()
		do(i)
		changes = append(changes, value.New("InstanceId", i.id, "CurrentState", i.stateValue(), "PreviousState", previous))
	}
	return value.New(member, changes), nil
}

func (w *World) startInstances(req cloud.Request) (*value.Object, error) {
	return w.change(req, "StartingInstances", func(i *instance) error {
		switch i.state {
		case stopped, pending, running:
			return nil
		}
		return refuse("IncorrectInstanceState", fmt.Sprintf("The instance '%s' is not in a state from which it can be started.", i.id))
	}, func(i *instance) {
		if i.state == stopped {
			i.start(w.now())
			i.launched = w.now().Truncate(time.Second)
		}
	})
}

func (w *World) stopInstances(req cloud.Request) (*value.Object, error) {
	return w.change(req, "StoppingInstances", func(i *instance) error {
		if i.isSet("DisableApiStop") {
			return refuse("OperationNotPermitted", fmt.Sprintf(
				"The instance '%s' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.", i.id))
		}
		switch i.state {
		case running, stopping, stopped, pending:
			return nil
		}
		return refuse("IncorrectInstanceState", fmt.Sprintf("This instance '%s' is not in a state from which it can be stopped.", i.id))
	}, func(i *instance) { i.stop(w.now(), stopping, stopped, stopTime) })
}

func (w *World) terminateInstances(req cloud.Request) (*value.Object, error) {
	return w.change(req, "TerminatingInstances", func(i *instance) error {
		if i.isSet("DisableApiTermination") {
			return refuse("OperationNotPermitted", fmt.Sprintf(
				"The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.", i.id))
		}
		return nil
	}, func(i *instance) {
		i.stop(w.now(), shuttingDown, terminated, terminateTime)
		w.releaseVolumes(i)
	})
}

func (w *World) rebootInstances(req cloud.Request) (*value.Object, error) {
	_, err := w.change(req, "", func(i *instance) error {
		if i.state == running || i.state == pending {
			return nil
		}
		return refuse("IncorrectState", fmt.Sprintf("The instance '%s' is not in a state from which it can be rebooted.", i.id))
	}, func(i *instance) {
		// The state stays running; the agent is away meanwhile.
		i.agent = w.now().Add(rebootTime)
	})
	return value.New(), err
}
