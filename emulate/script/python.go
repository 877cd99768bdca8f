package script

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ErrNoPython says that this machine has no Python.
var ErrNoPython = errors.New("there is no python3 on this machine")

// python is an interpreter.
type python struct {
	// Executable is the interpreter itself, even where the PATH has a program that
	// chooses one.
	Executable string
	Version    []int
	// Path is where it looks for modules, Prefixes where it is installed.
	Path, Prefixes []string
	Boto3          bool
}

// ask is a program that tells about the interpreter that runs it. Modules that
// the user installed for himself count, as scripts are used to them.
const ask = `import importlib.util, json, os, site, sys
user = site.getusersitepackages()
path = [p for p in sys.path if p and os.path.exists(p)]
if os.path.isdir(user) and user not in path: path.append(user)
sys.path[:] = path
print(json.dumps({
  "Executable": sys.executable, "Version": sys.version_info[:3], "Path": path,
  "Prefixes": sorted({sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}),
  "Boto3": importlib.util.find_spec("boto3") is not None,
}))`

// findPython is the first python3 in the folders of a PATH that has boto3, or the
// first one of all if none has.
func findPython(ctx context.Context, path string) (*python, error) {
	var first *python
	var wrong error
	seen := map[string]bool{}
	for _, folder := range filepath.SplitList(path) {
		if !filepath.IsAbs(folder) {
			continue // what lies in the working folder was not installed
		}
		candidate := filepath.Join(folder, "python3")
		info, err := os.Stat(candidate)
		if err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			continue
		}
		if real, err := filepath.EvalSymlinks(candidate); err == nil && !isVenv(folder) {
			if seen[real] {
				continue
			}
			seen[real] = true
		}
		found, err := askPython(ctx, candidate)
		if err != nil {
			wrong = errors.Join(wrong, err)
			continue
		}
		if found.Boto3 {
			return found, nil
		}
		if first == nil {
			first = found
		}
	}
	if first != nil {
		return first, nil
	}
	if wrong != nil {
		return nil, wrong
	}
	return nil, ErrNoPython
}

// isVenv tells whether a folder of programs belongs to a virtual environment,
// whose python3 is a link to one that has other modules.
func isVenv(folder string) bool {
	_, err := os.Stat(filepath.Join(filepath.Dir(folder), "pyvenv.cfg"))
	return err == nil
}

func askPython(ctx context.Context, candidate string) (*python, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	// -I keeps the modules of the working folder out.
	cmd := exec.CommandContext(ctx, candidate, "-I", "-c", ask)
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("run %s: %w %s", candidate, err, strings.TrimSpace(wrong.String()))
	}
	found := &python{}
	if err := json.Unmarshal(out, found); err != nil {
		return nil, fmt.Errorf("run %s: %w", candidate, err)
	}
	if len(found.Version) != 3 || found.Version[0] != 3 || found.Version[1] < 8 {
		return nil, fmt.Errorf("%s is Python %s, scripts need 3.8 or newer", candidate, found.version())
	}
	return found, nil
}

func (p *python) version() string {
	parts := make([]string, len(p.Version))
	for i, n := range p.Version {
		parts[i] = fmt.Sprint(n)
	}
	return strings.Join(parts, ".")
}

// folders are those that the interpreter needs, without those below others.
func (p *python) folders() []string {
	all := []string{filepath.Dir(p.Executable)}
	if real, err := filepath.EvalSymlinks(p.Executable); err == nil {
		all = append(all, filepath.Dir(real))
	}
	for _, prefix := range p.Prefixes {
		// Not the prefix itself, which may be somebody's home.
		all = append(all, filepath.Join(prefix, "bin"), filepath.Join(prefix, "lib"), filepath.Join(prefix, "lib64"))
	}
	all = append(all, p.Path...)
	slices.Sort(all)
	var out []string
	for _, folder := range all {
		if _, err := os.Stat(folder); err != nil || slices.ContainsFunc(out, func(above string) bool { return within(folder, above) }) {
			continue
		}
		out = append(out, folder)
	}
	return out
}

// within tells whether a path is a folder or below it.
func within(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, "/")+"/")
}
