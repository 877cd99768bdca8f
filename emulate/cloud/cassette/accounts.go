package cassette

import (
	"fmt"
	"regexp"
	"slices"
	"sync"

	"github.com/ssmkit/ssmkit/document/value"
)

// fakes are the account IDs that AWS uses in its documentation. They stand for
// the real ones, in the order in which these turn up.
var fakes = [...]string{"111122223333", "444455556666", "777788889999", "123456789012"}

// accounts replaces account IDs. It is safe for use by several goroutines.
type accounts struct {
	mu   sync.Mutex
	fake map[string]string
	used map[string]bool
}

func newAccounts() *accounts {
	return &accounts{fake: map[string]string{}, used: map[string]bool{}}
}

// accountPlace is where a text has an account ID: the whole text, an ARN, the
// address of a queue or of a registry.
var accountPlace = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{12})$|\barn:aws[a-z-]*:[a-zA-Z0-9-]*:[a-z0-9-]*:(\d{12}):|\bamazonaws\.com(?:\.cn)?/(\d{12})/|\b(\d{12})\.dkr\.ecr\.`)
})

var twelveDigits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d{12,}`) })

// learn finds the account IDs in a value.
func (a *accounts) learn(v any) {
	switch v := v.(type) {
	case string:
		for _, id := range accountIDs(v) {
			a.add(id)
		}
	case *value.Object:
		for key, inner := range v.All() {
			a.learn(key)
			a.learn(inner)
		}
	case []any:
		for _, inner := range v {
			a.learn(inner)
		}
	}
}

// accountIDs are those in a text, in their order.
func accountIDs(text string) []string {
	var ids []string
	for _, match := range accountPlace().FindAllStringSubmatch(text, -1) {
		for _, id := range match[1:] {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// distinctIDs are the account IDs in texts, in the order in which they turn up.
func distinctIDs(texts []string) []string {
	var ids []string
	for _, text := range texts {
		for _, id := range accountIDs(text) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// addAs lets an ID be replaced by one that is known from before.
func (a *accounts) addAs(id, fake string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.fake[id] == "" && !isFake(id) {
		a.fake[id], a.used[fake] = fake, true
	}
}

// add gives an ID the one that stands for it. Those that stand for others, and
// that of the account in memory, stand for themselves.
func (a *accounts) add(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.fake[id] != "" {
		return
	}
	if isFake(id) {
		a.fake[id], a.used[id] = id, true
		return
	}
	next := 0
	for a.used[fakeAt(next)] {
		next++
	}
	a.fake[id], a.used[fakeAt(next)] = fakeAt(next), true
}

func fakeAt(i int) string {
	if i < len(fakes) {
		return fakes[i]
	}
	return fmt.Sprintf("9999%08d", i)
}

func isFake(id string) bool {
	for _, fake := range fakes {
		if id == fake {
			return true
		}
	}
	return id[:4] == "9999"
}

// rewrite replaces the IDs that are known, wherever they stand in a text.
func (a *accounts) rewrite(text string) string {
	if len(text) < 12 {
		return text
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.fake) == 0 {
		return text
	}
	return twelveDigits().ReplaceAllStringFunc(text, func(digits string) string {
		if fake := a.fake[digits]; fake != "" {
			return fake
		}
		return digits
	})
}
