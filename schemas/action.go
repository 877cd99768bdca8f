package schemas

import (
	"sync"
	"time"
)

// The folders with a file for each action.
const (
	actionsDir         = "automation/actions"
	internalActionsDir = "automation/internal-actions"
)

// An ActionSpec is what AWS decides about one Automation action.
type ActionSpec struct {
	Name    string // such as "aws:sleep"
	Summary string // one sentence, with its full stop
	// Internal marks an action that occurs in AWS's own runbooks only and is
	// documented nowhere.
	Internal bool
	// Inputs come in the order of AWS's page.
	Inputs []Input
	// Open says which inputs besides Inputs the action takes.
	Open OpenInputs
	// OpenOperations are the API operations whose parameters a SomeOfAPI action
	// takes, as "ec2:RunInstances"; empty where that is not known.
	OpenOperations []string
	// OneOf names inputs of which at least one is needed; empty for most actions.
	OneOf []string
	// Exclusive are groups of inputs of which at most one may be given.
	Exclusive [][]string
	// Together are groups of inputs that are given all or none.
	Together [][]string
	// Outputs are there without being declared. [OutputPayload] comes on top.
	Outputs []Output
	// UserOutputs tells about the outputs that a step declares itself.
	UserOutputs UserOutputs
	// CheckedAtCreation tells that the service checks the names and the types of
	// the inputs when the document is created, and not only when the step starts.
	CheckedAtCreation bool
	// DefaultTimeout applies where a step has no timeoutSeconds, MaxTimeout
	// whatever a step says; 0 when AWS's documentation states none. The service
	// takes a longer timeoutSeconds when the document is created.
	DefaultTimeout, MaxTimeout time.Duration
	// MaxTimeoutOutdated marks a MaxTimeout that is in older documentation alone,
	// and that AWS's own runbooks go beyond as a rule.
	MaxTimeoutOutdated bool
	// Blocking marks actions that wait for people or time and count against a
	// quota of their own.
	Blocking bool
	// RetriesThrottling is whether the service repeats throttled calls by itself.
	RetriesThrottling bool
	// InLoop tells how well it is known that steps of an aws:loop may have the
	// action.
	InLoop Evidence
	// OnCancel is whether a step with the action may carry onCancel. AWS's own
	// aws:updateVariable steps do, against the documentation.
	OnCancel bool
	// OnCancelTarget is whether another step's onCancel may lead to a step with
	// the action.
	OnCancelTarget bool
	// Uncertain marks facts that rest on observation alone.
	Uncertain bool
	Sources   []string // pages of AWS's guide, or how else it is known
	AsOf      string   // month when the facts were collected, as "2026-08"

	id string
}

// An Output is a value that an action gives by itself.
type Output struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"` // one of the output types, or "Any"
	Description string   `json:"description"`
	Enum        []string `json:"enum"`      // the only values, when they are known
	Uncertain   bool     `json:"uncertain"` // name or type is not documented
}

// OutputPayload is the output that every action has: the JSON text of all it
// gives, as a String.
const OutputPayload = "OutputPayload"

// OpenInputs says which inputs an action takes besides its own.
type OpenInputs string

// The kinds of open inputs.
const (
	OwnOnly   OpenInputs = "none"
	AnyOfAPI  OpenInputs = "api"     // every parameter of the operation that the inputs name
	SomeOfAPI OpenInputs = "partial" // most parameters of OpenOperations, which ones is not documented
)

// Evidence says how well something is known.
type Evidence string

// The kinds of evidence.
const (
	Documented Evidence = "documented" // AWS's documentation says so
	Observed   Evidence = "observed"   // AWS's own documents do it
	Unknown    Evidence = "unknown"    // neither
)

// UserOutputs tells about outputs that steps with an action declare.
type UserOutputs struct {
	Allowed Evidence     `json:"allowed"`
	Root    SelectorRoot `json:"root"`
	// Uncertain marks a root that is guessed.
	Uncertain bool `json:"uncertain"`
}

// SelectorRoot is what the Selector of a declared output is applied to.
type SelectorRoot string

// The roots of selectors.
const (
	RootResponse SelectorRoot = "response" // the API's response
	RootPayload  SelectorRoot = "payload"  // a map with the one key Payload, which holds what the script returned
	RootResult   SelectorRoot = "result"   // what the function returned, without a wrapper
	RootOutputs  SelectorRoot = "outputs"  // a map of the action's own outputs
	RootUnknown  SelectorRoot = "unknown"
)

// actionSpecs holds a function for each action that reads its file once.
var actionSpecs = sync.OnceValue(func() map[string]func() *ActionSpec {
	specs := make(map[string]func() *ActionSpec)
	for _, dir := range []string{actionsDir, internalActionsDir} {
		for _, name := range names(dir) {
			specs["aws:"+name] = sync.OnceValue(func() *ActionSpec {
				spec := readAction(dir + "/" + name + ".json")
				spec.Internal = dir == internalActionsDir
				return spec
			})
		}
	}
	return specs
})

// Action returns the facts about an action, internal ones included. It is false
// for a name that no action has.
func Action(name string) (*ActionSpec, bool) {
	read, ok := actionSpecs()[name]
	if !ok {
		return nil, false
	}
	return read(), true
}

// Actions returns the names of all public actions, sorted.
func Actions() []string { return prefixed(names(actionsDir)) }

// prefixed puts the "aws:" of actions and plugins before each name, in place.
func prefixed(names []string) []string {
	for i, name := range names {
		names[i] = "aws:" + name
	}
	return names
}

// Schema returns the schema of the step's inputs.
func (a *ActionSpec) Schema() *Schema { return must(a.id) }

// Input returns the input with the name; false when the action has none, which
// does not mean that it takes none: see Open.
func (a *ActionSpec) Input(name string) (Input, bool) { return findInput(a.Inputs, name) }

// Output returns the action's own output with the name, [OutputPayload]
// included.
func (a *ActionSpec) Output(name string) (Output, bool) {
	for _, o := range a.Outputs {
		if o.Name == name {
			return o, true
		}
	}
	if name == OutputPayload {
		return Output{Name: name, Type: "String", Description: "JSON text of everything that the action gave."}, true
	}
	return Output{}, false
}

// facts are the members that files of actions and plugins share.
type facts struct {
	ID          string     `json:"$id"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Sources     []string   `json:"x-ssm-source"`
	AsOf        string     `json:"x-ssm-as-of"`
	Uncertain   bool       `json:"x-ssm-uncertain"`
	OneOf       []string   `json:"x-ssm-one-of"`
	Exclusive   [][]string `json:"x-ssm-exclusive"`
	Together    [][]string `json:"x-ssm-together"`
	Required    []string   `json:"required"`
	Properties  properties `json:"properties"`
}

func readAction(path string) *ActionSpec {
	var f struct {
		facts
		Open           OpenInputs `json:"x-ssm-open-inputs"`
		OpenOperations []string   `json:"x-ssm-open-operations"`
		Checked        bool       `json:"x-ssm-checked-at-creation"`
		Timeout        struct {
			Default, Maximum int64 // seconds; null leaves 0
			Outdated         bool  // whether Maximum is
		} `json:"x-ssm-timeout"`
		Outputs     []Output    `json:"x-ssm-outputs"`
		UserOutputs UserOutputs `json:"x-ssm-user-outputs"`
		Blocking    bool        `json:"x-ssm-blocking"`
		Retries     bool        `json:"x-ssm-throttling-retry"`
		InLoop      Evidence    `json:"x-ssm-in-loop"`
		OnCancel    struct {
			Allowed, Target bool
		} `json:"x-ssm-on-cancel"`
	}
	mustDecode(path, &f)
	return &ActionSpec{
		Name: f.Title, Summary: f.Description,
		Inputs: f.Properties.inputs(f.Required), Open: f.Open, OpenOperations: f.OpenOperations,
		CheckedAtCreation: f.Checked,
		OneOf:             f.OneOf, Exclusive: f.Exclusive, Together: f.Together,
		Outputs: f.Outputs, UserOutputs: f.UserOutputs,
		DefaultTimeout: time.Duration(f.Timeout.Default) * time.Second,
		MaxTimeout:     time.Duration(f.Timeout.Maximum) * time.Second, MaxTimeoutOutdated: f.Timeout.Outdated,
		Blocking: f.Blocking, RetriesThrottling: f.Retries, InLoop: f.InLoop,
		OnCancel: f.OnCancel.Allowed, OnCancelTarget: f.OnCancel.Target,
		Uncertain: f.Uncertain, Sources: f.Sources, AsOf: f.AsOf, id: f.ID,
	}
}
