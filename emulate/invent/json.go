package invent

import "strings"

// jsonText is a text in JSON for members that hold a document of their own, empty
// for others. Policies allow the account what it may do anyway: programs add to what
// they find, and refuse a policy without a statement.
func (t *Texts) jsonText(f For, name string) string {
	root := `"Principal":{"AWS":"` + t.arnOf("iam", ":root") + `"}`
	switch {
	case strings.Contains(name, "assumerolepolicydocument"):
		return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	case strings.HasSuffix(name, "redrivepolicy"):
		return `{"deadLetterTargetArn":"` + t.Text(For{Name: "DeadLetterQueueArn"}) + `","maxReceiveCount":"3"}`
	case strings.Contains(name, "policydocument") || f.Service == "iam" && name == "document":
		return `{"Version":"2012-10-17","Statement":[{"Sid":"Invented","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}`
	case name == "policy" || strings.HasSuffix(name, "policy") && f.Of == "":
		return `{"Version":"2012-10-17","Statement":[{"Sid":"Invented","Effect":"Allow",` + root + `,"Action":"*","Resource":"*"}]}`
	case name == "cloudtrailevent":
		return `{"eventVersion":"1.08","eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances","eventTime":"2026-01-01T00:00:00Z",` +
			`"awsRegion":"` + t.config.Region + `","recipientAccountId":"` + t.config.Account + `","eventType":"AwsApiCall",` +
			`"userIdentity":{"type":"IAMUser","arn":"` + t.Text(For{Name: "UserArn"}) + `","accountId":"` + t.config.Account + `"},` +
			`"requestParameters":{},"responseElements":{}}`
	case f.Service == "ssm" && name == "content":
		return `{"schemaVersion":"1.0","description":"Invented by the emulator.","sessionType":"Standard_Stream","inputs":{}}`
	}
	return ""
}

// arnOf is the ARN of something global of the account.
func (t *Texts) arnOf(service, resource string) string {
	return "arn:" + t.partition() + ":" + service + "::" + t.config.Account + resource
}
