// Package invent makes texts that look as AWS would have written them: IDs, ARNs,
// names, addresses, and whatever a pattern wants. They follow from a seed and
// from what they are for, so that the VpcId of one answer is that of the next.
//
//	texts := invent.New(invent.Config{Seed: 1, Region: "us-east-1", Account: "123456789012"})
//	texts.Text(invent.For{Service: "ec2", Name: "VolumeId"}) // vol-0...
//	invent.Matching(`^sg-[0-9a-f]{8,17}$`, source)
//
// It lives here: texts by their name, and texts by a pattern. It does not live
// here: which members an answer has (emulate/cloud/synth) and which parameters a
// runbook needs (emulate/fill).
package invent

import (
	"strconv"
	"strings"

	"github.com/ssmkit/ssmkit/emulate/random"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Config says whose texts they are.
type Config struct {
	Seed            uint64
	Region, Account string
}

// Texts makes texts. It is safe for use by several goroutines.
type Texts struct{ config Config }

// New makes a Texts.
func New(config Config) *Texts { return &Texts{config} }

// For says what a text is for.
type For struct {
	// Service is boto3's name of the service, empty where it is not known.
	Service string
	// Name is that of the member or parameter: VolumeId, roleArn, Bucket.
	Name string
	// Of is the name of what the text belongs to, such as Cluster for the Name in
	// a Cluster; empty where it is not known.
	Of string
	// Named is what the resource is called of which this is the ARN, empty where it
	// is not known.
	Named string
	// Variant tells several texts of one name apart.
	Variant int
}

// Text makes the text that its name asks for.
func (t *Texts) Text(f For) string {
	name := strings.ToLower(f.Name)
	if text := t.jsonText(f, name); text != "" {
		return text
	}
	switch {
	case strings.HasSuffix(name, "arn"):
		return t.arn(f)
	case name == "accountid" || name == "ownerid" || name == "account" || strings.HasSuffix(name, "accountid"):
		return t.config.Account
	case name == "region" || strings.HasSuffix(name, "regionname") || strings.HasSuffix(name, "region"):
		return t.config.Region
	case strings.HasSuffix(name, "availabilityzone"):
		return t.config.Region + string(rune('a'+f.Variant%3))
	case strings.HasSuffix(name, "id") || strings.HasSuffix(name, "identifier"):
		return t.id(f)
	}
	return t.word(f, name)
}

// word is a text that is neither an ID nor an ARN.
func (t *Texts) word(f For, name string) string {
	switch {
	case strings.Contains(name, "ipv6") && strings.Contains(name, "cidr"):
		return "2001:db8:" + strconv.Itoa(f.Variant) + "::/64"
	case strings.HasSuffix(name, "cidr") || strings.HasSuffix(name, "cidrblock") || name == "cidrip":
		return "10.0." + strconv.Itoa(f.Variant%256) + ".0/24"
	case strings.Contains(name, "ipv6"):
		return "2001:db8::" + t.source(f).Hex(4)
	case strings.HasSuffix(name, "ip") || strings.Contains(name, "ipaddress"):
		return "10.0.0." + strconv.Itoa(10+t.source(f).IntN(200))
	case strings.HasSuffix(name, "dnsname") || strings.HasSuffix(name, "endpoint") || strings.HasSuffix(name, "domainname") || strings.HasSuffix(name, "hostname"):
		return "host-" + t.source(f).Hex(8) + "." + t.config.Region + ".example.com"
	case strings.HasSuffix(name, "instancetype"):
		return "t3.medium"
	case strings.HasSuffix(name, "s3uri") || strings.HasSuffix(name, "s3url") || strings.HasSuffix(name, "bucketpath"):
		return "s3://bucket-" + t.source(f).Hex(4) + "/key"
	case strings.HasSuffix(name, "queueurl"):
		return "https://sqs." + t.config.Region + ".amazonaws.com/" + t.config.Account + "/queue-" + t.source(f).Hex(4)
	case name == "device" || name == "devicename":
		return "/dev/sd" + string(rune('f'+f.Variant%10))
	case strings.HasSuffix(name, "url") || strings.HasSuffix(name, "uri") || strings.HasSuffix(name, "link"):
		return "https://" + kebab(f.Name) + ".example.com/" + t.source(f).Hex(8)
	case strings.Contains(name, "email"):
		return "user@example.com"
	case strings.HasSuffix(name, "versionnumber") || strings.HasSuffix(name, "version"):
		return "1"
	case strings.HasSuffix(name, "owner"):
		return t.config.Account
	case strings.HasSuffix(name, "size") || strings.HasSuffix(name, "count"):
		return "1"
	case name == "name" && f.Of != "":
		return kebab(f.Of) + "-" + t.source(f).Hex(4)
	case strings.HasSuffix(name, "name"):
		return kebab(f.Name[:len(f.Name)-len("name")]) + "-" + t.source(f).Hex(4)
	}
	return kebab(f.Name) + "-" + t.source(f).Hex(4)
}

// source is the randomness that belongs to a text. The service does not count:
// what one calls VpcId is the VpcId of the others.
func (t *Texts) source(f For) *random.Source {
	name := strings.ToLower(f.Name)
	if len(name) <= len("name") {
		name = strings.ToLower(f.Of) + name
	}
	return random.New(t.config.Seed, "invent", t.config.Account, t.config.Region, name, strconv.Itoa(f.Variant))
}

// partition is the part of AWS that the region belongs to; the public one for a
// region that the index does not know.
func (t *Texts) partition() string {
	if p, ok := awsapi.PartitionOf(t.config.Region); ok {
		return p.ID
	}
	return "aws"
}

// kebab writes a name of the API in lower case with hyphens: DBInstance becomes
// db-instance.
func kebab(name string) string {
	var b strings.Builder
	for i, r := range name {
		upper := r >= 'A' && r <= 'Z'
		if upper && i > 0 {
			before := name[i-1] >= 'a' && name[i-1] <= 'z' || name[i-1] >= '0' && name[i-1] <= '9'
			after := i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z'
			if before || after {
				b.WriteByte('-')
			}
		}
		switch {
		case upper:
			b.WriteRune(r + 'a' - 'A')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "resource"
	}
	return strings.Trim(strings.ReplaceAll(b.String(), "--", "-"), "-")
}
