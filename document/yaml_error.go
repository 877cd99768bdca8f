package document

import (
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// yamlParse is what yaml.v3 made of a file.
type yamlParse struct {
	text  []byte // the file, with mends
	mends []mend
	// root is the first document that holds something, second the one behind it.
	root, second *yaml.Node
	// broken tells that root is only the part before a mistake.
	broken bool
}

// parseYAML reads the file with yaml.v3 and reports its syntax errors.
func parseYAML(src *Source, found *problems) yamlParse {
	p := yamlParse{text: src.text}
	var err error
	p.root, p.second, err = decodeYAML(p.text)
	if err != nil {
		line, message := yamlErrorLine(err)
		start := src.Offset(line, 1)
		found.add(SyntaxProblem, start, start+len(src.Line(line)), "%s", message)
		p.root, p.second = nil, nil
	}
	return p
}

var yamlErrorText = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// yamlErrorLine takes an error of yaml.v3 apart.
func yamlErrorLine(err error) (line int, message string) {
	text := err.Error()
	line = 1
	if m := yamlErrorText.FindStringSubmatch(text); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
		text = strings.TrimPrefix(text, m[0])
	}
	return line, text
}
