package rules

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/lint"
)

var clearTextSecret = lint.Rule{
	Name:     "clear-text-secret",
	Summary:  "the document holds a password or a key in clear text",
	Severity: lint.Warning,
	Docs: lint.Docs{
		Since: "0.1.0",
		Text: `Whoever may read a document reads the secrets in it, and they stay in its older
versions and in the history of each run. Keep them in Secrets Manager or as a
SecureString in the Parameter Store, and let the step that needs one fetch it.

Reported are access keys and private keys anywhere, literal values of inputs and
defaults of parameters that are called a password or the like, and passwords that
shell scripts hold: as values of variables so called, or given to mysql and sshpass.`,
		Bad: `schemaVersion: '0.3'
parameters:
  DatabasePassword:
    type: String
    default: Sommer2024!
mainSteps:
  - name: setPassword
    action: aws:executeAwsApi
    inputs:
      Service: rds
      Api: ModifyDBInstance
      DBInstanceIdentifier: main
      MasterUserPassword: '{{ DatabasePassword }}'
`,
		Good: `schemaVersion: '0.3'
mainSteps:
  - name: setPassword
    action: aws:executeAwsApi
    inputs:
      Service: rds
      Api: ModifyDBInstance
      DBInstanceIdentifier: main
      ManageMasterUserPassword: true
`,
	},
	Check: checkClearTextSecret,
}

func checkClearTextSecret(p *lint.Pass) {
	if p.Doc.Kind == document.Foreign {
		return
	}
	text := p.Doc.Source.Text()
	for _, secret := range secrets {
		// The mark is looked for first: few documents have one, and then the nodes
		// need not be gone through.
		if mayContain(text, secret.mark) {
			checkSecretPattern(p, secret)
		}
	}
	checkShellSecrets(p)
	for _, parameter := range p.Doc.Parameters {
		if parameter.AllowedValues == nil && isSecret(parameter.Name, parameter.Default) {
			p.Reportf(parameter.Default, "the default of %q is a secret in clear text", parameter.Name.Text)
		}
	}
	for _, step := range p.Doc.Steps {
		for n := range step.Inputs.All() {
			for _, e := range n.Entries {
				if isSecret(e.Key, e.Value) {
					p.Reportf(e.Value, "%q is a secret in clear text", e.Key.Text)
				}
			}
		}
	}
}

// mayContain tells whether a file may have a mark in one of its strings: there as
// it is, or in the escapes that writers of JSON put in its place.
func mayContain(text []byte, mark string) bool {
	return bytes.Contains(text, []byte(mark)) || bytes.Contains(text, []byte(`\u`)) || bytes.Contains(text, []byte(`\x`))
}

// secretText is a text that is nothing but a secret.
type secretText struct {
	what    string
	mark    string // which stands in each
	pattern func() *regexp.Regexp
}

var secrets = []secretText{
	{"an access key of AWS", "AKIA", compiled(`\bAKIA[A-Z2-7]{16}\b`)},
	{"a private key", "PRIVATE KEY-----", compiled(`-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}`)},
	{"a token of GitHub", "ghp_", compiled(`\bghp_[A-Za-z0-9]{36}\b`)},
}

// compiled compiles an expression when it is first asked for.
func compiled(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

func checkSecretPattern(p *lint.Pass, secret secretText) {
	pattern := secret.pattern()
	for n := range p.Doc.Root.All() {
		if !n.IsString() {
			continue
		}
		at := pattern.FindStringIndex(n.Text)
		// AWS's documentation has keys that end with EXAMPLE.
		if at == nil || strings.HasSuffix(n.Text[at[0]:at[1]], "EXAMPLE") {
			continue
		}
		p.Report(lint.Finding{Node: n, Span: n.SpanAt(at[0], at[1]), Message: "this is " + secret.what + " in clear text"})
	}
}

// secretNames are how names of what holds a secret end, in any letter case.
var secretNames = []string{
	"password", "passwd", "passphrase", "secretkey", "secretaccesskey", "apikey", "accesstoken", "authtoken",
}

func namesSecret(name string) bool {
	return slices.ContainsFunc(secretNames, func(ending string) bool {
		start := len(name) - len(ending)
		return start >= 0 && strings.EqualFold(name[start:], ending)
	})
}

// noSecret are values that stand for a secret, or say where it is: a name in
// the Parameter Store, an ARN, a mark to be replaced, a word for a setting.
var noSecret = compiled(`(?i)^(.{0,5}|[/<$%{\[].*|arn:.*|.*\s.*|\*+|x+|enabled|disabled|required|optional|default|.*(password|secret|token|key|here))$`)

func isSecret(name, value *document.Node) bool {
	return value.IsString() && name.IsString() && namesSecret(name.Text) &&
		len(value.References()) == 0 && !noSecret().MatchString(value.Text)
}

// shellSecret is a password in a line of a shell script: in the variable of that
// name, or as an argument. The value may stand in quotes.
var shellSecret = compiled(`(?:^|[\s;&(])(?:` +
	`(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)=|` +
	`mysql(?:dump|admin|import|check)?\s(?:[^|;&]*?\s)?(?:-p|--password=)|` +
	`sshpass\s+-p\s*)` +
	`(?:'([^']+)'|"([^"]+)"|([^\s'";&|)]+))`)

// shellMarks stand in every line that has such a password, which is few.
var shellMarks = []string{
	"mysql", "sshpass", "assword=", "ASSWORD=", "asswd=", "ASSWD=", "assphrase=", "ASSPHRASE=",
	"key=", "Key=", "KEY=", "oken=", "OKEN=",
}

// checkShellSecrets looks for passwords in the shell scripts of Command documents.
func checkShellSecrets(p *lint.Pass) {
	text := p.Doc.Source.Text()
	has := func(mark string) bool { return mayContain(text, mark) }
	if p.Doc.Kind != document.Command || !slices.ContainsFunc(shellMarks, has) {
		return
	}
	for _, step := range p.Doc.Steps {
		commands, ok := pluginInput(step, "runCommand")
		if !ok || !step.Is("aws:runShellScript") {
			continue
		}
		for _, line := range commands.Value.Items {
			marked := func(mark string) bool { return strings.Contains(line.Text, mark) }
			if line.IsString() && slices.ContainsFunc(shellMarks, marked) {
				checkShellLine(p, line)
			}
		}
	}
}

func checkShellLine(p *lint.Pass, line *document.Node) {
	for _, at := range shellSecret().FindAllStringSubmatchIndex(line.Text, -1) {
		if at[2] >= 0 && !namesSecret(strings.ReplaceAll(line.Text[at[2]:at[3]], "_", "")) {
			continue
		}
		for i := 4; i < len(at); i += 2 {
			if at[i] < 0 {
				continue
			}
			value := line.Text[at[i]:at[i+1]]
			if strings.ContainsAny(value, "$`{") || noSecret().MatchString(value) {
				continue
			}
			p.Report(lint.Finding{Node: line, Span: line.SpanAt(at[i], at[i+1]), Message: "this is a password in clear text"})
		}
	}
}
