package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

// Name is what a configuration is called.
const Name = ".ssmlint.yaml"

// Loader finds and reads configurations, each once. It is for one goroutine.
type Loader struct {
	rules []lint.Rule
	files map[string]loaded // by path
	dirs  map[string]loaded // by absolute path
}

type loaded struct {
	config *Config
	err    error
}

// NewLoader makes a Loader of configurations for these rules.
func NewLoader(rules []lint.Rule) *Loader {
	return &Loader{rules: rules, files: map[string]loaded{}, dirs: map[string]loaded{}}
}

// BrokenError says that a configuration does not make sense.
type BrokenError struct {
	Path string
	// Diagnostics say why; there is at least one.
	Diagnostics []lint.Diagnostic
}

func (e *BrokenError) Error() string { return fmt.Sprintf("the configuration %s is broken", e.Path) }

// Load reads the configuration in a file. What is wrong with it is a
// *BrokenError.
func (l *Loader) Load(path string) (*Config, error) {
	if file, ok := l.files[path]; ok {
		return file.config, file.err
	}
	config, err := l.read(path)
	l.files[path] = loaded{config, err}
	return config, err
}

func (l *Loader) read(path string) (*Config, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	defer file.Close()
	// One byte too many is enough for package document to refuse it.
	text, err := io.ReadAll(io.LimitReader(file, document.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	config, diagnostics := Parse(document.NewSource(path, text), l.rules)
	if len(diagnostics) > 0 {
		return nil, &BrokenError{path, diagnostics}
	}
	return config, nil
}

// Nearest reads the configuration that is for the files in a directory: the one
// in it, or else in the nearest directory above. It is nil when there is none.
func (l *Loader) Nearest(dir string) (*Config, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the configuration: %w", err)
	}
	return l.nearest(absolute)
}

func (l *Loader) nearest(dir string) (*Config, error) {
	if known, ok := l.dirs[dir]; ok {
		return known.config, known.err
	}
	config, err := l.Load(shown(filepath.Join(dir, Name)))
	if parent := filepath.Dir(dir); errors.Is(err, fs.ErrNotExist) {
		config, err = nil, nil
		if parent != dir {
			config, err = l.nearest(parent)
		}
	}
	l.dirs[dir] = loaded{config, err}
	return config, err
}

// shown is a path as messages show it: relative where that is shorter.
func shown(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if relative, err := filepath.Rel(here, path); err == nil && len(relative) < len(path) {
		return relative
	}
	return path
}
