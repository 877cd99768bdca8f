package schemas

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed automation command session facts
var files embed.FS

// scheme begins the id of every schema; the rest is the file's path.
const scheme = "ssm:///"

// names returns the names of the JSON files in dir without their ending,
// sorted.
func names(dir string) []string {
	entries, err := files.ReadDir(dir)
	if err != nil {
		panic(err) // the folder is embedded: its absence is a mistake in this package
	}
	var list []string
	for _, e := range entries {
		if name, isJSON := strings.CutSuffix(e.Name(), ".json"); isJSON {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// mustDecode reads the embedded file into v. The files are part of the program
// and a test decodes each of them, so a failure cannot be met by a user.
func mustDecode(file string, v any) {
	text, err := files.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, v)
	}
	if err != nil {
		panic(fmt.Errorf("embedded %s: %w", file, err))
	}
}

// decodeTree returns JSON text as nested maps and lists with numbers as written.
func decodeTree(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("text after the JSON value")
	}
	return tree, nil
}

// file returns the path of the embedded file with the id.
func file(id string) string { return strings.TrimPrefix(id, scheme) }
