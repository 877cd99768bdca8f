package secret_test

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/secret"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// What a function returns is hidden in its parts: the answer is shown as the first
// text, a value that was made of it as the second.
func TestContents(t *testing.T) {
	t.Parallel()
	op, err := awsapi.Lookup("lambda", "Invoke")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, returned, want string
		made                 any
		shown                string
	}{
		{"a text", "just-a-text", "***", "a just-a-text", `"a ***"`},
		{"a text in JSON", `"just-a-text"`, `"***"`, "just-a-text", `"***"`},
		{"an object", `{"a": "just-a-text", "b": [true, null, "ok", "Success"]}`, `{"a": "***", "b": [true, null, "ok", "Success"]}`, value.New("just-a-text", "just-a-text"), `{"***":"***"}`},
		{"what has to be escaped", `{"a": "say \"hello\""}`, `{"a": "***"}`, `say "hello"`, `"***"`},
		{"escaped otherwise", `{"a": "gr\u00f6\u00dfer", "b\/c": 1}`, `{"a": "***", "b\/c": 1}`, "größer", `"***"`},
		{"numbers", `{"card": 4111222233, "pin": 12345, "status": 200}`, `{"card": 0, "pin": 0, "status": 200}`, value.List(json.Number("12345"), "12345", "i-12345", "card 4111222233"), `[0,"0","i-12345","card 0"]`},
		{"JSON in JSON", `{"body": "{\"pin\": 12345, \"who\": \"somebody\"}"}`, `{"body": "{\"pin\": 0, \"who\": \"***\"}"}`, `{"pin": 12345, "who": "somebody"}`, `"{\"pin\": 0, \"who\": \"***\"}"`},
		{"what the runbook says", `{"a": "literal", "b": "literal-not"}`, `{"a": "literal", "b": "***"}`, "literal", `"literal"`},
		{"a parameter of the run", `["parameter"]`, `["parameter"]`, "parameter", `"parameter"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			v := secret.NewVault()
			v.HideContents()
			v.Public("a", slices.Values([]string{"literal"}))
			v.Given("parameter")
			answer := value.New("Payload", base64.StdEncoding.EncodeToString([]byte(test.returned)))
			v.LearnCall(op, nil, answer)
			_, kept := v.Kept(op, nil, answer)
			text, _ := kept.Get("Payload")
			payload, err := base64.StdEncoding.DecodeString(text.(string))
			if err != nil && test.want != "***" {
				t.Fatalf("%s: %v", text, err)
			}
			if test.want != "***" && string(payload) != test.want {
				t.Errorf("it is kept as %s, want %s", payload, test.want)
			}
			if got := v.Text(test.returned); got != test.want {
				t.Errorf("it is shown as %s, want %s", got, test.want)
			}
			shown, err := value.Encode(v.Value(test.made))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.shown, string(shown)); diff != "" {
				t.Errorf("what was made of it (-want +got)\n%s", diff)
			}
		})
	}
}

// The content of an input is hidden where it stands, and nowhere else.
func TestSentContents(t *testing.T) {
	t.Parallel()
	op, err := awsapi.Lookup("ssm", "SendCommand")
	if err != nil {
		t.Fatal(err)
	}
	input := value.New("InstanceIds", value.List("i-0123456789"), "Parameters", value.New("commands", value.List("echo hello", "id i-0123456789")))
	want := map[string]string{
		"shown": `{"InstanceIds":["i-0123456789"],"Parameters":{"commands":["echo hello","id i-0123456789"]}}`,
		"sent":  `{"InstanceIds":["i-0123456789"],"Parameters":{"commands":["echo hello","***"]}}`,
	}
	v := secret.NewVault()
	if got := encoded(t, v.Input(op, input)); got != want["shown"] {
		t.Errorf("contents are hidden that nobody asked to hide: %s", got)
	}
	v.HideSentContents()
	v.Public("a", slices.Values([]string{"echo hello"}))
	v.LearnCall(op, input, nil)
	if got := encoded(t, v.Input(op, input)); got != want["sent"] {
		t.Errorf("got %s", got)
	}
	if got := v.Text("id i-0123456789"); got != "id i-0123456789" {
		t.Errorf("it is followed into %s", got)
	}
}

// A secret that is too short to be followed is masked where it is all of a value.
func TestShortSecret(t *testing.T) {
	t.Parallel()
	v := secret.NewVault()
	v.Add("1234")
	if got := encoded(t, v.Object(value.New("Pin", "1234", "Port", "12345"))); got != `{"Pin":"***","Port":"12345"}` {
		t.Errorf("got %s", got)
	}
}
