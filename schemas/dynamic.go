package schemas

import (
	"encoding/json"
	"strings"
)

// Dynamic stands for a text with references in it, whose value is known only
// when the document runs. A text that is one reference and nothing else may
// become a value of any type, so it satisfies every schema. Any other, such as
// "snapshot-{{ Name }}", is a string for certain, so its type is checked, but
// neither its length nor its letters.
type Dynamic struct{ Text string }

// MarshalJSON gives the text: the library compares list elements by their JSON
// form.
func (d Dynamic) MarshalJSON() ([]byte, error) { return json.Marshal(d.Text) }

// whole reports whether the text is one reference.
func (d Dynamic) whole() bool {
	text := strings.TrimSpace(d.Text)
	inner, opens := strings.CutPrefix(text, "{{")
	inner, closes := strings.CutSuffix(inner, "}}")
	return opens && closes && !strings.Contains(inner, "}}") && !strings.Contains(inner, "{{")
}
