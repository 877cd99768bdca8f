package botocore

import (
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Read reads every model below a folder, by the name of its boto3 client. The
// folder is either botocore's data (<service>/<apiVersion>/service-2.json,
// of which the newest version counts) or a flat collection of models
// (services/<service>.json). All may be compressed, with .gz at the end.
func Read(folder fs.FS) (map[string]*Model, error) {
	files, err := find(folder)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no service models: expected services/<service>.json.gz or <service>/<version>/service-2.json.gz")
	}
	models := make(map[string]*Model, len(files))
	for service, file := range files {
		text, err := ReadFile(folder, file)
		if err != nil {
			return nil, err
		}
		if models[service], err = parse(text); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return models, nil
}

// find returns the file of each service.
func find(folder fs.FS) (map[string]string, error) {
	files := map[string]string{}
	flat, err := fs.Glob(folder, "services/*.json*")
	if err != nil {
		return nil, err
	}
	for _, file := range flat {
		service, _, _ := strings.Cut(path.Base(file), ".")
		files[service] = file
	}
	if len(files) > 0 {
		return files, nil
	}
	versions, err := fs.Glob(folder, "*/*/service-2.json*")
	if err != nil {
		return nil, err
	}
	slices.Sort(versions) // versions are dates: the last of a service is the newest
	for _, file := range versions {
		service, _, _ := strings.Cut(file, "/")
		files[service] = file
	}
	return files, nil
}

// ReadFile reads a file, inflated if its name ends in .gz.
func ReadFile(folder fs.FS, name string) (text []byte, err error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing to lose after reading
	if !strings.HasSuffix(name, ".gz") {
		return io.ReadAll(f)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if text, err = io.ReadAll(z); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return text, nil
}
