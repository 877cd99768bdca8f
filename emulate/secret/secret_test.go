package secret_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// Where secrets come from: each planted text must be masked in the answer itself
// and wherever it turns up afterwards.
func TestLearnCall(t *testing.T) {
	t.Parallel()
	const planted = "correct-horse-battery"
	tests := []struct {
		name, service, operation string
		input, output            *value.Object
	}{
		{"a secret", "secretsmanager", "GetSecretValue", nil, value.New("SecretString", planted)},
		{"a secret with a structure", "secretsmanager", "GetSecretValue", nil, value.New("SecretString", `{"password": "`+planted+`", "host": "db.example.com"}`)},
		{"a SecureString", "ssm", "GetParameter", nil, value.New("Parameter", value.New("Name", "/db", "Type", "SecureString", "Value", planted))},
		{"many SecureStrings", "ssm", "GetParametersByPath", nil, value.New("Parameters", value.List(value.New("Type", "SecureString", "Value", planted)))},
		{"writing a SecureString", "ssm", "PutParameter", value.New("Name", "/db", "Type", "SecureString", "Value", planted), nil},
		{"credentials of a role", "sts", "AssumeRole", nil, value.New("Credentials", value.New("AccessKeyId", "ASIA1", "SecretAccessKey", planted, "SessionToken", "x"+planted))},
		{"an access key", "iam", "CreateAccessKey", nil, value.New("AccessKey", value.New("SecretAccessKey", planted))},
		{"a token of a registry", "ecr", "GetAuthorizationToken", nil, value.New("authorizationData", value.List(value.New("authorizationToken", planted)))},
		{"a password to set", "rds", "ModifyDBInstance", value.New("MasterUserPassword", planted), nil},
		{"a login profile", "iam", "CreateLoginProfile", value.New("UserName", "u", "Password", planted), nil},
		{"an environment", "lambda", "GetFunctionConfiguration", nil, value.New("Environment", value.New("Variables", value.New("ANYTHING", planted)))},
		{"an environment to set", "lambda", "UpdateFunctionConfiguration", value.New("Environment", value.New("Variables", value.New("ANYTHING", planted))), nil},
		{"user data", "ec2", "RunInstances", value.New("UserData", planted), nil},
		{"user data that is there", "ec2", "DescribeInstanceAttribute", nil, value.New("UserData", value.New("Value", planted))},
		{"a parameter of a stack", "cloudformation", "CreateStack", value.New("Parameters", value.List(value.New("ParameterKey", "DBPassword", "ParameterValue", planted))), nil},
		{"an environment of a container", "ecs", "RegisterTaskDefinition", value.New("containerDefinitions", value.List(value.New("environment", value.List(value.New("name", "API_KEY", "value", planted))))), nil},
		{"a key pair", "ec2", "CreateKeyPair", nil, value.New("KeyMaterial", planted)},
		{"plain text", "kms", "Decrypt", nil, value.New("Plaintext", planted)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			op, err := awsapi.Lookup(test.service, test.operation)
			if err != nil {
				t.Fatal(err)
			}
			vault := secret.NewVault()
			vault.LearnCall(op, test.input, test.output)
			for _, shown := range []any{
				vault.Input(op, test.input), vault.Output(op, test.output),
				vault.Text("psql postgres://admin:" + planted + "@db"), vault.Value(value.List(value.New(planted, planted))),
			} {
				text, err := value.Encode(shown)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(text), planted) {
					t.Errorf("shown: %s", text)
				}
			}
		})
	}
}

// What is no secret is shown: other members, and contents that only may hold one.
func TestOpen(t *testing.T) {
	t.Parallel()
	op, err := awsapi.Lookup("ssm", "GetParameter")
	if err != nil {
		t.Fatal(err)
	}
	vault := secret.NewVault()
	vault.LearnCall(op, value.New("Name", "/ami"), value.New("Parameter", value.New("Name", "/ami", "Type", "String", "Value", "ami-0123456789")))
	if got := vault.Text("ami-0123456789"); got != "ami-0123456789" {
		t.Errorf("a plain parameter is followed: %q", got)
	}
	secrets, err := awsapi.Lookup("secretsmanager", "GetSecretValue")
	if err != nil {
		t.Fatal(err)
	}
	vault.LearnCall(secrets, value.New("SecretId", "the-secrets-name"), value.New("SecretString", `{"username": "administrator", "host": "db.example.com", "password": "hunter22"}`))
	if got := vault.Text("the-secrets-name administrator db.example.com hunter22"); got != "the-secrets-name administrator db.example.com ***" {
		t.Errorf("shown %q", got)
	}
}

func TestLearnNamed(t *testing.T) {
	t.Parallel()
	vault := secret.NewVault()
	vault.LearnNamed("", value.New(
		"Payload", value.New("DB_PASSWORD", "hunter22", "SecretName", "visible"),
		"Variables", value.List(value.New("Name", "WEBHOOK_SECRET", "Value", "sesame-open")),
	))
	got := vault.Text("hunter22 aHVudGVyMjI= sesame-open visible")
	if diff := cmp.Diff("*** *** *** visible", got); diff != "" {
		t.Error(diff)
	}
}
