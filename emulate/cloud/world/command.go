package world

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// A command is delivered and done after a while. It succeeds and prints nothing:
// what it would do on the instance, nobody here knows.
const (
	deliveryTime = 2 * time.Second
	commandTime  = 8 * time.Second
)

// command is one command that was sent.
type command struct {
	id, document, comment string
	parameters            any
	instances             []string
	instanceIDs, targets  any // as they were given
	sent, begins, ends    time.Time
}

func (w *World) sendCommand(req cloud.Request) (*value.Object, error) {
	ids := texts(parameter(req, "InstanceIds"))
	targets, _ := parameter(req, "Targets").([]any)
	if len(ids) == 0 && len(targets) == 0 {
		return nil, refuse("InvalidParameters", "Either InstanceIds or Targets must be specified.")
	}
	var invalid []string
	unknown := false
	for _, id := range ids {
		i := w.instance(id)
		if i == nil || !i.online(w.now()) {
			invalid = append(invalid, id)
		}
		unknown = unknown || i == nil
	}
	if len(invalid) > 0 {
		err := refuse("InvalidInstanceId", fmt.Sprintf("Instances [[%s]] not in a valid state for account %s", strings.Join(invalid, ", "), w.config.Account))
		if unknown {
			err = &stranger{err}
		}
		return nil, err
	}
	w.made++
	c := &command{
		id:       w.random("command", fmt.Sprint(w.made)).UUID(),
		document: given(req, "DocumentName"), comment: given(req, "Comment"), parameters: parameter(req, "Parameters"),
		instances: ids, instanceIDs: parameter(req, "InstanceIds"), targets: parameter(req, "Targets"),
		sent: w.now(), begins: w.now().Add(deliveryTime), ends: w.now().Add(deliveryTime + commandTime),
	}
	if len(ids) == 0 {
		c.instances = w.targeted(targets)
	}
	w.commands.add(c.id, c)
	return value.New("Command", w.describeCommand(c)), nil
}

// targeted are the instances online that all targets name: by ID or by tag.
func (w *World) targeted(targets []any) []string {
	var out []string
	for _, i := range w.instances {
		all := i.online(w.now())
		for _, item := range targets {
			target, _ := item.(*value.Object)
			key, _ := target.Get("Key")
			values, _ := target.Get("Values")
			name, _ := key.(string)
			all = all && w.hit(i, name, texts(values))
		}
		if all {
			out = append(out, i.id)
		}
	}
	return out
}

func (w *World) hit(i *instance, key string, values []string) bool {
	switch tagKey, isTag := strings.CutPrefix(key, tagPrefix); {
	case key == "InstanceIds":
		return slices.Contains(values, i.id) || slices.Contains(values, "*")
	case isTag:
		return slices.ContainsFunc(w.tags[i.id], func(t tag) bool { return t.key == tagKey && slices.Contains(values, t.value) })
	case key == "tag-key":
		return slices.ContainsFunc(w.tags[i.id], func(t tag) bool { return slices.Contains(values, t.key) })
	}
	return false
}

// status is where a command stands, and what it says in detail.
func (c *command) status(now time.Time) (status, details string) {
	switch {
	case len(c.instances) == 0:
		return "Success", "NoInstancesInTag"
	case now.Before(c.begins):
		return "Pending", "Pending"
	case now.Before(c.ends):
		return "InProgress", "InProgress"
	}
	return "Success", "Success"
}

func (w *World) describeCommand(c *command) *value.Object {
	status, details := c.status(w.now())
	completed := 0
	if status == "Success" {
		completed = len(c.instances)
	}
	described := value.New(
		"CommandId", c.id,
		"DocumentName", c.document,
		"DocumentVersion", "$DEFAULT",
		"Comment", c.comment,
		"ExpiresAfter", timestamp(c.sent.Add(2*time.Hour)),
		"Parameters", c.parameters,
		"InstanceIds", c.instanceIDs,
		"Targets", c.targets,
		"RequestedDateTime", timestamp(c.sent),
		"Status", status,
		"StatusDetails", details,
		"OutputS3BucketName", "",
		"OutputS3KeyPrefix", "",
		"MaxConcurrency", "50",
		"MaxErrors", "0",
		"TargetCount", len(c.instances),
		"CompletedCount", completed,
		"ErrorCount", 0,
		"DeliveryTimedOutCount", 0,
		"ServiceRole", "",
		"TimeoutSeconds", 3600,
	)
	for _, name := range []string{"Parameters", "InstanceIds", "Targets"} {
		switch v, _ := described.Get(name); {
		case v != nil:
			described.Set(name, value.Clone(v))
		case name == "Parameters":
			described.Set(name, value.New())
		default:
			described.Set(name, value.List())
		}
	}
	return described
}

// commandsOf are those that a request is about: one, or all.
func (w *World) commandsOf(req cloud.Request) ([]*command, error) {
	id := given(req, "CommandId")
	var out []*command
	for _, known := range w.commands.ids {
		c := w.commands.of[known]
		if id == "" || id == known {
			out = append(out, c)
		}
	}
	if id != "" && len(out) == 0 {
		return nil, &stranger{refuse("InvalidCommandId", "")}
	}
	return out, nil
}

func (w *World) listCommands(req cloud.Request) (*value.Object, error) {
	commands, err := w.commandsOf(req)
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, c := range commands {
		if id := given(req, "InstanceId"); id == "" || slices.Contains(c.instances, id) {
			list = append(list, w.describeCommand(c))
		}
	}
	return value.New("Commands", list), nil
}

func (w *World) listCommandInvocations(req cloud.Request) (*value.Object, error) {
	commands, err := w.commandsOf(req)
	if err != nil {
		return nil, err
	}
	detailed, _ := parameter(req, "Details").(bool)
	list := []any{}
	for _, c := range commands {
		for _, id := range c.instances {
			if wanted := given(req, "InstanceId"); wanted == "" || wanted == id {
				list = append(list, w.describeInvocation(c, id, detailed))
			}
		}
	}
	return value.New("CommandInvocations", list), nil
}

func (w *World) describeInvocation(c *command, id string, detailed bool) *value.Object {
	status, details := c.status(w.now())
	plugins := value.List()
	if detailed {
		plugins = value.List(w.describePlugin(c))
	}
	name := ""
	if i := w.instance(id); i != nil {
		name = i.privateDNSName(w.config.Region)
	}
	return value.New(
		"CommandId", c.id,
		"InstanceId", id,
		"InstanceName", name,
		"Comment", c.comment,
		"DocumentName", c.document,
		"DocumentVersion", "$DEFAULT",
		"RequestedDateTime", timestamp(c.sent),
		"Status", status,
		"StatusDetails", details,
		"StandardOutputUrl", "",
		"StandardErrorUrl", "",
		"CommandPlugins", plugins,
		"ServiceRole", "",
	)
}

// plugin is the name of what a command runs, as far as its document tells.
func (c *command) plugin() string {
	if strings.Contains(c.document, "PowerShell") {
		return "aws:runPowerShellScript"
	}
	return "aws:runShellScript"
}

func (w *World) describePlugin(c *command) *value.Object {
	status, details := c.status(w.now())
	described := value.New(
		"Name", c.plugin(),
		"Status", status,
		"StatusDetails", details,
		"ResponseCode", c.responseCode(status),
		"ResponseStartDateTime", timestamp(c.begins),
		"ResponseFinishDateTime", timestamp(c.ends),
		"Output", "",
		"StandardOutputUrl", "",
		"StandardErrorUrl", "",
	)
	if status != "Success" {
		described.Delete("ResponseFinishDateTime")
	}
	if status == "Pending" {
		described.Delete("ResponseStartDateTime")
	}
	return described
}

// responseCode is -1 as long as there is none.
func (c *command) responseCode(status string) int {
	if status == "Success" {
		return 0
	}
	return -1
}

func (w *World) getCommandInvocation(req cloud.Request) (*value.Object, error) {
	c, ok := w.commands.get(given(req, "CommandId"))
	id := given(req, "InstanceId")
	switch {
	case !ok:
		return nil, &stranger{refuse("InvocationDoesNotExist", "")}
	case !slices.Contains(c.instances, id):
		return nil, refuse("InvocationDoesNotExist", "")
	}
	status, details := c.status(w.now())
	began, elapsed, ended := "", "", ""
	if status != "Pending" {
		began = timestamp(c.begins)
	}
	if status == "Success" {
		ended = timestamp(c.ends)
		elapsed = fmt.Sprintf("PT%dS", int(commandTime.Seconds()))
	}
	return value.New(
		"CommandId", c.id,
		"InstanceId", id,
		"Comment", c.comment,
		"DocumentName", c.document,
		"DocumentVersion", "$DEFAULT",
		"PluginName", c.plugin(),
		"ResponseCode", c.responseCode(status),
		"ExecutionStartDateTime", began,
		"ExecutionElapsedTime", elapsed,
		"ExecutionEndDateTime", ended,
		"Status", status,
		"StatusDetails", details,
		"StandardOutputContent", "",
		"StandardOutputUrl", "",
		"StandardErrorContent", "",
		"StandardErrorUrl", "",
	), nil
}
