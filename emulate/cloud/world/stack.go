package world

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// How long a small stack takes.
const (
	stackTime       = time.Minute
	stackDeleteTime = 40 * time.Second
)

func stackOperation(name string) operation {
	switch name {
	case "CreateStack":
		return (*World).createStack
	case "DescribeStacks":
		return (*World).describeStacks
	case "DeleteStack":
		return (*World).deleteStack
	}
	return nil
}

// stack is one CloudFormation stack. What it would create is not looked at, so it
// has no resources and no outputs.
type stack struct {
	id, name                 string
	created, done            time.Time
	deleted, gone            time.Time // zero when it was not deleted
	parameters, capabilities any
	tags                     any
	rollbackDisabled         bool
	// shown is what a file says of it; nil for nothing.
	shown *value.Object
}

var stackName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[a-zA-Z][-a-zA-Z0-9]*$`)
})

func (s *stack) status(now time.Time) string {
	switch {
	case !s.deleted.IsZero() && now.Before(s.gone):
		return "DELETE_IN_PROGRESS"
	case !s.deleted.IsZero():
		return "DELETE_COMPLETE"
	case now.Before(s.done):
		return "CREATE_IN_PROGRESS"
	}
	if status := s.shown.Text("StackStatus"); status != "" {
		return status
	}
	return "CREATE_COMPLETE"
}

// stackCalled finds a stack by its ID, or one that is not deleted by its name.
func (w *World) stackCalled(name string) *stack {
	if s, ok := w.stacks.get(name); ok {
		return s
	}
	for _, id := range w.stacks.ids {
		if s := w.stacks.of[id]; s.name == name && s.status(w.now()) != "DELETE_COMPLETE" {
			return s
		}
	}
	return nil
}

// hadStack tells whether the account has or had a stack of this name.
func (w *World) hadStack(name string) bool {
	for _, s := range w.stacks.of {
		if s.name == name {
			return true
		}
	}
	return false
}

func (w *World) createStack(req cloud.Request) (*value.Object, error) {
	name := given(req, "StackName")
	switch _, body := req.Input.Get("TemplateBody"); {
	case !stackName().MatchString(name) || len(name) > 128:
		return nil, refuse("ValidationError", fmt.Sprintf(
			"1 validation error detected: Value '%s' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*", name))
	case !body && given(req, "TemplateURL") == "":
		return nil, refuse("ValidationError", "Either Template URL or Template Body must be specified.")
	case body && given(req, "TemplateURL") != "":
		return nil, refuse("ValidationError", "You cannot specify both Template URL and Template Body.")
	case w.stackCalled(name) != nil:
		return nil, refuse("AlreadyExistsException", fmt.Sprintf("Stack [%s] already exists", name))
	}
	w.made++
	s := &stack{
		id: fmt.Sprintf("arn:%s:cloudformation:%s:%s:stack/%s/%s", w.partition(), w.config.Region, w.config.Account, name,
			w.random("stack", fmt.Sprint(w.made)).UUID()),
		name: name, created: w.now(), done: w.now().Add(stackTime),
		parameters: parameter(req, "Parameters"), capabilities: parameter(req, "Capabilities"), tags: parameter(req, "Tags"),
	}
	s.rollbackDisabled, _ = parameter(req, "DisableRollback").(bool)
	w.stacks.add(s.id, s)
	return value.New("StackId", s.id), nil
}

func (w *World) describeStacks(req cloud.Request) (*value.Object, error) {
	list := []any{}
	if name := given(req, "StackName"); name != "" {
		s := w.stackCalled(name)
		if s == nil {
			err := refuse("ValidationError", fmt.Sprintf("Stack with id %s does not exist", name))
			if !w.hadStack(name) {
				err = &stranger{err}
			}
			return nil, err
		}
		return value.New("Stacks", append(list, w.describeStack(s))), nil
	}
	for _, id := range w.stacks.ids {
		if s := w.stacks.of[id]; s.status(w.now()) != "DELETE_COMPLETE" {
			list = append(list, w.describeStack(s))
		}
	}
	return value.New("Stacks", list), nil
}

func (w *World) describeStack(s *stack) *value.Object {
	described := value.New(
		"StackId", s.id,
		"StackName", s.name,
		"Parameters", s.parameters,
		"CreationTime", timestamp(s.created),
		"DeletionTime", timestamp(s.deleted),
		"RollbackConfiguration", value.New(),
		"StackStatus", s.status(w.now()),
		"DisableRollback", s.rollbackDisabled,
		"NotificationARNs", value.List(),
		"Capabilities", s.capabilities,
		"Outputs", value.List(),
		"Tags", s.tags,
		"EnableTerminationProtection", false,
		"DriftInformation", value.New("StackDriftStatus", "NOT_CHECKED"),
	)
	if s.deleted.IsZero() {
		described.Delete("DeletionTime")
	}
	for _, name := range []string{"Parameters", "Capabilities"} {
		if v, _ := described.Get(name); v == nil {
			described.Delete(name)
		} else {
			described.Set(name, value.Clone(v))
		}
	}
	if s.tags == nil {
		described.Set("Tags", value.List())
	} else {
		described.Set("Tags", value.Clone(s.tags))
	}
	for name, v := range s.shown.All() {
		if name != "StackStatus" {
			described.Set(name, value.Clone(v))
		}
	}
	dropNulls(described)
	return described
}

// deleteStack succeeds for a stack that there is not, as in AWS. An open account
// takes one that it has never had for one that was made up before: it is deleted
// from now on.
func (w *World) deleteStack(req cloud.Request) (*value.Object, error) {
	name := given(req, "StackName")
	s := w.stackCalled(name)
	switch {
	case s != nil:
	case w.config.Open && !w.hadStack(name):
		s = &stack{id: name, name: name, created: w.start, done: w.start}
		w.stacks.add(s.id, s)
	case strings.HasPrefix(name, "arn:"):
		return nil, refuse("ValidationError", fmt.Sprintf("Stack [%s] does not exist", name))
	}
	if s != nil && s.deleted.IsZero() {
		s.deleted, s.gone = w.now(), w.now().Add(stackDeleteTime)
	}
	return value.New(), nil
}
