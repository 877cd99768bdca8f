package emulate

import (
	"fmt"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// scope is what references of a run refer to.
type scope struct {
	parameters map[string]any
	variables  map[string]any
	// stored are values of Parameter Store. They are there only while a default
	// is read, and then nothing else is.
	stored map[string]any
	// outputs are those of the steps so far: by step, then by output.
	outputs map[string]map[string]any
	// fates say how the steps so far ended.
	fates map[string]Status
	// steps tells whether the document has a step.
	steps func(name string) bool

	clock           clock.Clock
	executionID     string
	account, region string
}

// lookup is the value of a reference. When there is none, missing says why.
func (s *scope) lookup(ref document.Reference) (v any, missing string) {
	if s.stored != nil {
		v, ok := s.stored[ref.Name]
		if ok && ref.Form == document.ParameterStoreReference {
			return v, ""
		}
		return nil, "defaults refer to Parameter Store only"
	}
	switch ref.Form {
	case document.ParameterReference:
		if v, ok := s.parameters[ref.Name]; ok {
			return v, ""
		}
		return nil, fmt.Sprintf("the document has no parameter %q", ref.Name)
	case document.VariableReference:
		if v, ok := s.variables[ref.Name]; ok {
			return v, ""
		}
		return nil, fmt.Sprintf("variable %q has no value", ref.Name)
	case document.StepOutputReference:
		if v, ok := s.outputs[ref.Name][ref.Output]; ok {
			return v, ""
		}
		return nil, s.missingOutput(ref)
	case document.GlobalReference:
		return s.global(ref.Name)
	case document.AutomationReference:
		if ref.Name == "EXECUTION_ID" {
			return s.executionID, ""
		}
	case document.ParameterStoreReference:
		return nil, "values of Parameter Store are only read for defaults of parameters"
	}
	return nil, "the service does not know it"
}

func (s *scope) missingOutput(ref document.Reference) string {
	switch fate := s.fates[ref.Name]; {
	case fate == Success:
		return fmt.Sprintf("step %q has no output %q", ref.Name, ref.Output)
	case fate != "":
		return fmt.Sprintf("step %q ended as %s without it", ref.Name, fate)
	case s.steps(ref.Name):
		return fmt.Sprintf("step %q has not run", ref.Name)
	}
	return fmt.Sprintf("the document has no step %q", ref.Name)
}

// global is a system variable. Dates are those of the moment when the reference
// is resolved; that they are in UTC is not documented.
func (s *scope) global(name string) (v any, missing string) {
	switch name {
	case "ACCOUNT_ID":
		return s.account, ""
	case "REGION":
		return s.region, ""
	case "AWS_PARTITION":
		return partition(s.region), ""
	case "DATE":
		return s.clock.Now().UTC().Format("2006-01-02"), ""
	case "DATE_TIME":
		return s.clock.Now().UTC().Format("2006-01-02_15.04.05"), ""
	}
	return nil, "the service does not know it"
}

// partition is the part of AWS that a region belongs to. For a region that the
// index does not know it is the public one.
func partition(region string) string {
	if p, ok := awsapi.PartitionOf(region); ok {
		return p.ID
	}
	return "aws"
}
