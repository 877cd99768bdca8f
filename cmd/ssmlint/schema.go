package main

import (
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/lint/config"
	"github.com/ssmkit/ssmkit/lint/rules"
	"github.com/ssmkit/ssmkit/schemas"
)

// documentKinds are the words for the kinds of documents that have a schema.
var documentKinds = map[string]schemas.DocumentKind{
	"automation": schemas.KindAutomation, "change-template": schemas.KindChangeTemplate,
	"command": schemas.KindCommand, "session": schemas.KindSession,
}

const configKind = "config"

func schemaKinds() []string {
	return slices.Sorted(func(yield func(string) bool) {
		if yield(configKind) {
			maps.Keys(documentKinds)(yield)
		}
	})
}

// printSchema prints the schema of Automation documents when no kind is named.
func printSchema(w io.Writer, args []string) error {
	kind := "automation"
	if len(args) > 0 {
		kind = strings.ToLower(args[0])
	}
	var text []byte
	var err error
	if known, ok := documentKinds[kind]; ok {
		text, err = schemas.Bundle(known)
	} else if kind == configKind {
		text, err = config.Schema(rules.All())
	} else {
		return usageError{unknownWord("schema", kind, schemaKinds())}
	}
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
