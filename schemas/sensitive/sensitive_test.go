package sensitive

import (
	"strings"
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

func TestName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"MasterUserPassword": true, "SecretAccessKey": true, "SessionToken": true, "authorizationToken": true,
		"SecretString": true, "DB_PASSWORD": true, "UserData": true, "api-key": true,
		"NextToken": false, "ClientToken": false, "SecretId": false, "SecretArn": false, "AccessKeyId": false,
		"PasswordPolicy": false, "KeyName": false, "Secret": false,
	} {
		if got := Name(name); got != want {
			t.Errorf("Name(%q) is %t", name, got)
		}
	}
	if !DocumentName("CLIENT_SECRET") || !DocumentName("WebhookSecret") || DocumentName("SecretName") {
		t.Error("names that people give are not told apart")
	}
}

// A shape that is excused must be there, and the model must call it sensitive.
func TestContents(t *testing.T) {
	t.Parallel()
	for _, name := range known().Contents {
		service, shape, _ := strings.Cut(name, ":")
		s, err := awsapi.OpenService(service)
		if err != nil {
			t.Fatal(err)
		}
		if found := s.Shape(shape); !found.Sensitive() {
			t.Errorf("%s is not sensitive by its model (exists: %t)", name, found.Exists())
		} else if !Contents(found) {
			t.Errorf("Contents(%s) is false", name)
		}
	}
}
