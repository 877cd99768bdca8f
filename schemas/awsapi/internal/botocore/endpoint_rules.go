package botocore

import "github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"

// AWS no longer puts new services into endpoints.json: the rule sets beside the
// models took its place (endpoint-rule-set-1.json, here of botocore 1.43.11).
// These are the services for which the two differ and one host name will do; what
// else they say is in endpoint_variants.json of package awsapi.

// dualStackOnly are the endpoint prefixes of services that exist only under the
// DNS suffix that serves IPv6 too, such as api.aws.
var dualStackOnly = []string{
	"aidevops",
	"airflow-serverless",
	"api.iotmanagedintegrations",
	"application-signals",
	"arc-region-switch",
	"backup-search",
	"cassandra-streams",
	"discovery-marketplace",
	"dsql",
	"health-agent",
	"interconnect",
	"mpa",
	"networkflowmonitor",
	"partnercentral-account",
	"partnercentral-benefits",
	"partnercentral-selling",
	"route53globalresolver",
	"s3files",
	"s3vectors",
	"security-ir",
	"securityagent",
	"uxc",
	"workspaces-instances",
}

// inOneRegion are services of the partition aws that have one endpoint for all
// regions.
var inOneRegion = map[string]layout.Endpoint{
	"artifact":                        {Hostname: "artifact.us-east-1.amazonaws.com", Region: "us-east-1"},
	"bcm-dashboards":                  {Hostname: "bcm-dashboards.us-east-1.api.aws", Region: "us-east-1"},
	"bcm-data-exports":                {Hostname: "bcm-data-exports.us-east-1.api.aws", Region: "us-east-1"},
	"bcm-pricing-calculator":          {Hostname: "bcm-pricing-calculator.us-east-1.api.aws", Region: "us-east-1"},
	"bcm-recommended-actions":         {Hostname: "bcm-recommended-actions.us-east-1.api.aws", Region: "us-east-1"},
	"billing":                         {Hostname: "billing.us-east-1.api.aws", Region: "us-east-1"},
	"freetier":                        {Hostname: "freetier.us-east-1.api.aws", Region: "us-east-1"},
	"invoicing":                       {Hostname: "invoicing.us-east-1.api.aws", Region: "us-east-1"},
	"route53-recovery-control-config": {Hostname: "route53-recovery-control-config.us-west-2.amazonaws.com", Region: "us-west-2"},
	"support":                         {Hostname: "support.us-east-1.amazonaws.com", Region: "us-east-1"},
}

// applyRules puts into a partition what endpoints.json does not know.
func applyRules(p *layout.Partition, dualStackSuffix string) {
	for _, prefix := range dualStackOnly {
		if _, known := p.Services[prefix]; !known && dualStackSuffix != "" {
			p.Services[prefix] = layout.ServiceEndpoints{Endpoint: layout.Endpoint{DNSSuffix: dualStackSuffix}}
		}
	}
	if p.ID != "aws" {
		return
	}
	for prefix, endpoint := range inOneRegion {
		p.Services[prefix] = layout.ServiceEndpoints{Endpoint: endpoint}
	}
}
