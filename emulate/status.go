package emulate

// Status is where a step or a run stands, in the words of the API.
type Status string

// The statuses. Exited is one of loops alone, which a step inside has
// left for a step outside.
const (
	Pending    Status = "Pending"
	InProgress Status = "InProgress"
	Waiting    Status = "Waiting"
	Success    Status = "Success"
	TimedOut   Status = "TimedOut"
	Cancelling Status = "Cancelling"
	Cancelled  Status = "Cancelled"
	Failed     Status = "Failed"
	Exited     Status = "Exited"
)
