package main

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// toy is a service of botocore's layout with something of everything.
const toy = `{
	"version": "2.0",
	"metadata": {"apiVersion": "2020-01-01", "endpointPrefix": "toy", "protocol": "json", "jsonVersion": "1.1",
		"targetPrefix": "Toy", "serviceId": "Toy", "signatureVersion": "v4", "serviceFullName": "AWS Toy"},
	"operations": {
		"DescribeToys": {"name": "DescribeToys", "http": {"method": "POST", "requestUri": "/"},
			"input": {"shape": "DescribeToysRequest"}, "output": {"shape": "DescribeToysResult"},
			"errors": [{"shape": "NoSuchToy"}], "readonly": true}
	},
	"shapes": {
		"DescribeToysRequest": {"type": "structure", "members": {
			"Zebra": {"shape": "Name", "documentation": "<p>Stripes.</p>"},
			"Ant": {"shape": "Name", "location": "header", "locationName": "x-ant"}}},
		"DescribeToysResult": {"type": "structure", "members": {"Toys": {"shape": "Toys"}}},
		"Toys": {"type": "list", "member": {"shape": "Name"}},
		"Name": {"type": "string", "enum": ["b", "a"], "min": 1, "max": 9223372036854775807},
		"NoSuchToy": {"type": "structure", "members": {}, "exception": true, "error": {"httpStatusCode": 404}}
	}
}`

// partitions and endpoints lie beside the services.
const (
	partitions = `{"partitions": [{"id": "aws", "outputs": {"implicitGlobalRegion": "us-east-1"}}]}`
	endpoints  = `{"partitions": [{"partition": "aws", "dnsSuffix": "example.com", "regionRegex": "^us-", "regions": {"us-east-1": {}},
		"defaults": {"hostname": "{service}.{region}.{dnsSuffix}"},
		"services": {"toy": {"isRegionalized": false, "partitionEndpoint": "aws-global", "endpoints": {
			"aws-global": {"hostname": "toy.example.com", "credentialScope": {"region": "us-east-1"}}}}}}]}`
)

// checkout lays files out as botocore/data does and returns that folder.
func checkout(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	files["endpoints.json"], files["partitions.json"] = endpoints, partitions
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		body := []byte(text)
		if strings.HasSuffix(name, ".gz") {
			var b bytes.Buffer
			z := gzip.NewWriter(&b)
			if _, err := z.Write(body); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			body = b.Bytes()
		}
		if err := os.WriteFile(path, body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return os.DirFS(dir)
}

func TestBuildFromCheckout(t *testing.T) {
	t.Parallel()
	old := strings.Replace(toy, "DescribeToys", "ListToys", -1)
	folder := checkout(t, map[string]string{
		"toy/2019-01-01/service-2.json":    old,
		"toy/2020-01-01/service-2.json.gz": toy,
		"toy/2020-01-01/waiters-2.json":    "{}",
	})
	first, err := build(folder, "a toy")
	if err != nil {
		t.Fatal(err)
	}
	second, err := build(folder, "a toy")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("two runs give different bytes")
	}
	image, err := layout.Archive(first).Read("toy")
	if err != nil {
		t.Fatal(err)
	}
	text := string(layout.SplitColumns(image, layout.Columns)[layout.StringText])
	if !strings.Contains(text, "DescribeToys") || strings.Contains(text, "ListToys") {
		t.Errorf("the image is not of the newest version: %q", text)
	}
	if !strings.Contains(text, "9223372036854775807") {
		t.Error("a large bound lost digits")
	}
}

func TestBuildRefusesWhatItWouldLose(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, new, want string }{
		{"trait of a shape", `"type": "list",`, `"type": "list", "glitter": true,`, `unknown field "glitter"`},
		{"trait of a member", `"location": "header"`, `"glitter": 1`, `unknown field "glitter"`},
		{"trait of an operation", `"readonly"`, `"glitter"`, `unknown field "glitter"`},
		{"metadata", `"endpointPrefix"`, `"glitter"`, `unknown field "glitter"`},
		{"type", `"type": "list"`, `"type": "heap"`, `heap`},
		{"location", `"location": "header"`, `"location": "trailer"`, `"trailer" is none of the known`},
		{"method", `"method": "POST"`, `"method": "SING"`, `"SING" is none of the known`},
		{"wire name", `"name": "DescribeToys"`, `"name": "Toys"`, `called "Toys" on the wire`},
		{"missing shape", `"shape": "Toys"`, `"shape": "Games"`, `"Games" is used and not defined`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			changed := strings.Replace(toy, c.old, c.new, 1)
			_, err := build(checkout(t, map[string]string{"toy/2020-01-01/service-2.json": changed}), "")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestBuildRefusesAnEmptyFolder(t *testing.T) {
	t.Parallel()
	if _, err := build(checkout(t, map[string]string{}), ""); err == nil {
		t.Error("an index of nothing")
	}
}

func TestEmbeddedIndexIsUpToDate(t *testing.T) {
	t.Parallel()
	data := os.Getenv("SSMKIT_TESTDATA")
	if data == "" {
		t.Skip("SSMKIT_TESTDATA is not set: the service models are not at hand")
	}
	if raceDetector {
		t.Skip("the race detector makes this two minutes long, and the generator has one goroutine")
	}
	committed, err := os.ReadFile("../../index.bin")
	if err != nil {
		t.Fatal(err)
	}
	source, err := layout.Archive(committed).Read(layout.EntrySource)
	if err != nil {
		t.Fatal(err)
	}
	made, err := build(os.DirFS(filepath.Join(data, "aws-models")), string(source))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(made, committed) {
		return
	}
	before, after := layout.Archive(committed), layout.Archive(made)
	if diff := cmp.Diff(slices.Collect(before.Names()), slices.Collect(after.Names())); diff != "" {
		t.Fatalf("entries of index.bin (-committed +made):\n%s", diff)
	}
	for name := range after.Names() {
		old, oldErr := before.Read(name)
		new, newErr := after.Read(name)
		if oldErr != nil || newErr != nil || !bytes.Equal(old, new) {
			t.Errorf("entry %q of index.bin differs", name)
		}
	}
	t.Error("index.bin is not what go generate makes (if no entry differs, Go compresses differently than it did)")
}
