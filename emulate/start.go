package emulate

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// run is one run of a document.
type run struct {
	*Engine
	doc   *document.Document
	args  Arguments
	scope *scope
	// execution is for the run itself, shown for everybody else: secrets are masked
	// there, as in the events that observe is told.
	execution *Execution
	shown     *Execution
	verdict   verdict
	// iterations are those that the loops are in.
	iterations map[*document.Step]*Iteration
	// until is when the time is over of what the steps are in, zero for never.
	until time.Time
	// cancelled tells that the run was stopped.
	cancelled bool
	// made counts the attempts, together with those of parent and child runs.
	made *int
	// parent is the ID of the run that this one is a child of, target what it is
	// for among several, and depth how many runs are above it.
	parent, target string
	depth          int
	// grouped tells that the run consists of several runs of its document.
	grouped bool
	// path is what is in front of the names of steps: those of the steps above that
	// started the run.
	path string
	// observe is told each event; it may be nil.
	observe func(Event)
}

func (r *run) emit(e Event) {
	r.execution.Apply(e)
	shown := masked(e, r.secrets)
	r.shown.Apply(shown)
	if r.observe != nil {
		r.observe(shown)
	}
}

// emitCall is emit for a call, which an Execution does not keep. Its operation is
// looked up once, for learning the secrets in it and for masking them.
func (r *run) emitCall(e APICalled) {
	op, err := awsapi.Lookup(e.Request.Service, e.Request.Operation)
	if err == nil {
		r.learnCall(e, op)
	}
	if r.observe != nil {
		r.observe(maskedCall(e, op, r.secrets))
	}
}

func (r *run) warn(step, message string) {
	r.emit(Warned{At: r.config.Clock.Now(), Step: step, Message: message})
}

// start does what StartAutomationExecution does before it answers, and puts the
// values in place that the steps refer to.
func (r *run) start(ctx context.Context) error {
	if err := checkDocument(r.doc); err != nil {
		return err
	}
	r.learnGiven()
	bound := bind(r.doc, r.args)
	r.scope.parameters = bound.values
	for name, v := range bound.values {
		r.secrets.LearnNamed(name, v)
	}
	for _, p := range bound.stored {
		if err := r.readStored(ctx, p, bound); err != nil {
			return err
		}
	}
	if len(bound.problems) > 0 {
		return &ArgumentsError{bound.problems}
	}
	if err := r.systemDefaults(bound); err != nil {
		return err
	}
	if err := r.checkRole(); err != nil {
		return err
	}
	r.emit(r.started())
	for _, warning := range bound.warnings {
		r.warn("", warning)
	}
	return r.setVariables()
}

// roleARN is the form of what assumeRole takes.
var roleARN = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^arn:aws[a-z-]*:iam::\d{12}:role/.+$`)
})

// checkRole refuses a role that cannot be one. An empty text is no role, and what
// is still a reference is not known to be wrong.
func (r *run) checkRole() error {
	if !r.doc.AssumeRole.IsString() {
		return nil
	}
	ignore := func(document.Reference, string) {}
	v, err := (&resolver{r.scope, ignore, ignore}).resolve(r.doc.AssumeRole)
	if err != nil {
		return &DocumentError{fmt.Sprintf("assumeRole: %v", err)}
	}
	role, ok := v.(string)
	if list, isList := v.([]any); isList && len(list) == 1 {
		role, ok = list[0].(string)
	}
	if ok && (role == "" || strings.Contains(role, "{{") || roleARN().MatchString(role)) {
		return nil
	}
	return &ArgumentsError{[]string{"The format of the supplied assume role ARN is invalid."}}
}

// started is the first event of the run.
func (r *run) started() RunStarted {
	started := RunStarted{
		At: r.config.Clock.Now(), ID: r.scope.executionID, Document: r.doc, Arguments: r.args, Parent: r.parent, Target: r.target,
		ExecutedBy: "arn:" + partition(r.config.Region) + ":iam::" + r.config.Account + ":user/ssmrun",
	}
	for range r.doc.Steps {
		started.StepIDs = append(started.StepIDs, r.ids.UUID())
	}
	return started
}

// checkDocument refuses what the engine cannot make sense of. Everything else
// that is wrong with a document is for package lint.
func checkDocument(doc *document.Document) error {
	switch doc.Kind {
	case document.Automation, document.ChangeTemplate:
	case document.Steps:
		return &DocumentError{"this is a bare list of steps, not a document"}
	case document.Foreign:
		return &DocumentError{"this is no SSM document"}
	default:
		return &DocumentError{fmt.Sprintf("this is a document of the kind %s, only Automation runbooks can be run", doc.Kind)}
	}
	if len(doc.Steps) == 0 {
		return &DocumentError{"the document has no steps"}
	}
	seen := map[string]bool{}
	for s := range doc.AllSteps() {
		switch {
		case !s.Name.IsString() || s.Name.Text == "":
			where := ""
			if s.Loop != nil {
				where = fmt.Sprintf(" of %q", s.Loop.Name.Text)
			}
			return &DocumentError{fmt.Sprintf("step %d%s has no name", s.Index+1, where)}
		case !s.Action.IsString():
			return &DocumentError{fmt.Sprintf("step %q has no action", s.Name.Text)}
		case seen[s.Name.Text]:
			return &DocumentError{fmt.Sprintf("two steps are called %q", s.Name.Text)}
		}
		seen[s.Name.Text] = true
	}
	return checkJumps(doc)
}

// systemDefaults puts the system variables into defaults that have them, as a
// dozen of AWS's own runbooks do for the names of what they create. Other
// references stay: a default cannot refer to a parameter.
func (r *run) systemDefaults(bound *binding) error {
	ignore := func(document.Reference, string) {}
	resolver := &resolver{&scope{
		steps: func(string) bool { return false }, clock: r.config.Clock, executionID: r.scope.executionID,
		account: r.config.Account, region: r.config.Region,
	}, ignore, ignore}
	for _, p := range r.doc.Parameters {
		if _, given := r.args[p.Name.Text]; given || p.Default == nil || hasStoredValue(p.Default) {
			continue
		}
		v, err := resolver.resolve(p.Default)
		if err != nil {
			return &DocumentError{fmt.Sprintf("default of parameter %q: %v", p.Name.Text, err)}
		}
		bound.values[p.Name.Text] = v
	}
	return nil
}

// readStored takes a default from Parameter Store. A value that cannot be had is
// a reason not to start.
func (r *run) readStored(ctx context.Context, p *document.Parameter, bound *binding) error {
	stored := map[string]any{}
	for n := range p.Default.All() {
		for _, ref := range n.References() {
			if ref.Form != document.ParameterStoreReference {
				continue
			}
			v, err := r.getParameter(ctx, ref.Name)
			var refused *cloud.APIError
			if errors.As(err, &refused) {
				bound.problem("the default of parameter %q cannot be read: %v", p.Name.Text, refused)
				return nil
			}
			if err != nil {
				return fmt.Errorf("default of parameter %q: %w", p.Name.Text, err)
			}
			stored[ref.Name] = v
		}
	}
	ignore := func(document.Reference, string) {}
	resolver := &resolver{&scope{stored: stored}, ignore, ignore}
	v, err := resolver.resolve(p.Default)
	if err != nil {
		return err
	}
	bound.values[p.Name.Text] = asDeclared(v, p)
	return nil
}

// asDeclared makes one text of a list or the reverse where the parameter wants
// it: in Parameter Store, a list is a text with commas.
func asDeclared(v any, p *document.Parameter) any {
	if !p.Type.IsString() {
		return v
	}
	declared, _ := ParseType(p.Type.Text)
	text, isText := v.(string)
	list, isList := v.([]any)
	switch {
	case declared == StringList && isText:
		return splitStored(text)
	case declared == String && isList:
		return strings.Join(Wire(list), ",")
	}
	return v
}

func splitStored(text string) []any { return value.ListOf(strings.Split(text, ",")) }

func (r *run) getParameter(ctx context.Context, name string) (any, error) {
	answer, err := r.cloud.Call(ctx, cloud.Request{
		Service: "ssm", Operation: "GetParameter", Region: r.config.Region, Input: value.New("Name", name),
	})
	if err != nil {
		return nil, err
	}
	object := answer.Output.Object("Parameter")
	text := object.Text("Value")
	switch kind, _ := object.Get("Type"); kind {
	case "StringList":
		return splitStored(text), nil
	case "SecureString":
		return nil, &cloud.APIError{
			Operation: "GetParameter", Code: "UnsupportedParameterType",
			Message: "a default cannot be a SecureString",
		}
	}
	return text, nil
}

// setVariables gives the variables their defaults, which may refer to parameters
// and to the run.
func (r *run) setVariables() error {
	for _, v := range r.doc.Variables {
		if v.Default == nil {
			continue
		}
		resolver := &resolver{
			scope: r.scope,
			unresolved: func(ref document.Reference, why string) {
				r.warn("", fmt.Sprintf("%s in variable %q stays as it is: %s", ref.Text, v.Name.Text, why))
			},
			doubtful: func(ref document.Reference, why string) {
				r.warn("", fmt.Sprintf("%s in variable %q: %s", ref.Text, v.Name.Text, why))
			},
		}
		resolved, err := resolver.resolve(v.Default)
		if err != nil {
			return &DocumentError{fmt.Sprintf("variable %q: %v", v.Name.Text, err)}
		}
		r.scope.variables[v.Name.Text] = resolved
		r.emit(VariableSet{At: r.config.Clock.Now(), Name: v.Name.Text, Value: resolved})
	}
	return nil
}
