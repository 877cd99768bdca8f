package mutation

import "strings"

// misspelt is a word after a slip of the finger: two letters exchanged, one
// left out or one doubled, the same each time for the same word. The first and
// the last letter stay, so that no plural becomes a singular. It is empty for
// what is no word.
func misspelt(word string) string {
	sum := 0
	for _, c := range []byte(word) {
		sum += int(c)
	}
	for try := range 2 * len(word) {
		if slipped := slip(word, 1+(sum+try)%max(1, len(word)-2), (sum+try)%3); slipped != word {
			return slipped
		}
	}
	return ""
}

// slip makes the mistake at one letter, or none where it would not show.
func slip(word string, at, how int) string {
	if at < 1 || at+1 >= len(word) || !isLetter(word[at]) {
		return word
	}
	switch how {
	case 0:
		if at+2 >= len(word) || !isLetter(word[at+1]) || strings.EqualFold(word[at:at+1], word[at+1:at+2]) {
			return word
		}
		return word[:at] + word[at+1:at+2] + word[at:at+1] + word[at+2:]
	case 1:
		if len(word) < 4 {
			return word
		}
		return word[:at] + word[at+1:]
	}
	return word[:at+1] + word[at:]
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// otherCase is a word whose first letter has the other case.
func otherCase(word string) string {
	if word == "" || !isLetter(word[0]) {
		return ""
	}
	return string(word[0]^0x20) + word[1:]
}
