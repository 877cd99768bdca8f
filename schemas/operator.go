package schemas

import "sync"

// An Operator compares values or combines conditions, in the Choices of
// aws:branch and the LoopCondition of aws:loop.
type Operator struct {
	Name string `json:"name"`
	// Operand is the type of both sides of a comparison, or Condition or
	// Conditions for the operators that combine.
	Operand     OperandType `json:"operand"`
	Description string      `json:"description"` // when it is true
}

// OperandType is what an operator works on.
type OperandType string

// The types of operands.
const (
	OperandString     OperandType = "String"
	OperandInteger    OperandType = "Integer"
	OperandBoolean    OperandType = "Boolean"
	OperandCondition  OperandType = "Condition"  // one condition
	OperandConditions OperandType = "Conditions" // a list of at least two conditions
)

var operators = sync.OnceValue(func() []Operator {
	var f struct{ Operators []Operator }
	mustDecode("facts/operators.json", &f)
	return f.Operators
})

// Operators returns all operators, comparisons first.
func Operators() []Operator { return operators() }
