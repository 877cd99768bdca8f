package config

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/schemas"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// Config is what one file says. A nil *Config says nothing.
type Config struct {
	// Path is the file.
	Path string
	// Lint is what the file says to the linter.
	Lint lint.Config
	// FailLevel is nil when the file does not say it.
	FailLevel *lint.Severity

	ignored []string // patterns, relative to the directory of the file
}

// formRules are those with something to say about any YAML or JSON file that
// has a schema.
var formRules = []string{
	"syntax", "duplicate-key", "unquoted-reference", "multiple-documents", "too-large", "bad-alias", "bad-key",
	"unknown-key", "missing-key", "value-type", "unknown-value", "malformed-value", "out-of-range",
}

// Parse reads a configuration for these rules; the name of the source is the
// path of its file. The config is nil when there are diagnostics, each of which
// is an error. An empty file is a configuration that says nothing.
func Parse(src *document.Source, rules []lint.Rule) (*Config, []lint.Diagnostic) {
	doc, problems := document.Parse(src)
	found := check(doc, problems, rules)
	c := &Config{Path: src.Name()}
	for _, pattern := range list(doc.Root, "ignore") {
		// A path has no slash at its end, whatever it leads to.
		clean := strings.TrimSuffix(pattern.Text, "/")
		if !doublestar.ValidatePattern(clean) {
			found = append(found, lint.Diagnostic{
				Rule: "malformed-value", Severity: lint.Error, Source: src, Span: pattern.Span(), Path: doc.Path(pattern),
				Message: fmt.Sprintf("%q is not a pattern: a bracket or a brace is not closed", pattern.Text),
			})
		}
		c.ignored = append(c.ignored, clean)
	}
	if len(found) > 0 {
		slices.SortStableFunc(found, func(a, b lint.Diagnostic) int {
			return cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset)
		})
		return nil, found
	}
	for _, e := range entries(doc.Root.Get("rules")) {
		c.rule(e.Key.Text, e.Value.Text)
	}
	known := doc.Root.Get("known")
	c.Lint.Known = lint.Known{
		Actions: texts(list(known, "actions")), Services: texts(list(known, "services")), Runtimes: texts(list(known, "runtimes")),
	}
	if n := doc.Root.Get("fail-level"); n != nil {
		if level, err := lint.ParseSeverity(n.Text); err == nil { // the schema has no other words
			c.FailLevel = &level
		}
	}
	return c, nil
}

func (c *Config) rule(name, setting string) {
	switch setting {
	case "off":
		c.Lint.Ignore = append(c.Lint.Ignore, name)
	case "on":
	default:
		if severity, err := lint.ParseSeverity(setting); err == nil {
			if c.Lint.Severities == nil {
				c.Lint.Severities = map[string]lint.Severity{}
			}
			c.Lint.Severities[name] = severity
		}
	}
}

// check holds the file against the schema of configurations.
func check(doc *document.Document, problems []document.Problem, rules []lint.Rule) []lint.Diagnostic {
	if n := doc.Root; n != nil && n.Kind != document.Map && n.Kind != document.Null {
		return []lint.Diagnostic{{
			Rule: "value-type", Severity: lint.Error, Source: doc.Source, Span: n.Span(),
			Message: fmt.Sprintf("the configuration is a map, not a %s", n.Kind),
		}}
	}
	// The schema for editors has the names of the rules, too. To compile that one
	// takes longer than to lint a document.
	schema, err := schemas.Compile("ssmlint-config.json", form)
	if err != nil {
		panic(err) // the schema is in this program
	}
	about := slices.DeleteFunc(slices.Clone(rules), func(r lint.Rule) bool { return !slices.Contains(formRules, r.Name) })
	linter, err := lint.New(about, lint.Config{})
	if err != nil {
		panic(err) // a config without names cannot name a wrong one
	}
	found := linter.CheckSchema(doc, problems, schema, "the configuration")
	for i := range found {
		found[i].Severity = lint.Error
		found[i].Fix = nil // --fix is for documents
	}
	return append(found, unknownRules(doc, rules)...)
}

// unknownRules reports settings of rules that do not exist.
func unknownRules(doc *document.Document, rules []lint.Rule) []lint.Diagnostic {
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
	}
	var found []lint.Diagnostic
	for _, e := range entries(doc.Root.Get("rules")) {
		name := e.Key.Text
		if slices.Contains(names, name) {
			continue
		}
		meant, _ := nearest.Of(name, slices.Values(names))
		found = append(found, lint.Diagnostic{
			Rule: "unknown-key", Severity: lint.Error, Source: doc.Source, Span: e.Key.Span(), Path: doc.Path(e.Key),
			Message: (&lint.UnknownRuleError{Name: name, Meant: meant}).Error(), Suggestion: meant,
		})
	}
	return found
}

// list are the texts in a list below a key.
func list(n *document.Node, key string) []*document.Node {
	below := n.Get(key)
	if below == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(below.Items), func(n *document.Node) bool { return !n.IsString() })
}

func texts(nodes []*document.Node) []string {
	var all []string
	for _, n := range nodes {
		all = append(all, n.Text)
	}
	return all
}

func entries(n *document.Node) []document.Entry {
	if n == nil {
		return nil
	}
	return n.Entries
}

// Ignores tells whether the configuration leaves a file out: a pattern matches
// its path, or that of a directory around it.
func (c *Config) Ignores(path string) bool {
	if c == nil || len(c.ignored) == 0 {
		return false
	}
	relative, ok := below(filepath.Dir(c.Path), path)
	for ok && relative != "." {
		for _, pattern := range c.ignored {
			if doublestar.MatchUnvalidated(pattern, relative) {
				return true
			}
		}
		relative = filepath.ToSlash(filepath.Dir(relative))
	}
	return false
}

// below is the path as seen from a directory, with slashes; not ok when it leads
// out of it.
func below(dir, path string) (relative string, ok bool) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", false
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return "", false
	}
	relative, err = filepath.Rel(dir, path)
	if err != nil || !filepath.IsLocal(relative) {
		return "", false
	}
	return filepath.ToSlash(relative), true
}
