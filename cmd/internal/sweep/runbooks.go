package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/ssmkit/ssmkit/document"
)

// runbooks are the files below the folders that hold an Automation runbook with
// steps. Files that describe only parameters have the schema version of a
// runbook, but there is nothing in them to run.
func runbooks(folders []string) ([]string, error) {
	var files []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() || !slices.Contains([]string{".json", ".yaml", ".yml"}, filepath.Ext(path)) {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			doc, _ := document.Parse(document.NewSource(path, text))
			if doc.Kind == document.Automation && len(doc.Steps) > 0 {
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}
