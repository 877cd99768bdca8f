package emulate

import (
	"strconv"

	"github.com/ssmkit/ssmkit/document"
)

// The service takes texts for the numbers and booleans of a step: AWS's own
// runbooks write timeoutSeconds: '300' and isEnd: 'true'.

// number is a whole number or the text of one.
func number(n *document.Node) (int64, bool) {
	if n.IsString() {
		i, err := strconv.ParseInt(n.Text, 10, 64)
		return i, err == nil
	}
	return n.Int()
}

// boolean is a boolean or the text of one.
func boolean(n *document.Node) (b, ok bool) {
	if n.IsString() {
		return parseBoolean(n.Text)
	}
	return n.Bool()
}
