package script

import "sync"

// maxLog is how much of what a script prints is kept.
const maxLog = 256 << 10

// log keeps the beginning of what is written to it and counts the rest.
type log struct {
	mu      sync.Mutex
	kept    []byte
	omitted int64
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	room := min(len(p), maxLog-len(l.kept))
	l.kept = append(l.kept, p[:room]...)
	l.omitted += int64(len(p) - room)
	return len(p), nil
}

func (l *log) read() (kept string, omitted int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.kept), l.omitted
}
