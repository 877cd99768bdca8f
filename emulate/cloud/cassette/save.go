package cassette

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// The files of a cassette.
const (
	aboutFile     = "cassette.yaml"
	responsesFile = "responses.yaml"
)

// sensitiveHidden is what cassette.yaml says of contents that are hidden. Where
// they are not, it says nothing.
const sensitiveHidden = "hidden"

// A file of answers has at most maxPart bytes, which is what is read of YAML;
// partSize is about how much JSON goes into one, which is shorter.
const (
	maxPart  = 1 << 20
	partSize = maxPart / 2
)

// NotEmptyError says that a folder holds something already.
type NotEmptyError struct{ Folder string }

func (e *NotEmptyError) Error() string {
	return e.Folder + " is not empty; a recording overwrites nothing"
}

// Prepare makes the folder for a cassette.
func Prepare(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	there, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return &NotEmptyError{folder}
	}
	return nil
}

// Save writes what was recorded into a folder that Prepare has made.
func (r *Recorder) Save(folder string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	took := make([]any, len(r.calls))
	for i, c := range r.calls {
		took[i] = json.Number(strconv.FormatInt(c.took.Milliseconds(), 10))
	}
	about := value.New(
		"start", r.about.Start.UTC().Format(time.RFC3339Nano), "region", r.about.Region,
		"account", r.accounts.rewrite(r.about.Account), "seed", json.Number(strconv.FormatUint(r.about.Seed, 10)),
	)
	if r.about.SensitiveHidden {
		about.Set("sensitive", sensitiveHidden)
	}
	if len(r.about.GivenAccounts) > 0 {
		about.Set("givenAccounts", toAny(r.about.GivenAccounts))
	}
	about.Set("milliseconds", took)
	text, err := canned.YAML(about)
	if err != nil {
		return err
	}
	head := "# When and where the run took place, and how long its answers took.\n"
	if err := write(filepath.Join(folder, aboutFile), head+string(text)); err != nil {
		return err
	}
	var part []canned.Entry
	size, number := 0, 0
	flush := func() error {
		text, err := canned.Format(part)
		if err != nil {
			return err
		}
		if len(text) > maxPart {
			return fmt.Errorf("the answer of %s %s is too large to be recorded: %.1f MB, a file of answers has at most 1 MB", part[0].Service, part[0].Operation, float64(len(text))/1e6)
		}
		number++
		part, size = nil, 0
		return write(filepath.Join(folder, partName(number)), string(text))
	}
	for _, e := range r.entries() {
		grows := entrySize(e)
		if size > 0 && size+grows > partSize {
			if err := flush(); err != nil {
				return err
			}
		}
		part, size = append(part, e), size+grows
	}
	return flush()
}

func toAny(texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = text
	}
	return list
}

// partName is responses.yaml, and then responses-2.yaml and so on.
func partName(number int) string {
	if number == 1 {
		return responsesFile
	}
	return fmt.Sprintf("responses-%d.yaml", number)
}

func entrySize(e canned.Entry) int {
	size := len(encoded(e.Input))
	for _, r := range e.Responses {
		size += len(encoded(r))
	}
	return size
}

// entries are the calls, those that the same entry would answer together. Those with
// the longest parameters come first among an operation's, so that no entry stands in
// the way of one that asks for more.
func (r *Recorder) entries() []canned.Entry {
	type group struct {
		first int
		key   string
		calls []call
	}
	byKey := map[string]*group{}
	var groups []*group
	order := map[awsapi.OperationName]int{}
	for i, c := range r.calls {
		op, err := awsapi.Lookup(c.name.Service, c.name.Operation)
		if err != nil {
			continue // Call keeps none such
		}
		c.input, c.output = r.secrets.Kept(op, withoutTokens(op, c.input), c.output)
		if c.refusal != nil {
			refusal := *c.refusal
			refusal.Message = r.secrets.Text(refusal.Message)
			c.refusal = &refusal
		}
		if _, ok := order[c.name]; !ok {
			order[c.name] = i
		}
		key := matchKey(c.input)
		g := byKey[c.name.String()+key]
		if g == nil {
			g = &group{first: i, key: key}
			byKey[c.name.String()+key] = g
			groups = append(groups, g)
		}
		g.calls = append(g.calls, c)
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		if by := order[a.calls[0].name] - order[b.calls[0].name]; by != 0 {
			return by
		}
		return len(b.key) - len(a.key)
	})
	var out []canned.Entry
	for _, g := range groups {
		out = append(out, sequence(g.calls)...)
	}
	return out
}

// matchKey is the same for inputs that an entry does not tell apart: in which order
// members and elements stand, and how a number is written, does not count.
func matchKey(v any) string {
	switch v := v.(type) {
	case *value.Object:
		var parts []string
		for name, inner := range v.All() {
			parts = append(parts, strconv.Quote(name)+":"+matchKey(inner))
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		var parts []string
		for _, inner := range v {
			parts = append(parts, matchKey(inner))
		}
		slices.Sort(parts)
		return "[" + strings.Join(slices.Compact(parts), ",") + "]"
	case string:
		return strconv.Quote(v)
	}
	return strconv.Quote(fmt.Sprint(v))
}

// sequence is the entries that give the same answers in the same order: equal ones
// in a row as one entry for so many calls, the last one for good. What one entry
// would hold too much of stands in several.
func sequence(calls []call) []canned.Entry {
	var out []canned.Entry
	size := 0 // of the answers in the last entry
	for i, c := range calls {
		if last := len(out) - 1; i > 0 && sameAnswer(calls[i-1], c) {
			out[last].Times++
			continue
		} else if i > 0 && c.refusal == nil && out[last].Error == nil && out[last].Times == len(out[last].Responses) && size < partSize/2 {
			out[last].Responses = append(out[last].Responses, c.output)
			out[last].Times++
			size += len(encoded(c.output))
			continue
		}
		size = len(encoded(c.output))
		e := canned.Entry{Service: c.name.Service, Operation: c.name.Operation, Input: c.input, Error: c.refusal, Times: 1}
		if c.refusal == nil {
			e.Responses = []*value.Object{c.output}
		}
		out = append(out, e)
	}
	out[len(out)-1].Times = 0
	return out
}

// sameAnswer compares answers, but only such as an entry of one can stand for.
func sameAnswer(a, b call) bool {
	if a.refusal != nil || b.refusal != nil {
		return a.refusal != nil && b.refusal != nil && a.refusal.Code == b.refusal.Code && a.refusal.Message == b.refusal.Message
	}
	return value.Equal(a.output, b.output)
}

func encoded(v *value.Object) string {
	text, err := value.Encode(v)
	if err != nil {
		return "" // answers and inputs are what JSON can say
	}
	return string(text)
}

// write writes a file that does not exist.
func write(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

var _ cloud.Cloud = (*Recorder)(nil)
