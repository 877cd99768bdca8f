package world

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// pageRules are what an operation demands of MaxResults and NextToken.
type pageRules struct {
	// token, next and limit are the names of the parameters and of the output's
	// member: NextToken, NextToken and MaxResults when they are empty.
	token, next, limit string
	// truncated is the output's member that tells whether there is more; empty for
	// none.
	truncated   string
	least, most int
	// noLimit is the error when MaxResults is given although it may not be; nil
	// when it may.
	noLimit error
	// outOfRange is the error for a MaxResults that is not allowed; nil when any is
	// taken.
	outOfRange func(n int) error
	badToken   error
}

// ec2Pages are the rules of EC2. Its APIs refuse MaxResults beside IDs, which
// the error calls by the name that the parameter has on the wire.
func ec2Pages(ids string, haveIDs bool) pageRules {
	rules := pageRules{
		least: 5, most: 1000,
		outOfRange: func(n int) error {
			if n < 5 {
				return refuse("InvalidParameterValue", fmt.Sprintf("Value ( %d ) for parameter maxResults is invalid. Expecting a value greater than 5.", n))
			}
			return refuse("InvalidParameterValue", fmt.Sprintf("Value ( %d ) for parameter maxResults is invalid. Expecting a value less than or equal to 1000.", n))
		},
		badToken: refuse("InvalidParameterValue", "Unable to parse pagination token"),
	}
	if haveIDs {
		rules.noLimit = refuse("InvalidParameterCombination",
			fmt.Sprintf("The parameter %s cannot be used with the parameter maxResults", ids))
	}
	return rules
}

// page is the part of a list that an answer has.
type page struct {
	rules       pageRules
	start, size int // size is 0 without a limit
}

func newPage(req cloud.Request, rules pageRules) (page, error) {
	p := page{rules: rules}
	if token, ok := parameter(req, cmp.Or(rules.token, "NextToken")).(string); ok && token != "" {
		if p.start, ok = readToken(token); !ok {
			return page{}, rules.badToken
		}
	}
	limit, ok := parameter(req, cmp.Or(rules.limit, "MaxResults")).(json.Number)
	if !ok {
		return p, nil
	}
	if rules.noLimit != nil {
		return page{}, rules.noLimit
	}
	n, err := strconv.Atoi(string(limit))
	if rules.outOfRange != nil && (err != nil || n < rules.least || n > rules.most) {
		return page{}, rules.outOfRange(n)
	}
	p.size = max(n, 0)
	return p, nil
}

// answer is the output with the items of the page under a name, and with
// NextToken when there are more.
func (p page) answer(name string, items []any) *value.Object {
	items = items[min(p.start, len(items)):]
	more := p.size > 0 && len(items) > p.size
	if more {
		items = items[:p.size]
	}
	output := value.New(name, append([]any{}, items...))
	if p.rules.truncated != "" {
		output.Set(p.rules.truncated, more)
	}
	if more {
		output.Set(cmp.Or(p.rules.next, "NextToken"), writeToken(p.start+p.size))
	}
	return output
}

// tokenPrefix makes tokens tell a foreign text.
const tokenPrefix = "ssmkit:"

func writeToken(start int) string {
	return base64.StdEncoding.EncodeToString([]byte(tokenPrefix + strconv.Itoa(start)))
}

func readToken(token string) (int, bool) {
	text, err := base64.StdEncoding.DecodeString(token)
	digits, ok := strings.CutPrefix(string(text), tokenPrefix)
	if err != nil || !ok {
		return 0, false
	}
	start, err := strconv.Atoi(digits)
	return start, err == nil && start >= 0
}
