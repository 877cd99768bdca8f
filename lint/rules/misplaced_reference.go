package rules

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var misplacedReference = lint.Rule{
	Name:     "misplaced-reference",
	Summary:  "a reference stands where the service does not resolve it",
	Severity: lint.Error,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `References are resolved in the values of inputs, in assumeRole, and in the defaults
of variables. Names of steps, time-outs, numbers of attempts and keys of maps take
them as they are written.

A value of Parameter Store, {{ ssm:name }}, is only read in the default of a
parameter: in an input it makes the creation of a runbook fail. That one parameter's
default refers to another is not supported by AWS and a warning.`,
		Bad: `schemaVersion: '0.3'
parameters:
  Seconds:
    type: Integer
    default: 60
mainSteps:
  - name: pickImage
    action: aws:executeAwsApi
    timeoutSeconds: '{{ Seconds }}'
    inputs:
      Service: ec2
      Api: DescribeImages
      ImageIds: ['{{ ssm:/images/newest }}']
`,
		Good: `schemaVersion: '0.3'
parameters:
  ImageId:
    type: String
    default: '{{ ssm:/images/newest }}'
mainSteps:
  - name: pickImage
    action: aws:executeAwsApi
    timeoutSeconds: 60
    inputs:
      Service: ec2
      Api: DescribeImages
      ImageIds: ['{{ ImageId }}']
`,
	},
	Check: checkMisplacedReference,
}

func checkMisplacedReference(p *lint.Pass) {
	switch {
	case isAutomation(p.Doc):
		var fixed map[*document.Node]string
		for _, r := range p.References() {
			if r.Place == lint.Elsewhere && fixed == nil {
				fixed = fixedKeys(p.Doc)
			}
			if r.Form == document.UnknownReference && !(fixed[r.Node] == "Selector" && r.Whole(r.Node.Text)) {
				continue
			}
			if f, ok := misplaced(p.Doc, r, fixed); ok {
				f.Node, f.Span = r.Node, r.Span()
				p.Report(f)
			}
		}
		reportKeys(p)
	case p.Doc.Kind == document.Command:
		reportSecureReferences(p)
		reportAutomationReferences(p)
	case p.Doc.Kind == document.Session:
		reportAutomationReferences(p)
	}
}

// fixedKeys are the values of steps that are never resolved, with their keys.
func fixedKeys(doc *document.Document) map[*document.Node]string {
	keys := map[*document.Node]string{}
	for step := range doc.AllSteps() {
		for key, n := range map[string]*document.Node{
			"name": step.Name, "action": step.Action, "isEnd": step.IsEnd, "isCritical": step.IsCritical,
			"maxAttempts": step.MaxAttempts, "timeoutSeconds": step.TimeoutSeconds,
			"nextStep": step.NextStep, "onFailure": step.OnFailure, "onCancel": step.OnCancel,
		} {
			if n != nil {
				keys[n] = key
			}
		}
		for _, o := range step.Outputs {
			if o.Selector != nil {
				keys[o.Selector] = "Selector"
			}
		}
	}
	return keys
}

// misplaced judges a reference of an Automation document by its place. What
// stands in assumeRole is the business of the rule about that.
func misplaced(doc *document.Document, r lint.Reference, fixed map[*document.Node]string) (f lint.Finding, ok bool) {
	store := r.Form == document.ParameterStoreReference
	secure := r.Form == document.SecureParameterStoreReference
	exists := store || secure || declaredReference(doc, r.Reference)
	switch r.Place {
	case lint.InInputs:
		switch {
		case store:
			f.Message = fmt.Sprintf("a runbook reads %q only in the default of a parameter", r.Text)
			f.Suggestion = "declare a parameter with that default and refer to it"
			return f, true
		case secure && !passedOn(r.Step):
			f.Severity = new(lint.Warning)
			f.Message = fmt.Sprintf("%q stays as it is: only aws:downloadContent of Command documents reads secure parameters", r.Text)
			return f, true
		}
	case lint.InParameterDefault:
		// Runbooks of AWS have system variables there, which are resolved.
		if r.Form == document.ParameterReference && exists {
			f.Severity = new(lint.Warning)
			f.Message = fmt.Sprintf("the default of a parameter is not to refer to another parameter, as %q does", r.Text)
			return f, true
		}
		if r.Form == document.StepOutputReference && exists || r.Form == document.VariableReference && exists {
			f.Message = fmt.Sprintf("the default of a parameter is set before any step has run, so %q stays in it", r.Text)
			return f, true
		}
	case lint.InVariableDefault:
		switch {
		case store || secure:
			f.Message = fmt.Sprintf("a runbook reads %q only in the default of a parameter", r.Text)
			f.Severity = new(lint.Warning)
			return f, true
		case r.Form == document.StepOutputReference && exists:
			f.Message = fmt.Sprintf("the default of a variable is set before any step has run, so %q stays in it", r.Text)
			f.Severity = new(lint.Warning)
			return f, true
		}
	case lint.Elsewhere:
		key := fixed[r.Node]
		if key == "Selector" && (exists || r.Form == document.UnknownReference) {
			f.Severity = new(lint.Warning) // AWS does not say that it is refused
			f.Message = fmt.Sprintf("a Selector is a JSONPath such as $.Name; AWS documents no reference in one, so %q probably stays as it is", r.Text)
			return f, true
		}
		if key != "" && exists {
			f.Message = fmt.Sprintf("references are not resolved in %s, so %q stays as it is", key, r.Text)
			return f, true
		}
	}
	return f, false
}

// declaredReference tells whether a document has what a reference is to.
func declaredReference(doc *document.Document, r document.Reference) bool {
	name := r.Name
	switch r.Form {
	case document.StepOutputReference:
		name += "." + r.Output
	case document.VariableReference:
		name = "variable:" + name
	case document.GlobalReference:
		name = "global:" + name
	case document.AutomationReference:
		name = "automation:" + name
	}
	return declared(doc, name)
}

// passedOn tells whether a step hands its inputs to a document of which nothing
// is known here, which may resolve what is in them.
func passedOn(step *document.Step) bool {
	return step != nil && step.Inputs.Get("DocumentName") != nil
}

// reportKeys reports keys of maps in inputs that are references.
func reportKeys(p *lint.Pass) {
	for _, text := range p.Texts() {
		if !text.IsKey || text.Place != lint.InInputs {
			continue
		}
		for _, r := range text.Node.References() {
			if declaredReference(p.Doc, r) {
				p.Report(lint.Finding{
					Node: text.Node, Span: text.Node.SpanAt(r.Start, r.End), Severity: new(lint.Warning),
					Message: fmt.Sprintf("references are not resolved in keys, so %q stays as it is", r.Text),
				})
			}
		}
	}
}

// reportSecureReferences reports secure parameters in Command documents where
// nothing reads them.
func reportSecureReferences(p *lint.Pass) {
	for _, r := range p.References() {
		if r.Form != document.SecureParameterStoreReference || r.Place != lint.InInputs || takesSecure(r.Step) {
			continue
		}
		p.Report(lint.Finding{
			Node: r.Node, Span: r.Span(), Severity: new(lint.Warning),
			Message: fmt.Sprintf("%q stays as it is: only the sourceInfo of aws:downloadContent reads secure parameters", r.Text),
		})
	}
}

// takesSecure tells whether a step has a sourceInfo, in which the agent reads
// secure parameters, or hands its inputs on to another document.
func takesSecure(step *document.Step) bool {
	return step == nil || step.Is("aws:downloadContent") || step.Is("aws:runDocument")
}

// reportAutomationReferences reports what runbooks alone resolve in the inputs of
// a Command or a Session document: to the agent it is plain text.
func reportAutomationReferences(p *lint.Pass) {
	for _, r := range p.References() {
		if r.Place != lint.InInputs {
			continue
		}
		switch r.Form {
		case document.GlobalReference, document.AutomationReference, document.VariableReference:
		case document.StepOutputReference:
			if p.Doc.Step(r.Name) == nil {
				continue // the braces of another language, such as Go's templates
			}
		default:
			continue
		}
		p.Report(lint.Finding{
			Node: r.Node, Span: r.Span(), Severity: new(lint.Warning),
			Message:    fmt.Sprintf("%q stays as it is: the outputs of steps, variables, global and automation are for runbooks", r.Text),
			Suggestion: "declare a parameter and refer to that",
		})
	}
}
