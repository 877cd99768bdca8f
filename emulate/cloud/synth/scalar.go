package synth

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/invent"
	"github.com/ssmkit/ssmkit/emulate/random"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// scalar makes a value that holds no others.
func (m *maker) scalar(at place, goals []goal) any {
	var wanted []string
	kind, called := "", ""
	for _, g := range goals {
		if g.done() {
			wanted = append(wanted, g.values()...)
			kind, called = g.wish.Type, g.wish.Name
		}
	}
	switch at.Shape().Type() {
	case awsapi.Boolean:
		return truth(at, wanted)
	case awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		return number(at, wanted)
	case awsapi.Timestamp:
		return m.moment(at)
	case awsapi.Blob:
		if len(wanted) > 0 {
			return wanted[0]
		}
		if at.Name() == m.op.Output().Payload() && m.depth == 1 {
			// Who invokes a function mostly reads JSON.
			return base64.StdEncoding.EncodeToString([]byte("{}"))
		}
		return base64.StdEncoding.EncodeToString([]byte("ssmrun"))
	}
	if called != "" && vague(at.name) {
		at.name = called
	}
	return m.string(at, wanted, kind)
}

// vague tells names that say nothing of what is there, so that the name that the
// runbook gives it says more.
func vague(name string) bool {
	return slices.Contains([]string{"PhysicalResourceId", "OutputValue", "ParameterValue", "Value", "value"}, name)
}

// truth is what a wish says, or whether one hopes for what the name says.
func truth(at place, wanted []string) bool {
	for _, text := range wanted {
		switch {
		case strings.EqualFold(text, "true"):
			return true
		case strings.EqualFold(text, "false"):
			return false
		}
	}
	name := strings.ToLower(at.name)
	for _, word := range []string{"not", "disabled", "failed", "has", "more", "truncated", "delete", "deletion", "deprecated"} {
		if strings.Contains(name, word) {
			return false
		}
	}
	for _, word := range []string{"enabled", "valid", "success", "active", "available", "healthy", "ready", "logging", "return", "exists", "allowed", "encrypted"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// number is what a wish says, or a usual number within the shape's bounds.
func number(at place, wanted []string) json.Number {
	s := at.Shape()
	for _, text := range wanted {
		v, err := value.Decode([]byte(text))
		if n, ok := v.(json.Number); err == nil && ok && fitsScalar(s, n) {
			return n
		}
	}
	for _, n := range []json.Number{usual(strings.ToLower(at.name)), "1", s.Min(), s.Max()} {
		if n != "" && fitsScalar(s, n) {
			return n
		}
	}
	return "0"
}

// usual is a number that one would see under a name.
func usual(name string) json.Number {
	for _, known := range []struct {
		word string
		n    json.Number
	}{
		{"statuscode", "200"}, {"exitcode", "0"}, {"responsecode", "0"}, {"percent", "100"}, {"progress", "100"},
		{"port", "443"}, {"failed", "0"}, {"failure", "0"}, {"error", "0"}, {"pending", "0"}, {"remaining", "0"},
		{"unhealthy", "0"}, {"cancel", "0"}, {"timedout", "0"}, {"timeout", "60"}, {"retention", "7"},
		{"allocatedstorage", "20"}, {"size", "8"}, {"memory", "1024"}, {"iops", "3000"}, {"throughput", "125"},
		{"vcpu", "2"}, {"code", "0"},
	} {
		if strings.Contains(name, known.word) {
			return known.n
		}
	}
	return "1"
}

// moment is a time on the run's clock: what began did so before the run, what
// ends does so long after it, and the rest is now.
func (m *maker) moment(at place) string {
	const day = 24 * time.Hour
	name := strings.ToLower(at.name)
	contains := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(name, word) })
	}
	when := m.now
	switch {
	case contains("expir", "notafter", "valid", "next", "until", "scheduled"):
		when = m.start.Add(30 * day)
	case creates(m.op.Name()):
	case contains("creat", "launch", "start", "notbefore", "attach", "register", "enabled", "issued"):
		when = m.start.Add(-30 * day)
	}
	return when.UTC().Format(time.RFC3339)
}

// string is a text: what is wished for, one of the enum, what the name asks for,
// or what the pattern wants.
func (m *maker) string(at place, wanted []string, kind string) string {
	s := at.Shape()
	known := slices.Collect(at.Enum())
	for _, text := range wanted {
		if len(known) == 0 || slices.Contains(known, text) {
			return text
		}
	}
	switch {
	case slices.Contains(known, m.region):
		return m.region
	case len(known) > 0:
		return invent.Likeliest(known)
	case len(wanted) > 0:
		return wanted[0]
	case s.Sensitive():
		return within(s, "HIDDEN")
	}
	switch kind {
	case "Integer":
		return string(usual(strings.ToLower(at.name)))
	case "Boolean":
		return strconv.FormatBool(truth(at, nil))
	}
	return m.text(at, m.variant)
}

// text is a text without wishes.
func (m *maker) text(at place, variant int) string {
	s := at.Shape()
	if known := slices.Collect(at.Enum()); len(known) > 0 {
		return known[variant%len(known)]
	}
	name := strings.ToLower(at.name)
	if m.op.Name() == "SelectResourceConfig" && name == "result" {
		if text := m.selected(); text != "" {
			return text
		}
	}
	switch {
	case strings.HasSuffix(name, "healthstatus"):
		return within(s, "Healthy")
	case strings.HasSuffix(name, "status") || strings.HasSuffix(name, "state"):
		return within(s, m.status())
	case strings.HasSuffix(name, "message") || strings.HasSuffix(name, "description") || strings.HasSuffix(name, "reason"):
		return within(s, "Invented by the emulator.")
	case strings.HasSuffix(name, "time") || strings.HasSuffix(name, "date") || strings.HasSuffix(name, "timestamp"):
		return m.suit(at, m.moment(at), variant)
	}
	return m.suit(at, m.texts.Text(invent.For{
		Service: m.op.Service().Name(), Name: at.name, Of: at.of, Named: m.echo.named(at), Variant: variant,
	}), variant)
}

// status is how services without an enum say that all is well.
func (m *maker) status() string {
	switch m.op.Service().Name() {
	case "rds", "docdb", "neptune", "redshift", "elasticache", "memorydb", "ec2", "workspaces":
		return "available"
	case "cloudfront":
		return "Deployed"
	}
	return "ACTIVE"
}

// suit keeps a text that has the shape's length and pattern, and else makes one
// by the pattern, where that is possible.
func (m *maker) suit(at place, text string, variant int) string {
	s := at.Shape()
	text = within(s, text)
	pattern := s.Pattern()
	if pattern == "" {
		return text
	}
	compiled, err := regexp.Compile(pattern)
	// Patterns that only Java can read, and those that are found in the text.
	if err != nil || compiled.FindString(text) == text {
		return text
	}
	source := random.New(m.seed, "pattern", pattern, strconv.Itoa(variant))
	if made, ok := invent.Matching(pattern, source); ok && withinLength(s, len([]rune(made))) {
		return made
	}
	return text
}

// within gives a text the length that the shape wants.
func within(s awsapi.Shape, text string) string {
	if least, err := s.Min().Int64(); err == nil && int64(len(text)) < least {
		text += strings.Repeat("0", int(min(least, maxText))-len(text))
	}
	if most, err := s.Max().Int64(); err == nil && int64(len(text)) > most {
		text = text[:most]
	}
	return text
}

// maxText is how long an invented text may become.
const maxText = 10_000
