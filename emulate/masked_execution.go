package emulate

import "github.com/ssmkit/ssmkit/emulate/secret"

// mask masks what was shown before it was known to be a secret. A replay, whose
// answers have it masked from the start, shows the same.
func (x *Execution) mask(v *secret.Vault) {
	if v.Empty() {
		return
	}
	x.Arguments, x.ExecutedBy = maskedArguments(x.Arguments, v), v.Text(x.ExecutedBy)
	x.Control, x.ResolvedTargets = maskedControl(x.Control, v), maskedTexts(x.ResolvedTargets, v)
	maskOutputs(x.Variables, v)
	for i := range x.Outputs {
		x.Outputs[i].Value = v.Value(x.Outputs[i].Value)
	}
	x.FailureMessage, x.Warnings = v.Text(x.FailureMessage), maskedTexts(x.Warnings, v)
	maskSteps(x.Steps, v)
}

func maskSteps(steps []*StepExecution, v *secret.Vault) {
	for _, s := range steps {
		s.Inputs = v.Object(s.Inputs)
		maskOutputs(s.Outputs, v)
		s.Failure, s.Warnings = maskedFailure(s.Failure, v), maskedTexts(s.Warnings, v)
		if s.Iteration != nil {
			iteration := maskedIteration(*s.Iteration, v)
			s.Iteration = &iteration
		}
		maskSteps(s.Inner, v)
		if s.Child != nil {
			s.Child.mask(v)
		}
	}
}

func maskOutputs(outputs []Output, v *secret.Vault) {
	for i := range outputs {
		outputs[i].Value = v.Value(outputs[i].Value)
	}
}
