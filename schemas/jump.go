package schemas

import "sync"

// Jumps are the words of a step's onFailure and onCancel.
type Jumps struct {
	OnFailure []string // besides a jump
	OnCancel  []string // besides a jump
	// JumpPrefix comes before the name of the step that follows.
	JumpPrefix string
}

var jumps = sync.OnceValue(func() Jumps {
	var j Jumps
	mustDecode("facts/steps.json", &j)
	return j
})

// StepJumps returns the words.
func StepJumps() Jumps { return jumps() }
