package main

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"

	"github.com/ssmkit/ssmkit/lint"
	"github.com/ssmkit/ssmkit/lint/config"
	"github.com/ssmkit/ssmkit/lint/files"
	"github.com/ssmkit/ssmkit/lint/rules"
)

// setup is how the files of one configuration are looked at.
type setup struct {
	config    *config.Config // nil when there is none
	linter    *lint.Linter
	failLevel lint.Severity
}

// setups makes the setups of files: the command line's word and the
// configuration's. It is for one goroutine.
type setups struct {
	options options
	rules   []lint.Rule
	loader  *config.Loader
	known   map[*config.Config]*setup
}

func newSetups(o options) *setups {
	all := rules.All()
	return &setups{options: o, rules: all, loader: config.NewLoader(all), known: map[*config.Config]*setup{}}
}

// of is the setup of one file. Errors are mistakes of the user.
func (s *setups) of(f files.File) (*setup, error) {
	c, err := s.config(f)
	if err != nil {
		return nil, err
	}
	return s.with(c)
}

func (s *setups) config(f files.File) (*config.Config, error) {
	switch {
	case s.options.noConfig:
		return nil, nil
	case s.options.configFile != "":
		return s.loader.Load(s.options.configFile)
	case f.Path == files.Stdin:
		return s.loader.Nearest(".")
	}
	return s.loader.Nearest(filepath.Dir(f.Path))
}

// with is the setup of the files that have this configuration.
func (s *setups) with(c *config.Config) (*setup, error) {
	if known := s.known[c]; known != nil {
		return known, nil
	}
	made := &setup{config: c, failLevel: lint.Error}
	merged := s.options.config
	if c != nil {
		merged.Severities, merged.Known = maps.Clone(c.Lint.Severities), c.Lint.Known
		// A rule that the command line asks for by name is on.
		off := slices.DeleteFunc(slices.Clone(c.Lint.Ignore), func(name string) bool { return slices.Contains(merged.Select, name) })
		merged.Ignore = slices.Concat(off, merged.Ignore)
		if c.FailLevel != nil {
			made.failLevel = *c.FailLevel
		}
	}
	if s.options.failLevel != nil {
		made.failLevel = *s.options.failLevel
	}
	linter, err := lint.New(s.rules, merged)
	if err != nil {
		return nil, err
	}
	made.linter = linter
	s.known[c] = made
	return made, nil
}

// all are the setups of the files. The error has each mistake once.
func (s *setups) all(found []files.File) ([]*setup, error) {
	if _, err := s.with(nil); err != nil {
		return nil, err // the command line's own mistakes, whatever files there are
	}
	if s.options.configFile != "" {
		if _, err := s.loader.Load(s.options.configFile); err != nil {
			return nil, err
		}
	}
	var errs []error
	made := make([]*setup, len(found))
	for i, f := range found {
		m, err := s.of(f)
		if err != nil && !slices.Contains(errs, err) {
			errs = append(errs, err)
		}
		made[i] = m
	}
	return made, errors.Join(errs...)
}
