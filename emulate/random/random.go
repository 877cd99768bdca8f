// Package random makes the identifiers and numbers that AWS would choose: IDs
// of runs, requests and resources. All of them follow from a seed, so that two
// runs with equal input give equal output.
//
//	ids := random.New(1, "executions")
//	ids.UUID() // the same at every run
//
// It does not live here: texts that look like those of a service (emulate/invent).
package random

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"sync"
)

// Source is an endless sequence of values. It is safe for use by several
// goroutines, between which the values are then dealt out in no fixed order.
type Source struct {
	mu      sync.Mutex
	numbers *rand.ChaCha8
}

// New makes the Source that belongs to a seed and names. Sources with different
// names are independent, so that what one part of the emulator draws does not
// change what another one gets.
func New(seed uint64, names ...string) *Source {
	text := binary.BigEndian.AppendUint64(nil, seed)
	for _, name := range names {
		text = binary.BigEndian.AppendUint64(text, uint64(len(name)))
		text = append(text, name...)
	}
	return &Source{numbers: rand.NewChaCha8(sha256.Sum256(text))}
}

// Hex is a text of n lower-case hexadecimal digits.
func (s *Source) Hex(n int) string {
	return hex.EncodeToString(s.bytes((n + 1) / 2))[:n]
}

// UUID is a random UUID (version 4) in lower case, as AWS writes its IDs.
func (s *Source) UUID() string {
	b := s.bytes(16)
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	text := hex.EncodeToString(b)
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

// IntN is a number from 0 to n-1; n must be positive.
func (s *Source) IntN(n int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return rand.New(s.numbers).IntN(n)
}

func (s *Source) bytes(n int) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := make([]byte, 0, n+8)
	for len(b) < n {
		b = binary.BigEndian.AppendUint64(b, s.numbers.Uint64())
	}
	return b[:n]
}
