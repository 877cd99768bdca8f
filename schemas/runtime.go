package schemas

import (
	"sync"
	"time"
)

// A Runtime runs the scripts of aws:executeScript.
type Runtime struct {
	Name     string // as in the input Runtime, such as "python3.11"
	Language string // Python or PowerShell
	// EndOfLife is the day since which AWS no longer supports the runtime, at
	// midnight UTC; zero while it does. Whether steps with the runtime still run
	// is not known.
	EndOfLife time.Time
}

var runtimes = sync.OnceValue(func() []Runtime {
	var f struct {
		Runtimes []struct{ Name, Language, EndOfLife string }
	}
	mustDecode("facts/runtimes.json", &f)
	list := make([]Runtime, len(f.Runtimes))
	for i, r := range f.Runtimes {
		list[i] = Runtime{Name: r.Name, Language: r.Language}
		if r.EndOfLife == "" {
			continue
		}
		day, err := time.Parse(time.DateOnly, r.EndOfLife)
		if err != nil {
			panic(err) // the file is embedded, and a test reads it
		}
		list[i].EndOfLife = day
	}
	return list
})

// Runtimes returns the runtimes, supported ones first.
func Runtimes() []Runtime { return runtimes() }
