package world

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

var buckets = kind{
	service: "s3", shape: "Bucket", id: "Name",
	notFound: func(string) error { return missing("NoSuchBucket", "The specified bucket does not exist") },
	complete: func(w *World, r *value.Object) {
		fill(r, "CreationDate", timestamp(w.start.AddDate(0, 0, -90)), "BucketRegion", w.config.Region)
	},
}

// bucketOperation finds an operation of S3 among those that the account answers.
func bucketOperation(name string) operation {
	switch name {
	case "ListBuckets":
		return (*World).listBuckets
	case "CreateBucket":
		return (*World).createBucket
	case "HeadBucket":
		return (*World).headBucket
	case "GetBucketLocation":
		return (*World).getBucketLocation
	case "DeleteBucket":
		return (*World).deleteBucket
	case "GetBucketAcl":
		return (*World).getBucketACL
	case "PutBucketAcl":
		return (*World).putBucketACL
	}
	if answer := objectOperation(name); answer != nil {
		return answer
	}
	return aspectOperation(name)
}

// bucketOwner is the account as S3 calls it.
func (w *World) bucketOwner() *value.Object {
	return value.New("ID", w.random("s3", "owner").Hex(64))
}

func (w *World) listBuckets(req cloud.Request) (*value.Object, error) {
	if err := w.unpeopled(w.of(&buckets).ever()); err != nil {
		return nil, err
	}
	page, err := newPage(req, pageRules{token: "ContinuationToken", next: "ContinuationToken", limit: "MaxBuckets",
		badToken: refuse("InvalidArgument", "The continuation token provided is incorrect")})
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, b := range w.all(&buckets) {
		shown := value.Clone(b.shown).(*value.Object)
		buckets.complete(w, shown)
		region := given(req, "BucketRegion")
		if strings.HasPrefix(b.id, given(req, "Prefix")) && (region == "" || region == shown.Text("BucketRegion")) {
			list = append(list, shown)
		}
	}
	output := page.answer("Buckets", list)
	output.Set("Owner", w.bucketOwner())
	return output, nil
}

func bucketName() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`) }

func (w *World) createBucket(req cloud.Request) (*value.Object, error) {
	name := given(req, "Bucket")
	if !bucketName().MatchString(name) || strings.Contains(name, "..") {
		return nil, refuse("InvalidBucketName", "The specified bucket is not valid.")
	}
	config, _ := parameter(req, "CreateBucketConfiguration").(*value.Object)
	region := config.Text("LocationConstraint")
	switch {
	case region == "" && w.config.Region != firstRegion:
		return nil, refuse("IllegalLocationConstraintException",
			"The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.")
	case region == "":
		region = firstRegion
	case w.config.Region != firstRegion && region != w.config.Region:
		return nil, refuse("IllegalLocationConstraintException", fmt.Sprintf(
			"The %s location constraint is incompatible for the region specific endpoint this request was sent to.", region))
	}
	location := value.New("Location", "/"+name, "BucketArn", "arn:"+w.partition()+":s3:::"+name)
	if w.exists(&buckets, name) {
		// The first region takes a second request for the same.
		if w.config.Region == firstRegion {
			return location, nil
		}
		return nil, conflict("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.")
	}
	b := w.add(&buckets, value.New("Name", name, "CreationDate", timestamp(w.now()), "BucketRegion", region))
	if parameter(req, "ObjectLockEnabledForBucket") == true {
		b.aspects["ObjectLockConfiguration"] = value.New("ObjectLockEnabled", "Enabled")
		b.aspects["BucketVersioning"] = value.New("Status", "Enabled")
	}
	if acl := given(req, "ACL"); acl != "" {
		b.aspects[bucketACL] = w.cannedACL(acl)
	}
	if ownership := given(req, "ObjectOwnership"); ownership != "" {
		b.aspects["BucketOwnershipControls"] = value.New("Rules", value.List(value.New("ObjectOwnership", ownership)))
	}
	if tags := config.List("Tags"); len(tags) > 0 {
		b.aspects["BucketTagging"] = value.New("TagSet", value.Clone(tags))
	}
	return location, nil
}

func (w *World) headBucket(req cloud.Request) (*value.Object, error) {
	b, err := w.one(&buckets, given(req, "Bucket"))
	if err != nil {
		// An answer to HEAD has no body that could hold a code.
		if _, unknown := err.(*stranger); unknown {
			return nil, &stranger{missing("404", "Not Found")}
		}
		return nil, missing("404", "Not Found")
	}
	return value.New("BucketArn", "arn:"+w.partition()+":s3:::"+b.id, "BucketRegion", w.bucketRegion(b), "AccessPointAlias", false), nil
}

func (w *World) bucketRegion(b *item) string {
	if region := b.shown.Text("BucketRegion"); region != "" {
		return region
	}
	return w.config.Region
}

// getBucketLocation says nothing of the first region, as S3 did before there were
// others.
func (w *World) getBucketLocation(req cloud.Request) (*value.Object, error) {
	b, err := w.one(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	if region := w.bucketRegion(b); region != firstRegion {
		return value.New("LocationConstraint", region), nil
	}
	return value.New("LocationConstraint", nil), nil
}

func (w *World) deleteBucket(req cloud.Request) (*value.Object, error) {
	b, err := w.needed(&buckets, given(req, "Bucket"))
	switch {
	case err != nil:
		return nil, err
	case len(b.objects().versions) > 0:
		return nil, conflict("BucketNotEmpty", "The bucket you tried to delete is not empty")
	}
	w.remove(&buckets, b)
	return value.New(), nil
}

// bucketACL is the aspect of a bucket with who may use it.
const bucketACL = "BucketAcl"

// cannedACL is what a name of S3 such as public-read stands for.
func (w *World) cannedACL(name string) *value.Object {
	const groups = "http://acs.amazonaws.com/groups/"
	owner := w.bucketOwner()
	grants := value.List(value.New(
		"Grantee", value.New("ID", owner.Text("ID"), "Type", "CanonicalUser"), "Permission", "FULL_CONTROL",
	))
	grant := func(group string, permissions ...string) {
		for _, p := range permissions {
			grants = append(grants, value.New("Grantee", value.New("Type", "Group", "URI", groups+group), "Permission", p))
		}
	}
	switch name {
	case "public-read":
		grant("global/AllUsers", "READ")
	case "public-read-write":
		grant("global/AllUsers", "READ", "WRITE")
	case "authenticated-read":
		grant("global/AuthenticatedUsers", "READ")
	case "log-delivery-write":
		grant("s3/LogDelivery", "WRITE", "READ_ACP")
	}
	return value.New("Owner", owner, "Grants", grants)
}

func (w *World) getBucketACL(req cloud.Request) (*value.Object, error) {
	b, err := w.one(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	if acl := b.aspects[bucketACL]; acl != nil {
		return value.Clone(acl).(*value.Object), nil
	}
	if b.adopted {
		return nil, &stranger{errElsewhere}
	}
	return w.cannedACL("private"), nil
}

func (w *World) putBucketACL(req cloud.Request) (*value.Object, error) {
	b, err := w.needed(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	policy, _ := parameter(req, "AccessControlPolicy").(*value.Object)
	if policy == nil {
		policy = w.cannedACL(given(req, "ACL"))
	}
	acl := value.Clone(policy).(*value.Object)
	fill(acl, "Owner", w.bucketOwner(), "Grants", value.List())
	b.aspects[bucketACL] = acl
	return value.New(), nil
}
