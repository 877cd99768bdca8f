package fill_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document"
	"github.com/ssmkit/ssmkit/emulate"
	"github.com/ssmkit/ssmkit/emulate/fill"
)

func parse(t *testing.T, parameters string) *document.Document {
	t.Helper()
	doc, problems := document.Parse(document.NewSource("test.yaml", []byte("schemaVersion: '0.3'\nparameters: {"+parameters+"}\nmainSteps: []\n")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return doc
}

func TestMissing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ parameter, want string }{
		{"InstanceId: {type: 'AWS::EC2::Instance::Id'}", "i-0[0-9a-f]{16}"},
		{"Hosts: {type: 'List<AWS::EC2::Instance::Id>', minItems: 2}", "i-0[0-9a-f]{16},i-0[0-9a-f]{16}"},
		{"Role: {type: 'AWS::IAM::Role::Arn'}", "arn:aws:iam::123456789012:role/.*"},
		{"VolumeIds: {type: StringList}", "vol-0[0-9a-f]{16}"},
		{"Action: {type: String, allowedValues: ['', Install, Uninstall]}", "Install"},
		{"Count: {type: Integer, allowedValues: [3]}", "3"},
		{"Count: {type: Integer}", "1"},
		{"Count: {type: Integer, allowedPattern: '^[0-9]{3}$'}", "100"},
		{"Yes: {type: Boolean}", "false"},
		{"Tags: {type: MapList}", `{"Key":"Key1","Value":"Value"}`},
		{"Tags: {type: StringMap}", `{"Key":"Value"}`},
		{"Target: {type: String, allowedPattern: '^i-[a-f0-9]{8,17}$'}", "i-[0-9a-f]{8,17}"},
		{"Odd: {type: String, allowedPattern: '^[A-Z]{3}-(one|two)$'}", "[A-Z]{3}-one"},
		{"Java: {type: String, allowedPattern: '^(?!x)'}", "java-[0-9a-f]{4}"},
		{"Notify: {type: String, description: The ARN of the topic.}", "arn:aws:.*"},
		{"Short: {type: String, maxChars: 1}", "1"},
		{"Plain: {}", "plain-[0-9a-f]{4}"},
	} {
		values := fill.Missing(parse(t, test.parameter), nil, fill.Config{Seed: 1, Region: "us-east-1", Account: "123456789012"})
		if len(values) != 1 {
			t.Errorf("%s: got %v", test.parameter, values)
			continue
		}
		if got := strings.Join(values[0].Texts, ","); !regexp.MustCompile("^" + test.want + "$").MatchString(got) {
			t.Errorf("%s: got %q", test.parameter, got)
		}
	}
}

func TestOnlyWhatIsMissing(t *testing.T) {
	t.Parallel()
	doc := parse(t, "A: {type: String}, B: {type: String, default: ''}, C: {type: Nope}, D: {type: String}")
	got := fill.Missing(doc, emulate.Arguments{"A": {"x"}}, fill.Config{})
	var names []string
	for _, v := range got {
		names = append(names, v.Name)
	}
	if diff := cmp.Diff([]string{"D"}, names); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestPublishedRunbooks asks that what is filled in suits the patterns of
// published runbooks, those that Go can read.
func TestPublishedRunbooks(t *testing.T) {
	t.Parallel()
	testdata := os.Getenv("SSMKIT_TESTDATA")
	if testdata == "" {
		t.Skip("SSMKIT_TESTDATA is not set: published runbooks are not looked at")
	}
	filled := 0
	err := filepath.WalkDir(filepath.Join(testdata, "corpus"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, _ := document.Parse(document.NewSource(path, text))
		if doc.Kind != document.Automation {
			return nil
		}
		for _, v := range fill.Missing(doc, nil, fill.Config{Seed: 1, Region: "us-east-1", Account: "123456789012"}) {
			filled++
			p := doc.Parameter(v.Name)
			if !p.AllowedPattern.IsString() {
				continue
			}
			pattern, err := regexp.Compile(p.AllowedPattern.Text)
			for _, text := range v.Texts {
				if err == nil && !pattern.MatchString(text) {
					t.Errorf("%s: %s is filled with %q, which %s does not match", path, v.Name, text, pattern)
				}
			}
		}
		return nil
	})
	if err != nil || filled == 0 {
		t.Errorf("%d filled, error %v", filled, err)
	}
	t.Logf("%d parameters filled", filled)
}
