package snapshots

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// services are those that are compared: the module of the SDK for Go and the
// name in the index.
var services = []struct{ module, name string }{
	{"apigateway", "apigateway"}, {"autoscaling", "autoscaling"}, {"cloudformation", "cloudformation"}, {"cloudwatch", "cloudwatch"},
	{"cloudwatchlogs", "logs"}, {"dynamodb", "dynamodb"}, {"ec2", "ec2"}, {"ecs", "ecs"}, {"eks", "eks"},
	{"elasticloadbalancingv2", "elbv2"}, {"iam", "iam"}, {"kms", "kms"}, {"lambda", "lambda"}, {"rds", "rds"},
	{"route53", "route53"}, {"s3", "s3"}, {"secretsmanager", "secretsmanager"}, {"sfn", "stepfunctions"}, {"sns", "sns"}, {"sqs", "sqs"},
	{"ssm", "ssm"}, {"sts", "sts"},
}

// An explanation says why something differs from the official SDK.
type explanation struct {
	// Service and Operations name what differs; no operations are all of them.
	Service    string
	Operations []string
	// Differs are the places: the differences that Operation shows must all be
	// among them. A place may end in * for all that begin so.
	Differs []string
	Reason  string

	used map[string]bool
}

type explanations struct {
	Requests  []*explanation
	Responses []*explanation
}

func readExplanations(t *testing.T) *explanations {
	t.Helper()
	text, err := os.ReadFile("explained.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all explanations
	if err := yaml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, e := range slices.Concat(all.Requests, all.Responses) {
		if e.Reason == "" || len(e.Differs) == 0 {
			t.Errorf("explained.yaml: an entry for %s lacks its reason or its places", e.Service)
		}
		e.used = map[string]bool{}
	}
	return &all
}

// explain takes the differences away that an entry explains, and reports whether
// any was.
func explain(all []*explanation, service, operation string, differences []difference) (left []difference, explained bool) {
	for _, d := range differences {
		known := false
		for _, e := range all {
			if e.Service != service || len(e.Operations) > 0 && !slices.Contains(e.Operations, operation) {
				continue
			}
			for _, place := range e.Differs {
				prefix, open := strings.CutSuffix(place, "*")
				if d.place == place || open && strings.HasPrefix(d.place, prefix) {
					e.used[place], e.used["operation "+operation] = true, true
					known = true
				}
			}
		}
		if !known {
			left = append(left, d)
		}
		explained = explained || known
	}
	return left, explained
}

// checkUsed fails for what explains nothing.
func checkUsed(t *testing.T, kind string, all []*explanation) {
	t.Helper()
	for _, e := range all {
		for _, place := range e.Differs {
			if !e.used[place] {
				t.Errorf("explained.yaml: %s: %s: nothing differs at %s any more", kind, e.Service, place)
			}
		}
		for _, operation := range e.Operations {
			if !e.used["operation "+operation] {
				t.Errorf("explained.yaml: %s: %s: nothing differs in %s any more", kind, e.Service, operation)
			}
		}
	}
}

// folder is where a module of the SDK lies in the module cache.
var folder = sync.OnceValues(func() (map[string]string, error) {
	args := []string{"mod", "download", "-json"}
	for _, s := range services {
		args = append(args, "github.com/aws/aws-sdk-go-v2/service/"+s.module)
	}
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		return nil, fmt.Errorf("go mod download: %w", err)
	}
	folders := map[string]string{}
	d := json.NewDecoder(strings.NewReader(string(out)))
	for d.More() {
		var module struct{ Path, Dir string }
		if err := d.Decode(&module); err != nil {
			return nil, err
		}
		folders[filepath.Base(module.Path)] = module.Dir
	}
	return folders, nil
})

func files(t *testing.T, module, kind, suffix string) []string {
	t.Helper()
	folders, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(folders[module], kind, "*"+suffix))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// counts are the results of a service.
type counts struct{ equal, newer, explained, unknown, differ int }

func (c counts) String() string {
	return fmt.Sprintf("%d equal, %d with newer members, %d explained, %d newer operations, %d differ", c.equal, c.newer, c.explained, c.unknown, c.differ)
}

func TestRequests(t *testing.T) {
	known := readExplanations(t).Requests
	var codecs wire.Codecs
	for _, s := range services {
		t.Run(s.name, func(t *testing.T) {
			service, err := awsapi.OpenService(s.name)
			if err != nil {
				t.Fatal(err)
			}
			var n counts
			snapshots := files(t, s.module, "request_snapshot", ".request.snap")
			if len(snapshots) == 0 {
				t.Fatalf("the module %s has no snapshots", s.module)
			}
			for _, file := range snapshots {
				name := strings.TrimSuffix(filepath.Base(file), ".request.snap")
				op, ok := service.Operation(name)
				if !ok {
					n.unknown++
					continue
				}
				official, err := readRequest(file)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				ours, err := codecs.EncodeAs(context.Background(), official.protocol(service), op, inputOf(op))
				if err != nil {
					t.Errorf("%s: %v", name, err)
					n.differ++
					continue
				}
				own := ownRequest(op, ours)
				differences, err := compare(official, own)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if len(differences) == 0 {
					differences = sameBytes(official, own)
				}
				left, newer := withoutNewer(op.Input(), differences)
				left, explained := explain(known, s.name, name, left)
				switch {
				case len(left) > 0:
					n.differ++
					t.Errorf("%s:\n%s", name, show(left))
				case explained:
					n.explained++
				case newer:
					n.newer++
				default:
					n.equal++
				}
			}
			t.Log(n)
		})
	}
	checkUsed(t, "requests", known)
}

// show prints differences, the first few.
func show(differences []difference) string {
	var b strings.Builder
	for i, d := range differences {
		if i == 8 {
			fmt.Fprintf(&b, "\t... %d in all\n", len(differences))
			break
		}
		fmt.Fprintf(&b, "\t%s: official %q, ours %q\n", d.place, d.official, d.ours)
	}
	return b.String()
}
