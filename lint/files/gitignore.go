package files

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// gitignore knows what the .gitignore files around a directory leave out. See
// https://git-scm.com/docs/gitignore.
type gitignore struct {
	// top is the directory whose .gitignore is the last one to ask.
	top string
	// own are the patterns of the user's excludesFile and, behind them, those of
	// .git/info/exclude, which nobody else sees. They are asked last, and are
	// relative to the top.
	own  []ignorePattern
	dirs map[string][]ignorePattern // by absolute path, as they are asked for
	errs []error
}

// ignorePattern is one line of a .gitignore.
type ignorePattern struct {
	glob             string // for paths relative to the directory of the file
	negated, dirOnly bool
}

// newGitignore is for a walk through root: it asks the files in root and below,
// and those above up to the root of the repository. Outside of a repository
// nothing above counts.
func newGitignore(root string) *gitignore {
	g := &gitignore{dirs: map[string][]ignorePattern{}}
	root, err := filepath.Abs(root)
	if err != nil {
		g.errs = append(g.errs, err)
		return g
	}
	g.top = root
	for dir := root; ; dir = filepath.Dir(dir) {
		// In a linked work tree .git is a file.
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			g.top = dir
			file, err := excludesFile(dir)
			if err != nil {
				g.errs = append(g.errs, err)
			}
			g.own = append(g.readLinked(file), g.read(filepath.Join(dir, ".git", "info", "exclude"))...)
			return g
		}
		if dir == filepath.Dir(dir) {
			return g
		}
	}
}

// ignores tells whether a file or directory is left out. It is not asked about
// what is in a directory that is.
func (g *gitignore) ignores(name string, isDir bool) bool {
	name, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	relative := filepath.Base(name)
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) {
		patterns := g.in(dir)
		for i := len(patterns) - 1; i >= 0; i-- {
			p := patterns[i]
			if (isDir || !p.dirOnly) && doublestar.MatchUnvalidated(p.glob, relative) {
				return !p.negated
			}
		}
		if dir == g.top || dir == filepath.Dir(dir) {
			return false
		}
		relative = path.Join(filepath.Base(dir), relative)
	}
}

func (g *gitignore) in(dir string) []ignorePattern {
	patterns, known := g.dirs[dir]
	if known {
		return patterns
	}
	patterns = g.read(filepath.Join(dir, ".gitignore"))
	if dir == g.top {
		patterns = append(g.own, patterns...) // the last one counts
	}
	g.dirs[dir] = patterns
	return patterns
}

// read reads the patterns of a file; none if it is not there.
func (g *gitignore) read(file string) []ignorePattern {
	// Git does not follow a link there, either.
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return g.readLinked(file)
}

// readLinked does so for a file that may be a link; an empty name stands for none.
func (g *gitignore) readLinked(file string) []ignorePattern {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		g.errs = append(g.errs, fmt.Errorf("read what to leave out: %w", err))
	}
	return ignorePatterns(text)
}

func ignorePatterns(text []byte) []ignorePattern {
	var patterns []ignorePattern
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if p, ok := newIgnorePattern(line); ok {
			patterns = append(patterns, p)
		}
	}
	return patterns
}

func newIgnorePattern(line string) (p ignorePattern, ok bool) {
	line = trimBlanks(line)
	if line == "" || line[0] == '#' {
		return p, false
	}
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	// A pattern with a slash, but for one at its end, is for one place.
	line, rooted := strings.CutPrefix(line, "/")
	if !rooted && !strings.Contains(line, "/") {
		line = "**/" + line
	}
	if inside, ok := strings.CutSuffix(line, "/**"); ok {
		line = inside + "/**/*" // all that is inside; to doublestar, the directory, too
	}
	p.glob = braces.Replace(line)
	return p, line != "" && doublestar.ValidatePattern(p.glob)
}

// braces are letters like others in a .gitignore.
var braces = strings.NewReplacer(`\{`, `\{`, `\}`, `\}`, `\\`, `\\`, "{", `\{`, "}", `\}`)

// trimBlanks cuts blanks at the end that no backslash keeps.
func trimBlanks(line string) string {
	for strings.HasSuffix(line, " ") {
		before := line[:len(line)-1]
		slashes := len(before) - len(strings.TrimRight(before, `\`))
		if slashes%2 == 1 {
			break
		}
		line = before
	}
	return line
}
