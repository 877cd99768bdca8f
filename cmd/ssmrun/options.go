package main

import (
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/ssmkit/ssmkit/cmd/internal/flags"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// options are what the command line asks for.
type options struct {
	file      string // "-" is standard input
	instances []string
	params    []param
	// paramsFile holds values of parameters, those in params count before it.
	paramsFile string // empty for none
	fill       bool
	seed       uint64
	responses  string // a folder or file, empty for none
	world      string // a file that describes the account, empty for none
	strict     bool
	json       bool
	region     string
	noLint     bool
	color      string
	verbose    bool
	trace      bool
	realTime   bool
	// events is a file, "-" for standard output, empty for none.
	events string
	// graph is a file, empty for none.
	graph string
	// allowScripts lets scripts of steps run.
	allowScripts bool
	// documents is the folder of runbooks that steps may run, empty for none.
	documents string
	// decisions are what is decided wherever a step waits for people.
	decisions  []emulate.Decision
	throttling time.Duration
	// control asks for several runs, nil for one.
	control *emulate.RateControl
	// live sends calls to AWS; what follows says how.
	live        bool
	allowWrites bool
	// showSensitive shows contents that AWS's models call sensitive.
	showSensitive bool
	// record is the folder for a cassette, replay the one of a cassette to answer
	// from; both empty for none.
	record, replay                   string
	profile, endpointURL, assumeRole string
	regionGiven                      bool
	// plan shows what a run would do, and lets it do nothing.
	plan bool
	// account is that of a run in memory, empty for the usual one.
	account string
}

// accountID is the account that is made up.
func (o options) accountID() string {
	if o.account == "" {
		return cloud.DefaultAccount
	}
	return o.account
}

// liveRegion is the region that the command line names; empty leaves it to the
// AWS configuration.
func (o options) liveRegion() string {
	if o.regionGiven {
		return o.region
	}
	return ""
}

// param is one --param.
type param struct{ name, text string }

func readOptions(c *cli.Context) (options, error) {
	o := options{
		instances: c.StringSlice("instance"), paramsFile: c.String("params"), fill: c.Bool("fill"), seed: c.Uint64("seed"),
		responses: c.String("responses"), world: c.String("world"), strict: c.Bool("strict"), region: c.String("region"),
		noLint: c.Bool("no-lint"), color: c.String("color"), verbose: c.Bool("verbose"), trace: c.Bool("trace"), realTime: c.Bool("real-time"), events: c.String("events"),
		documents: c.String("documents"), allowScripts: c.Bool("allow-scripts"), throttling: c.Duration("throttling-retry"),
		live: c.Bool("live"), allowWrites: c.Bool("allow-writes"), showSensitive: c.Bool("show-sensitive"), record: c.String("record"), replay: c.String("replay"), profile: c.String("profile"), endpointURL: c.String("endpoint-url"), assumeRole: c.String("assume-role"),
		regionGiven: c.IsSet("region"), plan: c.Bool("plan"),
	}
	switch c.NArg() {
	case 0:
		if c.Command.Name == serveCommand {
			break // it can do without
		}
		return o, usagef("name the runbook to run, for example: ssmrun --instance i-123 restart.yaml")
	case 1:
		o.file = c.Args().First()
	default:
		return o, usagef("one runbook at a time, these are %d: %s", c.NArg(), strings.Join(c.Args().Slice(), ", "))
	}
	for _, text := range c.StringSlice("param") {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return o, usagef("--param is %q, expected NAME=VALUE", text)
		}
		o.params = append(o.params, param{name, value})
	}
	if o.live && o.world != "" {
		return o, usagef("--world describes an account in memory; with --live the account is AWS's")
	}
	for _, flag := range []string{"live", "record", "responses", "world", "strict", "real-time"} {
		if o.replay != "" && c.IsSet(flag) {
			return o, usagef("--replay and --%s exclude each other: all is answered from the recording", flag)
		}
	}
	if !o.live {
		for _, flag := range []string{"allow-writes", "profile", "endpoint-url", "assume-role", "show-sensitive"} {
			if c.IsSet(flag) {
				return o, usagef("--%s is for calls to AWS; add --live to make them", flag)
			}
		}
	}
	if c.Bool("approve") && c.Bool("reject") {
		return o, usagef("--approve and --reject exclude each other")
	}
	for flag, decision := range map[string]emulate.Decision{
		"approve": emulate.Approve, "reject": emulate.Reject, "resume": emulate.Resume,
	} {
		if c.Bool(flag) {
			o.decisions = append(o.decisions, decision)
		}
	}
	if err := checkPlan(c, &o); err != nil {
		return o, err
	}
	if o.throttling < 0 || o.throttling > time.Hour {
		return o, usagef("--throttling-retry is %s, expected 0s to 1h", o.throttling)
	}
	var err error
	if o.control, err = rateControl(c); err != nil {
		return o, err
	}
	if o.graph = c.String("graph"); o.graph != "" && graphFormat(o.graph) == "" {
		return o, usagef("--graph is %q, expected a file that ends with .svg, .dot or .mmd", o.graph)
	}
	if o.graph != "" && o.control != nil {
		return o, usagef("--graph draws the way of one run, and there is one for each target")
	}
	if err := checkFolder(o.documents); err != nil {
		return o, err
	}
	switch format := c.String("format"); format {
	case "json":
		o.json = true
	case "text":
	default:
		return o, usagef("--format is %q, expected text or json", format)
	}
	if o.json && o.events == "-" {
		return o, usagef("--format json and --events - both write to standard output: give --events a file")
	}
	if _, err := flags.Color(o.color, nil, os.Getenv); err != nil {
		return o, usagef("%v", err)
	}
	return o, nil
}
