package python

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// interpreters are the programs called python3 in the folders of the PATH, the
// ones to try first in front. A script that chooses among several interpreters,
// as version managers put in the PATH, takes ten times as long to start as an
// interpreter: scripts come last. To parse, one Python is as good as another.
func interpreters() []string {
	var programs, scripts []string
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		if !filepath.IsAbs(folder) {
			continue // what lies in the working folder was not installed
		}
		path, err := exec.LookPath(filepath.Join(folder, "python3"))
		switch {
		case err != nil:
		case isScript(path):
			scripts = append(scripts, path)
		default:
			programs = append(programs, path)
		}
	}
	return append(programs, scripts...)
}

// isScript tells whether a program is a text that another one interprets.
func isScript(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, 2)
	_, err = io.ReadFull(f, start)
	return err == nil && string(start) == "#!"
}
