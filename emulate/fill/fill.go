// Package fill finds values for the parameters that a runbook requires and nobody
// gave, and for what its scripts would return, so that it can be tried out.
//
//	for _, v := range fill.Missing(doc, args, fill.Config{Seed: 1}) {
//		args[v.Name] = v.Texts
//	}
//
// A value is one of the allowed values where there are any; else it is what the
// type, the use in the steps, the name and the description ask for, if the pattern
// allows that; else a text that the pattern makes. Whether it is right in any other
// way, nobody knows.
//
// It lives here: which parameters need a value, and what the document tells about
// it. It does not live here: what an ID or an ARN looks like (emulate/invent).
package fill

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/invent"
	"github.com/ssmkit/ssmkit/emulate/random"
)

// Config says whose values they are, and which of the many possible ones.
type Config struct {
	Seed            uint64
	Region, Account string
	// Now is when the run begins, for parameters that take a time.
	Now time.Time
}

// Value is a value for a parameter.
type Value struct {
	Name string
	Type emulate.Type
	// Texts are the value as emulate.Arguments has it.
	Texts []string
}

func newTexts(config Config) *invent.Texts {
	return invent.New(invent.Config{Seed: config.Seed, Region: config.Region, Account: config.Account})
}

// Missing finds a value for each parameter that needs one and has none, in the
// order of the document. Parameters of a type that there is not get none.
func Missing(doc *document.Document, given emulate.Arguments, config Config) []Value {
	f := &filler{
		config: config,
		known:  newTexts(config),
		uses:   usesOf(doc), taken: map[string]bool{},
	}
	for _, texts := range given {
		for _, text := range texts {
			f.taken[text] = true
		}
	}
	var out []Value
	for _, p := range doc.Parameters {
		if !needed(doc, p, given) {
			continue
		}
		declared := emulate.String
		if p.Type.IsString() {
			var ok bool
			if declared, ok = emulate.ParseType(p.Type.Text); !ok {
				continue
			}
		}
		out = append(out, Value{p.Name.Text, declared, f.texts(p, declared)})
	}
	return out
}

type filler struct {
	config Config
	known  *invent.Texts
	uses   map[string][]invent.For
	// taken are the values of other parameters: two instances are not one.
	taken map[string]bool
}

func (f *filler) texts(p *document.Parameter, declared emulate.Type) []string {
	if allowed, ok := firstAllowed(p); ok {
		return allowed
	}
	if declared != emulate.StringList && declared != emulate.MapList {
		return []string{f.text(p, declared, 0)}
	}
	n := 1
	if least, ok := number(p.Node.Get("minItems")); ok && least > 1 && least <= 100 {
		n = int(least)
	}
	texts := make([]string, n)
	for i := range texts {
		texts[i] = f.text(p, declared, i)
	}
	return texts
}

// firstAllowed is the first of the allowed values that is not empty.
func firstAllowed(p *document.Parameter) ([]string, bool) {
	if p.AllowedValues == nil {
		return nil, false
	}
	for _, n := range p.AllowedValues.Items {
		if texts := emulate.Wire(n.Value()); len(texts) > 0 && strings.Join(texts, "") != "" {
			return texts, true
		}
	}
	return nil, false
}

// text is one value, or one element of a list.
func (f *filler) text(p *document.Parameter, declared emulate.Type, i int) string {
	accepts := acceptance(p)
	candidates := f.candidates(p, declared, i)
	if at := slices.IndexFunc(candidates, accepts); at >= 0 {
		f.taken[candidates[at]] = true
		return candidates[at]
	}
	if p.AllowedPattern.IsString() {
		source := random.New(f.config.Seed, "fill", p.Name.Text, strconv.Itoa(i))
		if text, ok := invent.Matching(shortened(p.AllowedPattern.Text), source); ok {
			if mended := f.mendARN(text); accepts(mended) {
				return mended
			}
			return text
		}
	}
	last := []string{"1", "true", "/"}
	if at := slices.IndexFunc(last, accepts); at >= 0 {
		return last[at]
	}
	return candidates[0]
}

// mendARN puts the partition, region and account of the run into an ARN that a
// pattern has made.
func (f *filler) mendARN(text string) string {
	parts := strings.SplitN(text, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return text
	}
	parts[1] = strings.Split(f.known.Text(invent.For{Name: "RoleArn"}), ":")[1]
	if parts[3] != "" {
		parts[3] = f.config.Region
	}
	if parts[4] != "" && parts[4] != "aws" {
		parts[4] = f.config.Account
	}
	return strings.Join(parts, ":")
}

// candidates are texts of the type, the most plausible first.
func (f *filler) candidates(p *document.Parameter, declared emulate.Type, i int) []string {
	switch declared {
	case emulate.Boolean:
		return []string{"false"}
	case emulate.Integer:
		if strings.HasSuffix(strings.ToLower(p.Name.Text), "port") {
			return []string{"443", "1"}
		}
		return []string{"1", "5", "10", "60", "100", "443"}
	case emulate.StringMap:
		return []string{`{"Key":"Value"}`}
	case emulate.MapList:
		return []string{`{"Key":"Key` + strconv.Itoa(i+1) + `","Value":"Value"}`}
	}
	var out []string
	if strings.HasSuffix(strings.ToLower(p.Name.Text), "port") {
		out = append(out, "443")
	}
	if isTime(p) {
		out = f.moments(p)
	}
	if strings.HasSuffix(strings.ToLower(p.Name.Text), "filters") {
		out = append(out, "[]")
	}
	subjects := f.subjects(p)
	for _, subject := range subjects {
		out = append(out, f.free(subject, i))
	}
	out = append(out, f.spellings(p, i)...)
	for _, subject := range slices.Concat(arnsOf(p), usual()) {
		out = append(out, f.free(subject, i))
	}
	if p.AllowedPattern.IsString() && (strings.Contains(p.AllowedPattern.Text, `\d{4}`) || strings.Contains(p.AllowedPattern.Text, "[0-9]{4}")) {
		out = append(out, f.moments(p)...)
	}
	return append(out, "ec2."+f.config.Region+".amazonaws.com")
}

// free is a text that no other parameter has, where there are several of its kind.
func (f *filler) free(subject invent.For, i int) string {
	const tries = 10
	text := ""
	for variant := i; variant < i+tries; variant++ {
		subject.Variant = variant
		if text = f.known.Text(subject); !f.taken[text] {
			return text
		}
	}
	return text
}

// spellings are names made of the parameter's own, for patterns that allow neither
// hyphens nor small letters.
func (f *filler) spellings(p *document.Parameter, i int) []string {
	thing := strings.TrimSuffix(strings.TrimRight(p.Name.Text, "0123456789"), "Name")
	name := f.known.Text(invent.For{Name: thing + "Label", Variant: i})
	name = strings.Replace(name, "-label-", "-", 1)
	plain := strings.ReplaceAll(name, "-", "")
	return []string{name, "/" + name, plain, strings.ToUpper(plain)}
}
