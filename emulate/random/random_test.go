package random_test

import (
	"regexp"
	"testing"

	"github.com/ssmkit/ssmkit/emulate/random"
)

func TestSourceFollowsFromItsSeedAndNames(t *testing.T) {
	t.Parallel()
	first := random.New(1, "a", "b").UUID()
	if again := random.New(1, "a", "b").UUID(); again != first {
		t.Errorf("the same seed gave %s and %s", first, again)
	}
	for _, other := range []*random.Source{random.New(2, "a", "b"), random.New(1, "ab"), random.New(1, "a")} {
		if other.UUID() == first {
			t.Errorf("another seed gave %s as well", first)
		}
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	s := random.New(1)
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	hex := regexp.MustCompile(`^[0-9a-f]{17}$`)
	for range 100 {
		if id := s.UUID(); !uuid.MatchString(id) {
			t.Errorf("UUID %q", id)
		}
		if text := s.Hex(17); !hex.MatchString(text) {
			t.Errorf("hex text %q", text)
		}
		if n := s.IntN(3); n < 0 || n > 2 {
			t.Errorf("IntN(3) gave %d", n)
		}
	}
}
