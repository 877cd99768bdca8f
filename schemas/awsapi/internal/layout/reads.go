package layout

import (
	"slices"
	"strings"
)

// readWords begin the names of operations that change nothing.
var readWords = []string{"Describe", "Get", "List", "BatchGet", "BatchDescribe", "Search", "Lookup", "Query", "Scan", "Head"}

// ReadsOnly reports whether an operation changes nothing: the model marks it, as
// few models do, or its name begins with a word that AWS keeps for such.
func ReadsOnly(name string, marked bool) bool {
	return marked || slices.ContainsFunc(readWords, func(word string) bool {
		rest, found := strings.CutPrefix(name, word)
		return found && (rest == "" || rest[0] < 'a') // no small letter: the word ends here
	})
}
