package snapshots

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

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

// collection is the snapshots of one kind that a module may bring along.
type collection struct {
	kind   string // as messages and explained.yaml call it
	folder string // in the module
	suffix string // of a file's name, behind that of its operation
	// absent are the modules that have none.
	absent map[string]bool
}

// compareAll compares all snapshots of a collection by the function, which finds
// the differences of one. It also tells whether there were others, which are in
// members that the index does not know yet.
func (c collection) compareAll(
	t *testing.T, known []*explanation, differences func(s awsapi.Service, op awsapi.Operation, file string) (found []difference, newer bool, err error),
) {
	t.Helper()
	for _, s := range services {
		t.Run(s.name, func(t *testing.T) {
			service, err := awsapi.OpenService(s.name)
			if err != nil {
				t.Fatal(err)
			}
			snapshots := files(t, s.module, c.folder, c.suffix)
			if c.absent[s.module] != (len(snapshots) == 0) {
				t.Fatalf("the module %s has %d %s", s.module, len(snapshots), c.kind)
			}
			var n counts
			for _, file := range snapshots {
				name := strings.TrimSuffix(filepath.Base(file), c.suffix)
				op, ok := service.Operation(name)
				if !ok {
					n.unknown++
					continue
				}
				found, newer, err := differences(service, op, file)
				left, explained := explain(known, s.name, name, found)
				switch {
				case err != nil:
					n.differ++
					t.Errorf("%s: %v", name, err)
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
	checkUsed(t, c.kind, known)
}

func TestRequests(t *testing.T) {
	var codecs wire.Codecs
	requests := collection{kind: "requests", folder: "request_snapshot", suffix: ".request.snap"}
	requests.compareAll(t, readExplanations(t).Requests, func(s awsapi.Service, op awsapi.Operation, file string) ([]difference, bool, error) {
		official, err := readRequest(file)
		if err != nil {
			return nil, false, err
		}
		ours, err := codecs.EncodeAs(context.Background(), official.protocol(s), op, inputOf(op))
		if err != nil {
			return nil, false, err
		}
		own := ownRequest(op, ours)
		found, err := compare(official, own)
		if err != nil {
			return nil, false, err
		}
		if len(found) == 0 {
			found = sameBytes(official, own)
		}
		found, newer := withoutNewer(op.Input(), found)
		return found, newer, nil
	})
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
