package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/ssmkit/ssmkit/document"
)

// documentFile is a name that may be one of a file. A document that another
// account shares has an ARN, whose last part is the name.
var documentFile = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:arn:[^/]*:document/)?([a-zA-Z0-9_\-.]{3,128})$`)
})

// documents finds the runbooks that steps run as children: NAME.yaml, NAME.yml or
// NAME.json in the folder of --documents, or else beside the document. It gives
// nil for one that is in neither.
func documents(o options) func(name string) (*document.Document, error) {
	folders := []string{filepath.Dir(o.file)}
	if o.documents != "" {
		folders = []string{o.documents, folders[0]}
	}
	known := map[string]*document.Document{}
	return func(name string) (*document.Document, error) {
		if doc, ok := known[name]; ok {
			return doc, nil
		}
		doc, err := findDocument(folders, name)
		if err == nil {
			known[name] = doc
		}
		return doc, err
	}
}

func findDocument(folders []string, name string) (*document.Document, error) {
	parts := documentFile().FindStringSubmatch(name)
	if parts == nil {
		return nil, nil
	}
	for _, folder := range folders {
		for _, extension := range []string{".yaml", ".yml", ".json"} {
			file := filepath.Join(folder, parts[1]+extension)
			src, err := readSource(file, nil)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			doc, problems := document.Parse(src)
			if doc.Kind != document.Automation || len(problems) > 0 {
				return nil, fmt.Errorf("%s is no Automation runbook that can be run; see ssmlint %s", file, file)
			}
			return doc, nil
		}
	}
	return nil, nil
}

// checkFolder refuses a folder of --documents that is none.
func checkFolder(folder string) error {
	if folder == "" {
		return nil
	}
	info, err := os.Stat(folder)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return usagef("--documents is %q, which is not a folder", folder)
	}
	return nil
}
