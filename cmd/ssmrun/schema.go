package main

import (
	"io"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
	"github.com/ssmkit/ssmkit/emulate/cloud/world"
	"github.com/ssmkit/ssmkit/emulate/view"
	"github.com/ssmkit/ssmkit/emulate/view/plan"
)

// schemaKinds are the words for what there is a schema of.
var schemaKinds = []string{"events", "plan", "responses", "world"}

func printSchema(w io.Writer, args []string) error {
	if len(args) != 1 {
		return usagef("name one kind of schema: ssmrun schema events, plan, responses or world")
	}
	var text string
	switch args[0] {
	case "events":
		text = view.EventsSchema()
	case "plan":
		text = plan.Schema()
	case "responses":
		text = canned.Schema()
	case "world":
		schema, err := world.Schema()
		if err != nil {
			return err
		}
		text = string(schema)
	default:
		return usagef("schema does not know %q; it knows %s", args[0], strings.Join(schemaKinds, ", "))
	}
	_, err := io.WriteString(w, text)
	return err
}
