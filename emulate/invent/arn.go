package invent

import (
	"maps"
	"slices"
	"strings"
)

// arnForm is how the ARNs of a kind of resource look behind the partition.
type arnForm struct {
	service string
	// noRegion and noAccount leave the parts out.
	noRegion, noAccount bool
	// before is what stands before the resource's name, after what stands behind
	// it; there # is for 16 hexadecimal digits.
	before, after string
}

// arnForms are those of resources that runbooks deal with most, by the name of
// their member without Arn. Topics are called Automation, as aws:approve wants.
var arnForms = map[string]arnForm{
	"alarm":                {service: "cloudwatch", before: "alarm:"},
	"approver":             {service: "iam", noRegion: true, before: "user/"},
	"autoscalinggroup":     {service: "autoscaling", before: "autoScalingGroup:"},
	"backupvault":          {service: "backup", before: "backup-vault:"},
	"bucket":               {service: "s3", noRegion: true, noAccount: true},
	"certificate":          {service: "acm", before: "certificate/"},
	"dbcluster":            {service: "rds", before: "cluster:"},
	"dbinstance":           {service: "rds", before: "db:"},
	"deliverystream":       {service: "firehose", before: "deliverystream/aws-waf-logs-"},
	"distribution":         {service: "cloudfront", noRegion: true, before: "distribution/"},
	"filesystem":           {service: "elasticfilesystem", before: "file-system/"},
	"function":             {service: "lambda", before: "function:"},
	"instance":             {service: "ec2", before: "instance/"},
	"instanceprofile":      {service: "iam", noRegion: true, before: "instance-profile/"},
	"key":                  {service: "kms", before: "key/"},
	"kmskey":               {service: "kms", before: "key/"},
	"lambda":               {service: "lambda", before: "function:"},
	"listener":             {service: "elasticloadbalancing", before: "listener/app/", after: "/#/#"},
	"loadbalancer":         {service: "elasticloadbalancing", before: "loadbalancer/app/", after: "/#"},
	"networkloadbalancer":  {service: "elasticloadbalancing", before: "loadbalancer/net/", after: "/#"},
	"loggroup":             {service: "logs", before: "log-group:"},
	"managedpolicy":        {service: "iam", noRegion: true, before: "policy/"},
	"policy":               {service: "iam", noRegion: true, before: "policy/"},
	"principal":            {service: "iam", noRegion: true, before: "user/"},
	"queue":                {service: "sqs"},
	"recoverypoint":        {service: "backup", before: "recovery-point:"},
	"role":                 {service: "iam", noRegion: true, before: "role/"},
	"assumerole":           {service: "iam", noRegion: true, before: "role/"},
	"automationassumerole": {service: "iam", noRegion: true, before: "role/"},
	"secret":               {service: "secretsmanager", before: "secret:"},
	"snapshot":             {service: "ec2", noAccount: true, before: "snapshot/"},
	"snstopic":             {service: "sns", before: "Automation-"},
	"sqsqueue":             {service: "sqs"},
	"stack":                {service: "cloudformation", before: "stack/"},
	"stage":                {service: "apigateway", noAccount: true, before: "/restapis/a1b2c3d4e5/stages/"},
	"statemachine":         {service: "states", before: "stateMachine:"},
	"table":                {service: "dynamodb", before: "table/"},
	"targetgroup":          {service: "elasticloadbalancing", before: "targetgroup/", after: "/#"},
	"topic":                {service: "sns", before: "Automation-"},
	"trail":                {service: "cloudtrail", before: "trail/"},
	"user":                 {service: "iam", noRegion: true, before: "user/"},
	"webacl":               {service: "wafv2", before: "regional/webacl/", after: "/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"},
}

// ARNs are the kinds of resources whose ARNs are known, each with its service, in
// the order of their names.
func ARNs() []For {
	var out []For
	for _, kind := range slices.Sorted(maps.Keys(arnForms)) {
		out = append(out, For{Service: arnForms[kind].service, Name: kind + "Arn"})
	}
	return out
}

// arn is the ARN of a resource: of a known kind in its own form, else in that of
// most services, service:region:account:kind/name.
func (t *Texts) arn(f For) string {
	kind := f.Name[:len(f.Name)-len("arn")]
	if kind == "" {
		kind = f.Of
	}
	kind = strings.TrimRight(kind, "-_")
	form, known := formOf(strings.ToLower(kind))
	if !known {
		form = arnForm{service: f.Service, before: kebab(kind) + "/"}
		if form.service == "" {
			form.service = "iam"
		}
		form.noRegion = form.service == "iam"
	}
	region, account := t.config.Region, t.config.Account
	if form.noRegion {
		region = ""
	}
	if form.noAccount {
		account = ""
	}
	name := kebab(kind) + "-" + t.source(f).Hex(8)
	switch form.before {
	case "key/", "certificate/", "recovery-point:":
		name = t.source(f).UUID()
	case "file-system/", "distribution/":
		name = t.id(For{Service: f.Service, Name: kind + "Id", Variant: f.Variant})
	}
	if f.Named != "" && !strings.ContainsAny(f.Named, ":/") {
		name = f.Named
		if form.service == "firehose" {
			form.before = "deliverystream/" // the rest is what WAF wants of the name
		}
	}
	after := strings.ReplaceAll(form.after, "#", t.source(f).Hex(16))
	return strings.Join([]string{"arn", t.partition(), form.service, region, account, form.before + name + after}, ":")
}

// formOf looks for the longest known ending of a name: executionRoleArn is that
// of a role.
func formOf(kind string) (arnForm, bool) {
	for at := range kind {
		if form, ok := arnForms[kind[at:]]; ok {
			return form, true
		}
	}
	return arnForm{}, false
}
