// Package sensitive knows which names and shapes hold secrets where the models
// of AWS's APIs do not say so, and where they say too much.
//
//	sensitive.Name("MasterUserPassword") // true
//	sensitive.Contents(shape)            // the payload of a function, for example
//
// What is done with a secret is not decided here; see package emulate/secret.
package sensitive

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

//go:embed sensitive.json
var embedded []byte

type facts struct {
	Source string
	// Endings are those of names that hold a secret wherever they stand, in lower
	// case without separators. DocumentEndings hold one where people chose the
	// name; in the models of AWS they are names of references to secrets too.
	Endings, DocumentEndings []string
	// NotSecret are names with such an ending that hold none.
	NotSecret []string
	// SecretStructure are the keys of a secret of Secrets Manager that tell of a
	// database what is no secret.
	SecretStructure []string
	// OrdinaryWords are texts that stand everywhere in answers. Where a secret is
	// expected they stand for none: to follow them would mask states and flags.
	OrdinaryWords []string
	// Contents are shapes that the models call sensitive because anything may be in
	// them: what a function answers, the value of a plain parameter.
	Contents []string
}

var known = sync.OnceValue(func() *facts {
	f := &facts{}
	if err := json.Unmarshal(embedded, f); err != nil {
		panic(fmt.Errorf("embedded sensitive.json: %w", err)) // a test reads it
	}
	return f
})

// longestName is the length of the longest text that can be a name.
const longestName = 200

// Name tells names of members that hold secrets: passwords, keys, tokens.
func Name(name string) bool { return ends(name, known().Endings) }

// DocumentName tells names that people gave to what holds a secret: parameters of
// documents, environment variables, tags.
func DocumentName(name string) bool {
	return Name(name) || ends(name, known().DocumentEndings)
}

func ends(name string, endings []string) bool {
	if len(name) == 0 || len(name) > longestName {
		return false
	}
	if !endsLike(name[len(name)-1], endings) {
		return false // as nearly all names: every member of every answer is asked for
	}
	plain := plainName(name)
	return !slices.Contains(known().NotSecret, plain) &&
		slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(plain, ending) })
}

// endsLike tells whether an ending may have this last letter. What is no letter of
// ASCII may have a letter of it before it.
func endsLike(last byte, endings []string) bool {
	if last < 'A' || last > 'z' || last > 'Z' && last < 'a' {
		return true
	}
	last |= 'a' - 'A'
	return slices.ContainsFunc(endings, func(ending string) bool { return ending[len(ending)-1] == last })
}

// PublicKey tells keys of a secret in Secrets Manager that hold no secret, such
// as the host of a database.
func PublicKey(name string) bool { return slices.Contains(known().SecretStructure, plainName(name)) }

// OrdinaryWord tells texts that are no secrets wherever they stand.
func OrdinaryWord(text string) bool {
	return slices.Contains(known().OrdinaryWords, plainName(text))
}

// Contents tells shapes that are sensitive only because anything may be in them.
func Contents(s awsapi.Shape) bool {
	return slices.Contains(known().Contents, s.Service().Name()+":"+s.Name())
}

// plainName is a name in lower case without what separates words.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', '.', ' ':
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}
