package cassette

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// usualTime is how long an answer takes that the recording does not know of.
const usualTime = 150 * time.Millisecond

// Replayer is a cloud that answers from a cassette, and from nothing else.
type Replayer struct {
	folder   string
	about    About
	parts    []*canned.Canned
	clock    *clock.Virtual
	secrets  *secret.Vault
	accounts *accounts

	mu   sync.Mutex
	took []time.Duration // of the calls that are still to come
}

// Open reads a cassette. The vault replaces account IDs from then on, as it did
// when the run was recorded.
func Open(folder string, secrets *secret.Vault) (*Replayer, error) {
	r := &Replayer{folder: folder, secrets: secrets, accounts: newAccounts()}
	if err := r.readAbout(filepath.Join(folder, aboutFile)); err != nil {
		return nil, err
	}
	for number := 1; ; number++ {
		name := filepath.Join(folder, partName(number))
		src, err := readFile(name)
		if number > 1 && errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, err
		}
		part, err := canned.Parse(src)
		if err != nil {
			return nil, err
		}
		r.parts = append(r.parts, part)
	}
	r.clock = clock.NewVirtual(r.about.Start)
	r.accounts.add(r.about.Account)
	secrets.Rewrite(r.accounts.rewrite)
	if r.about.SensitiveHidden {
		secrets.HideSentContents()
	}
	return r, nil
}

func readFile(name string) (*document.Source, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > document.MaxBytes {
		return nil, fmt.Errorf("read %s: the file is %.1f MB, it may have %d MB", name, float64(info.Size())/1e6, document.MaxBytes>>20)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return document.NewSource(name, text), nil
}

func (r *Replayer) readAbout(name string) error {
	src, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is no recording: it has no %s; --record makes one", filepath.Dir(name), aboutFile)
	}
	if err != nil {
		return err
	}
	doc, problems := document.Parse(src)
	if len(problems) > 0 {
		at := problems[0].Span.Start
		return fmt.Errorf("%s:%d:%d: %s", name, at.Line, at.Column, problems[0].Message)
	}
	root := doc.Root
	wrong := func(key, want string) error { return fmt.Errorf("%s: the key %q must be %s", name, key, want) }
	start, region, account, seed := root.Get("start"), root.Get("region"), root.Get("account"), root.Get("seed")
	if start == nil {
		return wrong("start", "a time")
	}
	if r.about.Start, err = time.Parse(time.RFC3339Nano, start.Text); err != nil {
		return wrong("start", "a time like 2026-03-01T12:00:00Z")
	}
	if !region.IsString() {
		return wrong("region", "a text")
	}
	if account == nil || !isAccountID(account.Text) {
		return wrong("account", "an ID of 12 digits in quotes")
	}
	number, ok := seed.Int()
	if !ok || number < 0 {
		return wrong("seed", "a number")
	}
	r.about.Region, r.about.Account, r.about.Seed = region.Text, account.Text, uint64(number)
	switch how := root.Get("sensitive"); {
	case how == nil:
	case how.Text == sensitiveHidden:
		r.about.SensitiveHidden = true
	default:
		return wrong("sensitive", "hidden, or no such key")
	}
	if ids := root.Get("givenAccounts"); ids != nil {
		for _, id := range ids.Items {
			if !isAccountID(id.Text) {
				return wrong("givenAccounts", "a list of IDs of 12 digits in quotes")
			}
			r.about.GivenAccounts = append(r.about.GivenAccounts, id.Text)
		}
	}
	list := root.Get("milliseconds")
	if list == nil || list.Kind != document.List {
		return wrong("milliseconds", "a list of numbers")
	}
	for _, n := range list.Items {
		ms, ok := n.Int()
		if !ok || ms < 0 {
			return wrong("milliseconds", "a list of numbers")
		}
		r.took = append(r.took, time.Duration(ms)*time.Millisecond)
	}
	return nil
}

// Rewrite puts the IDs of accounts that were recorded in the place of those that
// stand for the same in the arguments of this run, so that these compare with
// answers as they did.
func (r *Replayer) Rewrite(text string) string { return r.accounts.rewrite(text) }

func isAccountID(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == ""
}

// About tells of the run that was recorded.
func (r *Replayer) About() About { return r.about }

// Secrets is the vault that Open was given.
func (r *Replayer) Secrets() *secret.Vault { return r.secrets }

// Clock is the clock for the run: virtual, so that nothing waits.
func (r *Replayer) Clock() clock.Clock { return r.clock }

// Learn finds the account IDs in what the run is given, before it begins.
func (r *Replayer) Learn(texts []string) {
	for i, id := range distinctIDs(texts) {
		if i < len(r.about.GivenAccounts) {
			r.accounts.addAs(id, r.about.GivenAccounts[i])
		}
		r.accounts.add(id)
	}
}

// Call implements cloud.Cloud. A call that was not recorded is a *MissError.
func (r *Replayer) Call(ctx context.Context, req cloud.Request) (cloud.Response, error) {
	op, err := awsapi.Lookup(req.Service, req.Operation)
	if err != nil {
		return cloud.Response{}, err
	}
	// As while it was recorded, no other run goes on meanwhile.
	if err := r.clock.Sleep(clock.Apart(ctx), r.time()); err != nil {
		return cloud.Response{}, err
	}
	r.secrets.LearnCall(op, req.Input, nil)
	r.accounts.learn(req.Input)
	req.Input, _ = r.secrets.Kept(op, withoutTokens(op, req.Input), nil)
	for _, part := range r.parts {
		answer, err := part.Call(ctx, req)
		var nobody *cloud.NoAnswerError
		if !errors.As(err, &nobody) {
			return answer, err
		}
	}
	return cloud.Response{}, r.miss(req)
}

func (r *Replayer) time() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.took) == 0 {
		return usualTime
	}
	d := r.took[0]
	r.took = r.took[1:]
	return d
}

// MissError says that a call was not recorded.
type MissError struct {
	Folder  string
	Request cloud.Request
	// Nearest is the input of the recorded call of the operation that is most like
	// it; nil when the operation was not called at all.
	Nearest *value.Object
}

func (e *MissError) Error() string {
	name := e.Request.Service + " " + e.Request.Operation
	if e.Nearest == nil {
		return fmt.Sprintf("%s holds no call of %s; record the run again, or add an entry to %s", e.Folder, name, filepath.Join(e.Folder, responsesFile))
	}
	return fmt.Sprintf("%s holds no call of %s with this input:\n  %s\nthe nearest that it holds:\n  %s\nrecord the run again, or change the entry",
		e.Folder, name, encoded(e.Request.Input), encoded(e.Nearest))
}

func (r *Replayer) miss(req cloud.Request) error {
	e := &MissError{Folder: r.folder, Request: req}
	best := -1
	for _, part := range r.parts {
		for _, input := range part.Inputs(awsapi.OperationName{Service: req.Service, Operation: req.Operation}) {
			if input == nil {
				input = value.New()
			}
			if same := alike(req.Input, input); same > best {
				best, e.Nearest = same, input
			}
		}
	}
	return e
}

// alike counts the members that two inputs have in common, those with the same
// value twice.
func alike(a, b *value.Object) int {
	n := 0
	for name, v := range a.All() {
		other, ok := b.Get(name)
		if ok {
			n++
		}
		if ok && strings.EqualFold(fmt.Sprint(v), fmt.Sprint(other)) {
			n++
		}
	}
	return n
}
