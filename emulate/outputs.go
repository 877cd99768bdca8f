package emulate

import (
	"errors"
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/selector"
)

func (r *run) setOutput(step string, output Output, declared bool) {
	r.scope.outputs[step][output.Name] = output.Value
	r.secrets.LearnNamed(output.Name, output.Value)
	r.emit(OutputSet{At: r.config.Clock.Now(), Step: step, Output: output, Declared: declared})
}

// declaredOutputs takes the outputs that a step declares out of what its action
// gave. A selector that finds nothing leaves the output unset and the step
// succeeds; a value that cannot become the declared type fails it. All outputs
// are tried before.
func (r *run) declaredOutputs(s *document.Step, result Result) error {
	var first error
	for _, declared := range s.Outputs {
		if err := r.declaredOutput(s.Name.Text, declared, result.Root); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (r *run) declaredOutput(step string, declared *document.Output, root any) error {
	if !declared.Name.IsString() || !declared.Selector.IsString() {
		return unverified("An output needs a Name and a Selector, both texts")
	}
	name := declared.Name.Text
	to := String
	if declared.Type != nil {
		var ok bool
		if to, ok = ParseType(declared.Type.Text); !ok {
			return unverified("Output %q has the type %q, which there is not", name, declared.Type.Text)
		}
	}
	missing := func(why string) {
		r.emit(OutputMissing{At: r.config.Clock.Now(), Step: step, Name: name, Type: to, Why: why})
	}
	path, err := selector.Compile(declared.Selector.Text)
	if err != nil {
		return unverified("The Selector of output %q cannot be read: %v", name, err)
	}
	selected, err := path.Select(root)
	var nothing *selector.NotFoundError
	if errors.As(err, &nothing) {
		missing(nothing.Error())
		return nil
	}
	if err != nil {
		return unverified("Output %q: %v", name, err)
	}
	converted, err := Convert(selected, to)
	switch {
	case err != nil:
		return unverified("Output %q: %v", name, err)
	case converted.Absent:
		missing(fmt.Sprintf("%s selects %s", declared.Selector.Text, render(selected)))
		return nil
	case converted.Doubt != "":
		r.warn(step, fmt.Sprintf("output %q: %s", name, converted.Doubt))
	}
	r.setOutput(step, Output{name, to, converted.Value}, true)
	return nil
}

// unverified is the failure of a step whose action succeeded. The service's
// wording is not known.
func unverified(format string, args ...any) *Failure {
	return &Failure{
		Stage: PostVerification, Type: VerificationFailure, Doing: Verifying, Cause: fmt.Sprintf(format, args...),
	}
}

// documentOutputs are the document's own outputs at the end of the run.
func (r *run) documentOutputs() []DocumentOutput {
	var out []DocumentOutput
	for _, declared := range r.doc.Outputs {
		if declared.Step == "" {
			continue
		}
		o := DocumentOutput{Name: declared.Step + "." + declared.Output}
		v, ok := r.scope.outputs[declared.Step][declared.Output]
		switch fate := r.scope.fates[declared.Step]; {
		case fate == "" && r.scope.steps(declared.Step):
			o.Missing = fmt.Sprintf("step %q has not run", declared.Step)
		case fate == "":
			o.Missing = fmt.Sprintf("the document has no step %q", declared.Step)
		case fate != Success:
			// Even what the step gave is not shown, other than to later steps.
			o.Missing = fmt.Sprintf("step %q ended as %s", declared.Step, fate)
		case !ok:
			o.Missing = fmt.Sprintf("step %q has no output %q", declared.Step, declared.Output)
		default:
			o.Value, o.Type = v, r.outputType(declared.Step, declared.Output)
		}
		out = append(out, o)
	}
	return out
}

func (r *run) outputType(step, output string) Type {
	for _, o := range r.execution.step(step).Outputs {
		if o.Name == output {
			return o.Type
		}
	}
	return ""
}
