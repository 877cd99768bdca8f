package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// excludesFile is where the patterns are that the user leaves out of every
// repository: what Git's core.excludesFile names, or its default. It is empty
// when there is no home directory. See https://git-scm.com/docs/gitignore.
//
// Of Git's configuration the files of the user and of the repository are read,
// without those that they include.
func excludesFile(top string) (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", nil // Git finds none of the user's files then, either
	}
	own := os.Getenv("XDG_CONFIG_HOME")
	if own == "" {
		own = filepath.Join(home, ".config")
	}
	configs := []string{filepath.Join(own, "git", "config"), filepath.Join(home, ".gitconfig")}
	if global, ok := os.LookupEnv("GIT_CONFIG_GLOBAL"); ok {
		configs = []string{global}
	}
	name := filepath.Join(own, "git", "ignore")
	var errs []error
	for _, config := range append(configs, filepath.Join(top, ".git", "config")) {
		text, err := os.ReadFile(config)
		if err != nil {
			// In a linked work tree .git is a file.
			if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
				errs = append(errs, fmt.Errorf("read what to leave out: %w", err))
			}
			continue
		}
		if value, ok := configValue(string(text), "core", "excludesfile"); ok {
			name = value // the last one counts
		}
	}
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		name = filepath.Join(home, filepath.FromSlash(rest))
	}
	if name != "" && !filepath.IsAbs(name) {
		name = filepath.Join(top, name)
	}
	return name, errors.Join(errs...)
}

// configValue is the last value of a key in a section of a file of Git's
// configuration. Section and key are given in lower case.
func configValue(text, section, key string) (value string, ok bool) {
	r := configReader{rest: strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")}
	within := false
	for r.rest != "" {
		r.blanks()
		switch {
		case r.rest == "":
		case r.rest[0] == '\n':
			r.rest = r.rest[1:]
		case r.rest[0] == '#' || r.rest[0] == ';':
			_, r.rest, _ = strings.Cut(r.rest, "\n")
		case r.rest[0] == '[':
			within = strings.EqualFold(r.header(), section)
		default:
			name, found := r.entry()
			if within && strings.EqualFold(name, key) {
				value, ok = found, true
			}
		}
	}
	return value, ok
}

// configReader reads Git's configuration from what is left of it.
type configReader struct{ rest string }

func (r *configReader) blanks() { r.rest = strings.TrimLeft(r.rest, " \t") }

// header is the name of a section, its subsection included.
func (r *configReader) header() string {
	end := strings.IndexAny(r.rest, "]\n")
	if end < 0 {
		end = len(r.rest) - 1
	}
	name := strings.TrimSpace(r.rest[1:max(end, 1)])
	r.rest = r.rest[end+1:]
	return name
}

// entry is a key and its value, quotes and escapes resolved.
func (r *configReader) entry() (name, value string) {
	end := strings.IndexAny(r.rest, "=\n#; \t")
	if end < 0 {
		end = len(r.rest)
	}
	name, r.rest = r.rest[:end], r.rest[end:]
	r.blanks()
	if !strings.HasPrefix(r.rest, "=") {
		_, r.rest, _ = strings.Cut(r.rest, "\n")
		return name, ""
	}
	r.rest = r.rest[1:]
	r.blanks()
	return name, r.value()
}

func (r *configReader) value() string {
	var b strings.Builder
	quoted, kept := false, 0 // kept is the length up to what no blank can end
	for i := 0; i < len(r.rest); i++ {
		switch c := r.rest[i]; {
		case c == '\n', !quoted && (c == '#' || c == ';'):
			_, r.rest, _ = strings.Cut(r.rest[i:], "\n")
			return b.String()[:kept]
		case c == '"':
			quoted = !quoted
			kept = b.Len()
		case c == '\\' && i+1 < len(r.rest):
			i++
			switch r.rest[i] {
			case '\n': // the value goes on in the next line
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			default:
				b.WriteByte(r.rest[i])
			}
			kept = b.Len()
		default:
			b.WriteByte(c)
			if quoted || c != ' ' && c != '\t' {
				kept = b.Len()
			}
		}
	}
	r.rest = ""
	return b.String()[:kept]
}
