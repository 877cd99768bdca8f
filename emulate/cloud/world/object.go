package world

import (
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// objectStore is what a bucket holds.
type objectStore struct {
	// versions are in the order in which they were put; without versioning, there
	// is one of each key.
	versions []*objectVersion
}

// objectVersion is an object as it was put, or the mark that it was deleted.
type objectVersion struct {
	key, id  string // id is null without versioning
	body     []byte
	modified string
	marker   bool
	// shown are the members of the answers that come from the call.
	shown *value.Object
}

// storedObjects is the aspect of a bucket with its objects.
const storedObjects = "Objects"

func (i *item) objects() *objectStore {
	store, ok := i.aspects[storedObjects].(*objectStore)
	if !ok {
		store = &objectStore{}
		i.aspects[storedObjects] = store
	}
	return store
}

func objectOperation(name string) operation {
	switch name {
	case "PutObject":
		return (*World).putObject
	case "CopyObject":
		return (*World).copyObject
	case "GetObject", "HeadObject":
		return (*World).getObject
	case "ListObjects", "ListObjectsV2":
		return (*World).listObjects
	case "ListObjectVersions":
		return (*World).listObjectVersions
	case "DeleteObject":
		return (*World).deleteObject
	case "DeleteObjects":
		return (*World).deleteObjects
	}
	return nil
}

func (v *objectVersion) etag() string {
	sum := md5.Sum(v.body)
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

// latest is the newest version of an object, nil when there is none or when it is
// deleted.
func (s *objectStore) latest(key string) *objectVersion {
	for _, v := range slices.Backward(s.versions) {
		if v.key == key {
			if v.marker {
				return nil
			}
			return v
		}
	}
	return nil
}

// put adds a version, in place of the others unless the bucket keeps them.
func (w *World) put(b *item, v *objectVersion) {
	store := b.objects()
	config, _ := b.aspects["BucketVersioning"].(*value.Object)
	v.id, v.modified = "null", timestamp(w.now())
	switch config.Text("Status") {
	case "Enabled":
		v.id = w.newID("")
	case "Suspended":
		store.versions = slices.DeleteFunc(store.versions, func(other *objectVersion) bool { return other.key == v.key && other.id == "null" })
	default:
		store.versions = slices.DeleteFunc(store.versions, func(other *objectVersion) bool { return other.key == v.key })
		if v.marker {
			return
		}
	}
	store.versions = append(store.versions, v)
}

func (w *World) putObject(req cloud.Request) (*value.Object, error) {
	b, err := w.needed(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	v := &objectVersion{key: given(req, "Key"), body: []byte(given(req, "Body")), shown: value.New("ContentType", "binary/octet-stream")}
	for _, name := range []string{
		"ContentType", "ContentEncoding", "ContentLanguage", "ContentDisposition", "CacheControl", "Metadata", "ServerSideEncryption",
		"SSEKMSKeyId", "StorageClass",
	} {
		if given, ok := req.Input.Get(name); ok {
			v.shown.Set(name, value.Clone(given))
		}
	}
	fill(v.shown, "ServerSideEncryption", "AES256", "Metadata", value.New())
	w.put(b, v)
	output := value.New("ETag", v.etag(), "ServerSideEncryption", v.shown.Text("ServerSideEncryption"))
	v.showVersion(output)
	return output, nil
}

// showVersion adds the ID of a version to an answer, if the bucket keeps versions.
func (v *objectVersion) showVersion(output *value.Object) {
	if v.id != "null" {
		output.Set("VersionId", v.id)
	}
}

func (w *World) copyObject(req cloud.Request) (*value.Object, error) {
	source, err := url.PathUnescape(given(req, "CopySource"))
	if err != nil {
		return nil, refuse("InvalidArgument", "Invalid copy source encoding")
	}
	from, key, _ := strings.Cut(strings.TrimPrefix(source, "/"), "/")
	key, version, _ := strings.Cut(key, "?versionId=")
	found, err := w.object(from, key, version)
	if err != nil {
		return nil, err
	}
	b, err := w.needed(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	v := &objectVersion{key: given(req, "Key"), body: found.body, shown: value.Clone(found.shown).(*value.Object)}
	w.put(b, v)
	output := value.New("CopyObjectResult", value.New("ETag", v.etag(), "LastModified", v.modified))
	v.showVersion(output)
	return output, nil
}

// object finds an object; the newest version when none is named.
func (w *World) object(bucket, key, version string) (*objectVersion, error) {
	b, err := w.one(&buckets, bucket)
	if err != nil {
		return nil, err
	}
	if version == "" {
		if v := b.objects().latest(key); v != nil {
			return v, nil
		}
	}
	for _, v := range b.objects().versions {
		if v.key == key && v.id == version && !v.marker {
			return v, nil
		}
	}
	err = missing("NoSuchKey", "The specified key does not exist.")
	if version != "" {
		err = missing("NoSuchVersion", "The specified version does not exist.")
	}
	if b.adopted {
		err = &stranger{err}
	}
	return nil, err
}

func (w *World) getObject(req cloud.Request) (*value.Object, error) {
	v, err := w.object(given(req, "Bucket"), given(req, "Key"), given(req, "VersionId"))
	head := req.Operation == "HeadObject"
	if err != nil {
		if _, unknown := err.(*stranger); head && !unknown {
			err = missing("404", "Not Found")
		}
		return nil, err
	}
	output := value.New("AcceptRanges", "bytes", "LastModified", v.modified, "ContentLength", len(v.body), "ETag", v.etag())
	for name, shown := range v.shown.All() {
		if name != "StorageClass" || shown != "STANDARD" {
			output.Set(name, value.Clone(shown))
		}
	}
	v.showVersion(output)
	if !head {
		output.Set("Body", base64.StdEncoding.EncodeToString(v.body))
	}
	return output, nil
}

// listObjects lists the newest versions in the order of their keys, what is behind
// the delimiter together.
func (w *World) listObjects(req cloud.Request) (*value.Object, error) {
	b, err := w.one(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	if b.adopted && len(b.objects().versions) == 0 {
		return nil, &stranger{errElsewhere}
	}
	prefix, delimiter := given(req, "Prefix"), given(req, "Delimiter")
	after := max(given(req, "StartAfter"), given(req, "Marker"))
	limit := 1000
	if _, ok := req.Input.Get("MaxKeys"); ok {
		limit = min(count(req, "MaxKeys"), limit)
	}
	if token := given(req, "ContinuationToken"); token != "" {
		decoded, err := base64.StdEncoding.DecodeString(token)
		if err != nil {
			return nil, refuse("InvalidArgument", "The continuation token provided is incorrect")
		}
		after = string(decoded)
	}
	contents, common := []any{}, []any{}
	last, more := "", false
	for _, key := range b.objects().keys() {
		v := b.objects().latest(key)
		if v == nil || !strings.HasPrefix(key, prefix) || key <= after {
			continue
		}
		entry := key
		if at := strings.Index(key[len(prefix):], delimiter); delimiter != "" && at >= 0 {
			entry = key[:len(prefix)+at+len(delimiter)]
			if entry == last || strings.HasPrefix(after, entry) {
				continue
			}
		}
		if len(contents)+len(common) == limit {
			// MaxKeys 0 asks for nothing, and there is no more of it.
			more = limit > 0
			break
		}
		last = entry
		if entry != key {
			common = append(common, value.New("Prefix", entry))
		} else {
			contents = append(contents, v.describe())
		}
	}
	output := value.New("IsTruncated", more, "Name", b.id, "Prefix", prefix, "MaxKeys", limit)
	if len(contents) > 0 {
		output.Set("Contents", contents)
	}
	if delimiter != "" {
		output.Set("Delimiter", delimiter)
	}
	if len(common) > 0 {
		output.Set("CommonPrefixes", common)
	}
	switch {
	case req.Operation == "ListObjectsV2":
		set(output, "KeyCount", len(contents)+len(common))
		if more {
			output.Set("NextContinuationToken", base64.StdEncoding.EncodeToString([]byte(last)))
		}
	case more && delimiter != "":
		output.Set("NextMarker", last)
	}
	return output, nil
}

// keys are those of all objects in order, once each.
func (s *objectStore) keys() []string {
	var keys []string
	for _, v := range s.versions {
		keys = append(keys, v.key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (v *objectVersion) describe() *value.Object {
	described := value.New(
		"Key", v.key, "LastModified", v.modified, "ETag", v.etag(), "Size", len(v.body), "StorageClass", "STANDARD",
	)
	if class := v.shown.Text("StorageClass"); class != "" {
		described.Set("StorageClass", class)
	}
	return described
}

func (w *World) listObjectVersions(req cloud.Request) (*value.Object, error) {
	b, err := w.one(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	store := b.objects()
	if b.adopted && len(store.versions) == 0 {
		return nil, &stranger{errElsewhere}
	}
	versions, markers := []any{}, []any{}
	for _, key := range store.keys() {
		newest := true
		for _, v := range slices.Backward(store.versions) {
			if v.key != key || !strings.HasPrefix(key, given(req, "Prefix")) {
				continue
			}
			described := value.New("Key", v.key, "VersionId", v.id, "IsLatest", newest, "LastModified", v.modified, "Owner", w.bucketOwner())
			newest = false
			if v.marker {
				markers = append(markers, described)
				continue
			}
			for name, shown := range v.describe().All() {
				described.Set(name, shown)
			}
			versions = append(versions, described)
		}
	}
	output := value.New("IsTruncated", false, "Name", b.id, "Prefix", given(req, "Prefix"), "MaxKeys", 1000)
	if len(versions) > 0 {
		output.Set("Versions", versions)
	}
	if len(markers) > 0 {
		output.Set("DeleteMarkers", markers)
	}
	return output, nil
}

// drop deletes a version for good, or the object, of which a bucket that keeps
// versions notes no more than that. One that there is not is deleted as well.
func (w *World) drop(b *item, key, version string) *value.Object {
	store := b.objects()
	output := value.New()
	if version != "" {
		store.versions = slices.DeleteFunc(store.versions, func(v *objectVersion) bool {
			if v.key != key || v.id != version {
				return false
			}
			if v.marker {
				output.Set("DeleteMarker", true)
			}
			return true
		})
		output.Set("VersionId", version)
		return output
	}
	marker := &objectVersion{key: key, marker: true, shown: value.New()}
	w.put(b, marker)
	if slices.Contains(b.objects().versions, marker) {
		output.Set("DeleteMarker", true)
		output.Set("VersionId", marker.id)
	}
	return output
}

func (w *World) deleteObject(req cloud.Request) (*value.Object, error) {
	b, err := w.needed(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	return w.drop(b, given(req, "Key"), given(req, "VersionId")), nil
}

// maxDeleted is how many objects one call deletes.
const maxDeleted = 1000

func (w *World) deleteObjects(req cloud.Request) (*value.Object, error) {
	b, err := w.needed(&buckets, given(req, "Bucket"))
	if err != nil {
		return nil, err
	}
	which, _ := parameter(req, "Delete").(*value.Object)
	list := which.Objects("Objects")
	if len(list) == 0 || len(list) > maxDeleted {
		return nil, refuse("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
	}
	removed := []any{}
	for _, o := range list {
		key, version := o.Text("Key"), o.Text("VersionId")
		dropped := w.drop(b, key, version)
		done := value.New("Key", key)
		if version != "" {
			done.Set("VersionId", version)
		}
		if marker, ok := dropped.Get("DeleteMarker"); ok {
			done.Set("DeleteMarker", marker)
			done.Set("DeleteMarkerVersionId", dropped.Text("VersionId"))
		}
		removed = append(removed, done)
	}
	if quiet, _ := which.Get("Quiet"); quiet == true {
		return value.New(), nil
	}
	return value.New("Deleted", removed), nil
}
