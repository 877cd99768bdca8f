// Package policy tells which actions of IAM a runbook needs.
//
//	p := policy.Of(doc, documents)
//	text, err := value.EncodeIndent(p.JSON(), "  ")
//
// The document is read, not run: all its steps count, also those that a run would
// not come to, and runbooks that steps start, where they are found. What cannot be
// known without a run is a note.
//
// Which action a call needs is known by package permission.
package policy

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
	"github.com/ssmkit/ssmkit/schemas/permission"
)

// Policy is what a role must be allowed for a runbook.
type Policy struct {
	// Actions are the actions that the steps need, each with the resources that it is
	// needed for: ARNs, or "*" where the document does not tell.
	Actions map[string]map[string]bool
	// Passed are the roles that are handed to services, by the service's name: ARNs,
	// or "*" where the document does not tell.
	Passed map[string]map[string]bool
	// Notes are about what is not known, in the order of the document.
	Notes []string

	config Config
	seen   map[string]bool
}

// Config is who knows more than the document.
type Config struct {
	// Documents finds the runbooks that steps start; it gives nil for those that are
	// not here. It may be nil.
	Documents func(name string) (*document.Document, error)
	// Script reads scripts; it may be nil.
	Script Script
	// Partition is the one that ARNs are of; empty for aws.
	Partition string
}

// Of reads what a runbook needs.
func Of(doc *document.Document, config Config) *Policy {
	if config.Partition == "" {
		config.Partition = "aws"
	}
	p := &Policy{
		Actions: map[string]map[string]bool{}, Passed: map[string]map[string]bool{},
		config: config, seen: map[string]bool{},
	}
	p.document(doc, "")
	return p
}

func (p *Policy) note(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(p.Notes, text) {
		p.Notes = append(p.Notes, text)
	}
}

// document adds the steps of a document, whose names stand behind the prefix.
func (p *Policy) document(doc *document.Document, prefix string) {
	for s := range doc.AllSteps() {
		if !s.Action.IsString() || !s.Name.IsString() {
			continue // ssmlint reports that
		}
		p.step(s, prefix+s.Name.Text)
	}
}

func (p *Policy) step(s *document.Step, name string) {
	inputs := value.New()
	if s.Inputs != nil {
		if object, ok := s.Inputs.Value().(*value.Object); ok {
			inputs = object
		}
	}
	calls, unknown := Calls(s.Action.Text, inputs, p.config.Script)
	given := inputs
	if s.Action.Text == scriptAction {
		given = value.New() // what the script gives its calls is not in the inputs
	}
	for _, op := range calls {
		p.call(op, given)
		if s.Action.Text == scriptAction {
			p.scriptGives(op, text(inputs, "Script"), name)
		}
	}
	for _, what := range unknown {
		p.note("step %q: %s", name, what)
	}
	if s.Action.Text == "aws:executeAutomation" {
		p.child(inputs, name)
	}
}

// scriptGives notes what a call of a script needs for what it may be given there.
func (p *Policy) scriptGives(op awsapi.Operation, script, step string) {
	calls := fmt.Sprintf("step %q: its script calls %s %s", step, op.Service().Name(), op.Name())
	if len(permission.PassedRoles(op)) > 0 {
		p.note("%s, which needs iam:PassRole if it is given a role", calls)
	}
	for _, t := range permission.TaggingOf(op) {
		if strings.Contains(script, t.Member) && op.Input().Member(t.Member).Exists() && !slices.Contains(permission.Actions(op), t.Action) {
			p.note("%s, which needs %s if it is given %s", calls, t.Action, t.Member)
		}
	}
}

// call adds what a call needs, the roles included that it hands on.
func (p *Policy) call(op awsapi.Operation, inputs *value.Object) {
	own := permission.Actions(op)
	for _, action := range Actions(op, inputs) {
		resources := []string{"*"}
		if len(own) == 1 && own[0] == action {
			resources = resourcesOf(action, inputs, p.config.Partition)
		}
		for _, resource := range resources {
			add(p.Actions, action, resource)
		}
	}
	for _, passed := range PassedRoles(op, inputs, p.config.Partition) {
		add(p.Passed, passed.Service, passed.Role)
	}
}

func add(to map[string]map[string]bool, key, member string) {
	if to[key] == nil {
		to[key] = map[string]bool{}
	}
	to[key][member] = true
}

// child adds the runbook that a step starts.
func (p *Policy) child(inputs *value.Object, step string) {
	name := text(inputs, "DocumentName")
	if strings.Contains(name, "{{") {
		p.note("step %q: which runbook it starts is only known in a run", step)
		return
	}
	if p.seen[name] {
		return
	}
	p.seen[name] = true
	var doc *document.Document
	if p.config.Documents != nil {
		found, err := p.config.Documents(name)
		if err != nil {
			p.note("step %q: %v", step, err)
			return
		}
		doc = found
	}
	if doc == nil {
		p.note("step %q: what the runbook %s needs is not known, it is not here; --documents names the folder to look in", step, name)
		return
	}
	p.document(doc, step+"/")
}

// JSON is the policy in the form of IAM: a statement for each service, further ones
// for actions whose resources are known, and one for each service that roles are
// passed to.
func (p *Policy) JSON() *value.Object {
	// Actions by their service and their resources, as one text.
	byService := map[string]map[string][]any{}
	for _, action := range slices.Sorted(maps.Keys(p.Actions)) {
		service, _, _ := strings.Cut(action, ":")
		if byService[service] == nil {
			byService[service] = map[string][]any{}
		}
		resources := strings.Join(narrowest(p.Actions[action]), " ")
		byService[service][resources] = append(byService[service][resources], action)
	}
	statements := []any{}
	for _, service := range slices.Sorted(maps.Keys(byService)) {
		named := 0
		for _, resources := range slices.Sorted(maps.Keys(byService[service])) {
			name, list := sid(service), any(resources)
			if resources != "*" {
				name, list = name+"Named", texts(strings.Fields(resources))
				if named++; named > 1 {
					name += strconv.Itoa(named)
				}
			}
			statements = append(statements, value.New(
				"Sid", name, "Effect", "Allow", "Action", byService[service][resources], "Resource", list,
			))
		}
	}
	for _, service := range slices.Sorted(maps.Keys(p.Passed)) {
		statement := value.New(
			"Sid", "PassRoleTo"+sid(service), "Effect", "Allow", "Action", value.List("iam:PassRole"), "Resource", texts(narrowest(p.Passed[service])),
		)
		if service == "" {
			statement.Set("Sid", "PassRole")
		} else {
			statement.Set("Condition", value.New("StringEquals", value.New("iam:PassedToService", service)))
		}
		statements = append(statements, statement)
	}
	return value.New("Version", "2012-10-17", "Statement", statements)
}

// narrowest are resources in their order, or * alone where that is among them.
func narrowest(resources map[string]bool) []string {
	if resources["*"] {
		return []string{"*"}
	}
	return slices.Sorted(maps.Keys(resources))
}

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, text := range list {
		out[i] = text
	}
	return out
}

// sid is a name of letters and digits, as IAM wants the names of statements.
func sid(name string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '.' }) {
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}

func text(inputs *value.Object, name string) string {
	v, _ := inputs.Get(name)
	s, _ := v.(string)
	return s
}
