package script

import "time"

// The limits of a script. The service gives Python 512 MB of memory and 512 MB of
// disk, and ten minutes, which are a matter of the clock.
const (
	maxMemory = 512 << 20
	maxFiles  = 512 << 20 // bytes, of each file and of all together
	// maxShared is for memory that processes share.
	maxShared = 64 << 20
	// Address space is more than memory: what is mapped and never used counts.
	maxAddresses = 2 << 30
	// maxProcesses counts threads as well.
	maxProcesses = 128
	maxOpenFiles = 512
	// maxReturned is how long the JSON of a result may be.
	maxReturned = 100 << 10
)

// defaultTimeLimit is how long a script may take on the clock of this machine,
// where waiting takes no time.
const defaultTimeLimit = time.Minute

// rlimits are the limits that the operating system enforces, by the names of
// setrlimit.
func rlimits(timeLimit time.Duration, contained bool) map[string]int64 {
	limits := map[string]int64{
		"AS": maxAddresses, "DATA": maxMemory, "FSIZE": maxFiles, "NOFILE": maxOpenFiles, "CORE": 0,
		"CPU": int64(timeLimit/time.Second) + 1,
	}
	if contained {
		// Outside of a sandbox all processes of the user count.
		limits["NPROC"] = maxProcesses
	}
	return limits
}
