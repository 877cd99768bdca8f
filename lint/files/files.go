// Package files finds the files that a lint run is about: named files,
// directories, glob patterns and standard input. It reads them, and writes what
// became of them.
//
// It decides nothing about their content, but that a file met on the way
// through a directory is only worth reading when it may be an SSM document.
package files

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/ssmkit/ssmkit/document"
)

// Stdin is the name that stands for standard input on a command line.
const Stdin = "-"

// File is one file to look at.
type File struct {
	// Path is how the user names it, and how messages do. Standard input is "-".
	Path string
	// Found tells that the file was met in a directory and not named by the
	// user. Such a file may well be something else than an SSM document.
	Found bool
}

// extensions are those of the files that are looked at in a directory.
var extensions = []string{".json", ".yaml", ".yml"}

// List finds the files that the arguments name, in their order, each once. What
// it cannot find it reports in the error, next to the files that it did find.
func List(args []string) ([]File, error) {
	l := &lister{seen: map[string]int{}}
	for _, arg := range args {
		l.argument(arg)
	}
	return l.files, errors.Join(l.errs...)
}

type lister struct {
	files []File
	seen  map[string]int // the index in files, by absolute path
	errs  []error
}

func (l *lister) add(path string, found bool) {
	key := path
	if absolute, err := filepath.Abs(path); err == nil && path != Stdin {
		key = absolute
	}
	if i, ok := l.seen[key]; ok {
		// Who names a file that is in a named directory, too, means it.
		l.files[i].Found = l.files[i].Found && found
		return
	}
	l.seen[key] = len(l.files)
	l.files = append(l.files, File{path, found})
}

func (l *lister) argument(arg string) {
	if arg == Stdin {
		l.add(arg, false)
		return
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		l.directory(arg)
	case err == nil:
		l.add(arg, false)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?[{"):
		l.glob(arg)
	default:
		l.errs = append(l.errs, fmt.Errorf("find the file to check: %w", err))
	}
}

// glob resolves patterns that reach us unresolved: in quotes, or on Windows. As
// in shells, they meet no hidden names, and as in a directory, no symbolic link
// to a directory is followed.
func (l *lister) glob(pattern string) {
	paths, err := doublestar.FilepathGlob(pattern, doublestar.WithNoFollow(), doublestar.WithNoHidden())
	if err == nil && len(paths) == 0 {
		err = errors.New("it matches no file")
	}
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("find files for the pattern %q: %w", pattern, err))
		return
	}
	slices.Sort(paths)
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			l.directory(path)
		} else {
			l.add(path, false)
		}
	}
}

// directory walks in lexical order and leaves out what Git does. It follows no
// symbolic link but root itself, so it ends even where links form a circle.
func (l *lister) directory(root string) {
	if info, err := os.Lstat(root); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		root += string(filepath.Separator) // WalkDir then takes what it leads to
	}
	ignore := newGitignore(root)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			// A folder that cannot be read costs only what is in it.
			l.errs = append(l.errs, fmt.Errorf("look into the directory: %w", err))
			return nil
		}
		if entry.IsDir() {
			if path != root && (skipped(entry.Name()) || ignore.ignores(path, true)) {
				return filepath.SkipDir
			}
			return nil
		}
		named := slices.Contains(extensions, strings.ToLower(filepath.Ext(path)))
		if entry.Type().IsRegular() && named && !ignore.ignores(path, false) {
			l.add(path, true)
		}
		return nil
	})
	l.errs = append(l.errs, ignore.errs...)
	if err != nil {
		l.errs = append(l.errs, err)
	}
}

// skipped are the folders that hold what others wrote, and hidden ones.
func skipped(name string) bool {
	return name == "node_modules" || strings.HasPrefix(name, ".") && name != "." && name != ".."
}

// Read reads a file; the name of standard input reads stdin. No more than one
// byte over the size that package document accepts is read: a longer file is
// refused there by its first bytes as well as by all of them.
func Read(f File, stdin io.Reader) ([]byte, error) {
	if f.Path == Stdin {
		text, err := readSome(stdin, 0)
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return text, nil
	}
	file, err := os.Open(f.Path)
	if err != nil {
		return nil, fmt.Errorf("read the file to check: %w", err)
	}
	defer file.Close()
	var size int64 // of what is no regular file, unknown
	if info, err := file.Stat(); err == nil {
		size = info.Size()
	}
	text, err := readSome(file, size)
	if err != nil {
		return nil, fmt.Errorf("read the file to check: %w", err)
	}
	return text, nil
}

// readSome reads what is probably of a certain size.
func readSome(r io.Reader, size int64) ([]byte, error) {
	var text bytes.Buffer
	text.Grow(int(min(size, document.MaxBytes)) + bytes.MinRead) // so much room to find the end
	_, err := text.ReadFrom(io.LimitReader(r, document.MaxBytes+1))
	return text.Bytes(), err
}

// MayBeDocument is a cheap look at a file found in a directory: it is false for
// texts that cannot be an SSM document, broken or not.
func MayBeDocument(text []byte) bool {
	has := func(word string) bool { return bytes.Contains(text, []byte(word)) }
	return has("schemaVersion") || has("sessionType") || has("aws:") && (has("mainSteps") || has("action"))
}
