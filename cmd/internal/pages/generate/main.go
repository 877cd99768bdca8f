// Command generate writes the pages about the rules to a directory and removes
// those of rules that are no longer there. It needs python3.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ssmkit/ssmkit/cmd/internal/pages"
	"github.com/ssmkit/ssmkit/lint/python"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("name the directory for the pages")
	}
	dir := args[0]
	reader := python.NewReader("")
	defer reader.Close()
	linter, err := pages.NewLinter(reader)
	if err != nil {
		return err
	}
	files, err := pages.Files(linter)
	if err != nil {
		return err
	}
	if err := reader.Err(); err != nil {
		return fmt.Errorf("read the scripts of the examples: %w", err)
	}
	old, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if files[filepath.Base(path)] == nil {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
