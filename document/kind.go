package document

import (
	"slices"
	"strings"
)

// Kind is what a document is. The names are AWS's DocumentType values, but for
// the first two.
type Kind string

// The kinds that can be told from a document's content.
const (
	// Foreign is content that is no SSM document at all.
	Foreign Kind = ""
	// Steps is a bare list of Automation steps without a document around it.
	Steps Kind = "Steps"

	Automation              Kind = "Automation"
	ChangeTemplate          Kind = "Automation.ChangeTemplate"
	Command                 Kind = "Command"
	Session                 Kind = "Session"
	Package                 Kind = "Package"
	CloudFormation          Kind = "CloudFormation"
	QuickSetup              Kind = "QuickSetup"
	ProblemAnalysisTemplate Kind = "ProblemAnalysisTemplate"
)

// kindOf recognises a document by its content, as files carry no type. Keys
// that only one kind has decide, so that a document that lacks its
// schemaVersion is still recognised; schemaVersion decides where they do not.
func kindOf(root *Node) Kind {
	if root == nil {
		return Foreign
	}
	if root.Kind == List {
		if isStepList(root) {
			return Steps
		}
		return Foreign
	}
	if root.Kind != Map {
		return Foreign
	}
	version, hasVersion := "", false
	if v := root.Get("schemaVersion"); v.IsScalar() {
		version, hasVersion = v.Text, true
	}
	has := func(key string) bool { return root.Get(key) != nil }
	switch {
	case hasVersion && has("templateBody"):
		return CloudFormation
	case has("packages") && hasVersion:
		return Package
	case hasVersion && has("deploymentConfig"):
		return QuickSetup
	case has("sections") && !has("mainSteps"):
		return problemAnalysis(root)
	case isSession(root, hasVersion):
		return Session
	case has("runtimeConfig") && (hasVersion || anyAWSName(root.Get("runtimeConfig").keys())):
		return Command
	case has("templateInformation") && has("executableRunBooks"):
		return ChangeTemplate
	}
	steps := root.Get("mainSteps")
	if kind, ok := contradictoryKind(root, version, steps); ok {
		return kind
	}
	switch {
	case strings.HasPrefix(version, "0.") && (steps != nil || knownEnvelope(root)):
		return Automation
	case strings.HasPrefix(version, "2.") && (steps != nil || knownEnvelope(root)), version == "1.2" && knownEnvelope(root):
		return Command
	case steps != nil && (hasVersion || steps.Kind == List):
		return kindOfSteps(root, steps) // nothing else has a list mainSteps
	case steps == nil && root.Get("action").IsString() && awsName(root.Get("action").Text) && has("inputs"):
		return Steps // a single step, not even in a list
	}
	return Foreign
}

// contradictoryKind is the kind of a document whose steps can only be those of the
// kind that its schemaVersion does not say. It is not ok where they agree, or
// where the steps could be of both kinds.
func contradictoryKind(root *Node, version string, steps *Node) (kind Kind, ok bool) {
	plugins := 0
	for _, step := range steps.items() {
		if action := step.Get("action"); action.IsString() && commandPlugins[action.Text] {
			plugins++
		}
	}
	automation := hasAutomationKeys(root, steps)
	switch {
	case strings.HasPrefix(version, "2.") && plugins == 0 && automation:
		return Automation, true
	case strings.HasPrefix(version, "0.") && plugins > 0 && plugins == len(steps.Items) && !automation:
		return Command, true
	}
	return Foreign, false
}

// hasAutomationKeys looks for keys that only runbooks have.
func hasAutomationKeys(root, steps *Node) bool {
	if root.hasAny("assumeRole", "outputs", "variables", "files") {
		return true
	}
	for _, step := range steps.items() {
		if step.hasAny("outputs", "nextStep", "isEnd", "isCritical", "onCancel") {
			return true
		}
	}
	return false
}

func (n *Node) hasAny(keys ...string) bool {
	for _, key := range keys {
		if n.Get(key) != nil {
			return true
		}
	}
	return false
}

// kindOfSteps tells Automation from Command where schemaVersion is missing or
// odd. Both have mainSteps; Automation alone has assumeRole, outputs, variables
// and files, and jumps between steps.
func kindOfSteps(root, steps *Node) Kind {
	if root.hasAny("assumeRole", "outputs", "variables", "files") {
		return Automation
	}
	for _, step := range steps.Items {
		if action := step.Get("action"); action.IsString() && commandPlugins[action.Text] {
			return Command
		}
		if step.Get("precondition") != nil {
			return Command
		}
	}
	return Automation
}

// commandPlugins are the plugins whose name no Automation action has. It only
// serves to recognise documents; which plugins there are is for the schemas.
var commandPlugins = map[string]bool{
	"aws:applications": true, "aws:cloudWatch": true, "aws:configureDocker": true,
	"aws:configurePackage": true, "aws:domainJoin": true, "aws:downloadContent": true,
	"aws:psModule": true, "aws:refreshAssociation": true, "aws:runDockerAction": true,
	"aws:runDocument": true, "aws:runPowerShellScript": true, "aws:runShellScript": true,
	"aws:softwareInventory": true, "aws:updateAgent": true, "aws:updateSsmAgent": true,
}

func isSession(root *Node, hasVersion bool) bool {
	settings := root.Get("inputs") != nil || root.Get("properties") != nil
	if root.Get("sessionType") != nil {
		return hasVersion || settings
	}
	return hasVersion && settings && root.Get("schemaVersion").Text == "1.0"
}

func problemAnalysis(root *Node) Kind {
	for _, section := range root.Get("sections").items() {
		if section.Get("cards") != nil || section.Get("investigation") != nil {
			return ProblemAnalysisTemplate
		}
	}
	return Foreign
}

// knownEnvelope tells a document that lost its mainSteps from a foreign file
// that happens to have a key schemaVersion.
func knownEnvelope(root *Node) bool {
	if root.Get("assumeRole") != nil {
		return true
	}
	for _, e := range root.Get("parameters").entries() {
		if t := e.Value.Get("type"); t.IsString() && ssmParameterType(t.Text) {
			return true
		}
	}
	for _, e := range root.Entries {
		if isStepList(e.Value) { // mainSteps under a wrong name
			return true
		}
	}
	return false
}

func ssmParameterType(t string) bool {
	switch t {
	case "String", "StringList", "Boolean", "Integer", "StringMap", "MapList":
		return true
	}
	return strings.HasPrefix(t, "AWS::") || strings.HasPrefix(t, "List<AWS::")
}

// isStepList asks for one element that can be nothing else: Ansible, GitHub
// Actions and others have lists of maps with a name and an action, too.
func isStepList(n *Node) bool {
	for _, item := range n.items() {
		if action := item.Get("action"); action.IsString() && awsName(action.Text) {
			return true
		}
	}
	return false
}

func awsName(s string) bool { return strings.HasPrefix(s, "aws:") && len(s) > len("aws:") }

func anyAWSName(names []string) bool {
	return slices.ContainsFunc(names, awsName)
}

func (n *Node) items() []*Node {
	if n == nil {
		return nil
	}
	return n.Items
}

func (n *Node) entries() []Entry {
	if n == nil {
		return nil
	}
	return n.Entries
}

func (n *Node) keys() []string {
	var keys []string
	for _, e := range n.entries() {
		keys = append(keys, e.Key.Text)
	}
	return keys
}
