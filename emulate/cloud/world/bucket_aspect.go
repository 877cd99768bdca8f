package world

import (
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// bucketAspect is something about a bucket that operations of its own put, get and
// delete as a whole: PutBucketPolicy, GetBucketPolicy, DeleteBucketPolicy.
type bucketAspect struct {
	// name is what follows Put, Get and Delete.
	name string
	// input is the parameter that holds it. Where output is empty, the answer has
	// what is in it; else the answer has it under that name.
	input, output string
	// missing is AWS's error when there is none; initial is what there is without
	// any having been put.
	missing error
	initial *value.Object
}

func aspectOperation(name string) operation {
	for _, verb := range []string{"Put", "Get", "Delete"} {
		what, ok := strings.CutPrefix(name, verb)
		if !ok {
			continue
		}
		// S3's deletion of these is called by the older name.
		if verb == "Delete" && what == "BucketLifecycle" {
			what = "BucketLifecycleConfiguration"
		}
		if a, ok := aspectCalled(what); ok {
			return func(w *World, req cloud.Request) (*value.Object, error) { return a.answer(w, req, verb) }
		}
	}
	return nil
}

func aspectCalled(name string) (bucketAspect, bool) {
	switch a := (bucketAspect{name: name}); name {
	case "BucketVersioning":
		a.input, a.initial = "VersioningConfiguration", value.New()
		return a, true
	case "BucketEncryption":
		a.input, a.output = "ServerSideEncryptionConfiguration", "ServerSideEncryptionConfiguration"
		// Since 2023 every bucket encrypts.
		a.initial = value.New("Rules", value.List(value.New(
			"ApplyServerSideEncryptionByDefault", value.New("SSEAlgorithm", "AES256"), "BucketKeyEnabled", false)))
		return a, true
	case "PublicAccessBlock":
		a.input, a.output = "PublicAccessBlockConfiguration", "PublicAccessBlockConfiguration"
		// Since 2023 every new bucket blocks public access.
		a.initial = value.New("BlockPublicAcls", true, "IgnorePublicAcls", true, "BlockPublicPolicy", true, "RestrictPublicBuckets", true)
		a.missing = missing("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found")
		return a, true
	case "BucketPolicy":
		a.input, a.output = "Policy", "Policy"
		a.missing = missing("NoSuchBucketPolicy", "The bucket policy does not exist")
		return a, true
	case "BucketTagging":
		a.input, a.missing = "Tagging", missing("NoSuchTagSet", "The TagSet does not exist")
		return a, true
	case "BucketLogging":
		a.input, a.initial = "BucketLoggingStatus", value.New()
		return a, true
	case "BucketLifecycleConfiguration":
		a.input = "LifecycleConfiguration"
		a.missing = missing("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")
		return a, true
	case "BucketCors":
		a.input, a.missing = "CORSConfiguration", missing("NoSuchCORSConfiguration", "The CORS configuration does not exist")
		return a, true
	case "BucketWebsite":
		a.input = "WebsiteConfiguration"
		a.missing = missing("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration")
		return a, true
	case "BucketReplication":
		a.input, a.output = "ReplicationConfiguration", "ReplicationConfiguration"
		a.missing = missing("ReplicationConfigurationNotFoundError", "The replication configuration was not found")
		return a, true
	case "BucketOwnershipControls":
		a.input, a.output = "OwnershipControls", "OwnershipControls"
		a.initial = value.New("Rules", value.List(value.New("ObjectOwnership", "BucketOwnerEnforced")))
		a.missing = missing("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")
		return a, true
	case "ObjectLockConfiguration":
		a.input, a.output = "ObjectLockConfiguration", "ObjectLockConfiguration"
		a.missing = missing("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket")
		return a, true
	case "BucketRequestPayment":
		a.input, a.initial = "RequestPaymentConfiguration", value.New("Payer", "BucketOwner")
		return a, true
	case "BucketAccelerateConfiguration":
		a.input, a.initial = "AccelerateConfiguration", value.New()
		return a, true
	case "BucketNotificationConfiguration":
		a.input, a.initial = "NotificationConfiguration", value.New()
		return a, true
	}
	return bucketAspect{}, false
}

// deleted stands for an aspect that was taken away from a bucket.
type deleted struct{}

func (a bucketAspect) answer(w *World, req cloud.Request, verb string) (*value.Object, error) {
	find := w.needed
	if verb == "Get" {
		find = w.one
	}
	b, err := find(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	switch verb {
	case "Put":
		v := parameter(req, a.input)
		if text, ok := v.(string); ok {
			if err := checkPolicy(text); err != nil {
				return nil, refuse("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'")
			}
		}
		b.aspects[a.name] = value.Clone(v)
		return value.New(), nil
	case "Delete":
		b.aspects[a.name] = deleted{}
		if a.missing == nil {
			delete(b.aspects, a.name)
		}
		return value.New(), nil
	}
	return a.get(b)
}

func (a bucketAspect) get(b *item) (*value.Object, error) {
	v := b.aspects[a.name]
	_, gone := v.(deleted)
	switch {
	case v == nil && b.adopted:
		// What was made up before may have one.
		return nil, &stranger{errElsewhere}
	case v == nil && a.initial != nil:
		v = a.initial
	case v == nil || gone:
		return nil, a.missing
	}
	v = value.Clone(v)
	if o, ok := v.(*value.Object); ok && a.output == "" {
		return o, nil
	}
	return value.New(a.output, v), nil
}
