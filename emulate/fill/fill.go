// Package fill finds values for the parameters that a runbook requires and nobody
// gave, so that it can be tried out.
//
//	for _, v := range fill.Missing(doc, args, fill.Config{Seed: 1}) {
//		args[v.Name] = v.Texts
//	}
//
// A value is one of the allowed values where there are any; else it is what the
// type, the name and the description ask for, if the pattern allows that; else a
// text that the pattern makes. Whether it is right in any other way, nobody
// knows.
package fill

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/invent"
	"github.com/ssmkit/ssmkit/emulate/random"
)

// Config says whose values they are, and which of the many possible ones.
type Config struct {
	Seed            uint64
	Region, Account string
}

// Value is a value for a parameter.
type Value struct {
	Name string
	Type emulate.Type
	// Texts are the value as emulate.Arguments has it.
	Texts []string
}

// Missing finds a value for each parameter without one, in the order of the
// document. Parameters of a type that there is not get none.
func Missing(doc *document.Document, given emulate.Arguments, config Config) []Value {
	f := &filler{config, invent.New(invent.Config{Seed: config.Seed, Region: config.Region, Account: config.Account})}
	var out []Value
	for _, p := range doc.Parameters {
		if _, ok := given[p.Name.Text]; ok || p.Default != nil {
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

func number(n *document.Node) (int64, bool) {
	if n.IsString() {
		i, err := strconv.ParseInt(n.Text, 10, 64)
		return i, err == nil
	}
	return n.Int()
}

// text is one value, or one element of a list.
func (f *filler) text(p *document.Parameter, declared emulate.Type, i int) string {
	accepts := acceptance(p)
	candidates := f.candidates(p, declared, i)
	for _, text := range candidates {
		if accepts(text) {
			return text
		}
	}
	if p.AllowedPattern.IsString() {
		source := random.New(f.config.Seed, "fill", p.Name.Text, strconv.Itoa(i))
		if text, ok := invent.Matching(p.AllowedPattern.Text, source); ok {
			return text
		}
	}
	return candidates[0]
}

// candidates are texts of the type, the most plausible first.
func (f *filler) candidates(p *document.Parameter, declared emulate.Type, i int) []string {
	switch declared {
	case emulate.Boolean:
		return []string{"false"}
	case emulate.Integer:
		return []string{"1", "5", "10", "60", "100", "443"}
	case emulate.StringMap:
		return []string{`{"Key":"Value"}`}
	case emulate.MapList:
		return []string{`{"Key":"Key` + strconv.Itoa(i+1) + `","Value":"Value"}`}
	}
	out := []string{f.known.Text(invent.For{Name: subject(p), Variant: i})}
	for _, name := range usual {
		out = append(out, f.known.Text(invent.For{Name: name, Variant: i}))
	}
	return append(out, "1", "true", "2026-01-01T00:00:00Z", "2026-01-01", "PT1H", "/", "s3://bucket/key")
}

// usual are things that patterns are often about.
var usual = []string{
	"InstanceId", "RoleArn", "VolumeId", "SnapshotId", "ImageId", "VpcId", "SubnetId", "SecurityGroupId", "TopicArn",
	"BucketName", "CidrBlock", "IpAddress", "Email", "AvailabilityZone", "Region", "AccountId",
	"NetworkInterfaceId", "RouteTableId", "FlowLogId", "LoadBalancerArn", "FunctionArn", "KmsKeyArn", "Url", "CommandId",
}

// acceptance tells whether a text suits the pattern and the limits of a
// parameter. A pattern must match all of it. One that only Java can read accepts
// everything: the engine cannot check it either.
func acceptance(p *document.Parameter) func(string) bool {
	var pattern *regexp.Regexp
	if p.AllowedPattern.IsString() {
		if compiled, err := regexp.Compile(p.AllowedPattern.Text); err == nil {
			pattern = compiled
		}
	}
	least, _ := number(p.Node.Get("minChars"))
	most, limited := number(p.Node.Get("maxChars"))
	return func(text string) bool {
		n := int64(utf8.RuneCountInString(text))
		if n < least || limited && n > most {
			return false
		}
		return pattern == nil || pattern.FindString(text) == text
	}
}

// subject is a name that says what a parameter is about: that of its type for
// AWS::EC2::Instance::Id, else its own, and where that does not tell, with what
// the description says.
func subject(p *document.Parameter) string {
	resource := strings.TrimSuffix(strings.TrimPrefix(kind(p), "List<"), ">")
	if parts := strings.Split(resource, "::"); len(parts) == 4 && parts[0] == "AWS" {
		return parts[2] + strings.TrimPrefix(parts[3], parts[2])
	}
	name := p.Name.Text
	if lower := strings.ToLower(name); strings.HasSuffix(lower, "ids") || strings.HasSuffix(lower, "arns") || strings.HasSuffix(lower, "names") {
		name = name[:len(name)-1]
	}
	if !p.Description.IsString() || told(name) {
		return name
	}
	if kind(p) == "StringList" {
		name = strings.TrimSuffix(name, "s")
	}
	description := strings.ToLower(p.Description.Text)
	for _, hint := range []struct{ words, ending string }{
		{"(arn)", "Arn"}, {"arn of", "Arn"}, {"id of the", "Id"}, {"ids of the", "Id"}, {"email", "Email"}, {"url", "Url"},
		{"ip address", "IpAddress"}, {"cidr", "CidrBlock"}, {"name of the", "Name"},
	} {
		if strings.Contains(description, hint.words) {
			return name + hint.ending
		}
	}
	return name
}

// kind is the written type of a parameter, empty for none.
func kind(p *document.Parameter) string {
	if !p.Type.IsString() {
		return ""
	}
	return p.Type.Text
}

// told tells names that say by themselves what they are.
func told(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range []string{"id", "arn", "name", "identifier", "url", "email", "region", "version"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}
