package snapshots

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/route53"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// awkwardText has what paths, queries, forms, JSON and XML escape in their ways.
const awkwardText = "a b/c+d&e=é~*%2F\"<'>\\\t\u2028#?;,:@!$()[]{}|^`"

// TestAwkwardInputs calls every operation of some of the SDK's clients, which speak
// all protocols but those of ec2 and CBOR, with texts that have to be escaped
// everywhere. The inputs of the snapshots have none.
func TestAwkwardInputs(t *testing.T) {
	config := aws.Config{
		Region: "us-east-1", RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
		}),
	}
	known := readExplanations(t).Requests
	var codecs wire.Codecs
	for name, client := range map[string]func(aws.Config) any{
		"apigateway":     func(c aws.Config) any { return apigateway.NewFromConfig(c) },
		"kms":            func(c aws.Config) any { return kms.NewFromConfig(c) },
		"route53":        func(c aws.Config) any { return route53.NewFromConfig(c) },
		"secretsmanager": func(c aws.Config) any { return secretsmanager.NewFromConfig(c) },
		"sqs":            func(c aws.Config) any { return sqs.NewFromConfig(c) },
		"stepfunctions":  func(c aws.Config) any { return sfn.NewFromConfig(c) },
		"sts":            func(c aws.Config) any { return sts.NewFromConfig(c) },
	} {
		t.Run(name, func(t *testing.T) {
			service, err := awsapi.OpenService(name)
			if err != nil {
				t.Fatal(err)
			}
			var n counts
			for op := range service.Operations() {
				input := awkward(op.Input(), nil)
				official, err := officialRequest(client, config, op, input)
				if err != nil {
					t.Errorf("%s: %v", op.Name(), err)
					continue
				}
				ours, err := codecs.EncodeAs(context.Background(), official.protocol(service), op, input)
				if err != nil {
					t.Errorf("%s: %v", op.Name(), err)
					continue
				}
				own := ownRequest(op, ours)
				differences, err := compare(official, own)
				if err != nil {
					t.Fatalf("%s: %v", op.Name(), err)
				}
				if len(differences) == 0 {
					differences = sameBytes(official, own)
				}
				left, explained := explain(known, name, op.Name(), differences)
				switch {
				case len(left) > 0:
					n.differ++
					t.Errorf("%s:\n%s", op.Name(), show(left))
				case explained:
					n.explained++
				default:
					n.equal++
				}
			}
			t.Log(n)
		})
	}
}

// officialRequest is what a client of the SDK sends, without what belongs to signing
// and to the SDK itself.
func officialRequest(client func(aws.Config) any, config aws.Config, op awsapi.Operation, input *value.Object) (*message, error) {
	var sent capture
	config.HTTPClient = &sent
	method := reflect.ValueOf(client(config)).MethodByName(op.Name())
	if !method.IsValid() {
		return nil, errors.New("the SDK has no such operation")
	}
	in := reflect.New(method.Type().In(1).Elem())
	if err := set(in.Elem(), input); err != nil {
		return nil, err
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	if err, _ := results[1].Interface().(error); !errors.Is(err, errCaptured) {
		return nil, fmt.Errorf("the SDK does not send it: %w", err)
	}
	header := sent.request.Header.Clone()
	for name := range header {
		if slices.Contains([]string{"Authorization", "User-Agent", "X-Amz-Date", "X-Amz-User-Agent"}, name) || strings.HasPrefix(name, "Amz-Sdk-") {
			header.Del(name)
		}
	}
	// The signer, which is ours as well, writes a space like this.
	query := strings.ReplaceAll(withoutID(sent.request.URL.RawQuery), "%20", "+")
	return &message{method: sent.request.Method, path: sent.request.URL.EscapedPath(), query: query, header: header, body: sent.body}, nil
}

// awkward is an input with every member set.
func awkward(s awsapi.Shape, above []awsapi.Shape) *value.Object {
	o := value.New()
	if slices.Contains(above, s) {
		return o
	}
	above = append(above[:len(above):len(above)], s)
	for m := range s.Members() {
		o.Set(m.Name(), awkwardValue(m, above))
	}
	return o
}

func awkwardValue(m awsapi.Member, above []awsapi.Shape) any {
	s := m.Shape()
	switch s.Type() {
	case awsapi.Structure:
		return awkward(s, above)
	case awsapi.List:
		return []any{awkwardValue(s.Elem(), above), awkwardValue(s.Elem(), above)}
	case awsapi.Map:
		return value.New(awkwardText, awkwardValue(s.Value(), above), "other", awkwardValue(s.Value(), above))
	case awsapi.Boolean:
		return true // the SDK cannot tell false from nothing everywhere
	case awsapi.Integer, awsapi.Long:
		return json.Number("-7")
	case awsapi.Float, awsapi.Double:
		return json.Number("0.25")
	case awsapi.Timestamp:
		return "2026-02-03T04:05:06.5Z"
	}
	for known := range s.Enum() {
		return known
	}
	if text, ok := texts[s.Service().Name()+" "+m.Name()]; ok {
		return text
	}
	switch {
	case m.Location() == awsapi.InHeader:
		return "a b, \"c\""
	case s.Service().Name() == "route53" && slices.Contains([]string{"ResourceId", "DelegationSetId", "ChangeId"}, s.Name()):
		return strings.ReplaceAll(awkwardText, "/", "") // the SDK takes what is before a slash off
	}
	return awkwardText
}

// set gives a value to a part of an input of the SDK.
func set(to reflect.Value, v any) error {
	if to.Kind() == reflect.Pointer {
		to.Set(reflect.New(to.Type().Elem()))
		return set(to.Elem(), v)
	}
	switch v := v.(type) {
	case *value.Object:
		if to.Kind() == reflect.Map {
			to.Set(reflect.MakeMap(to.Type()))
			for key, inner := range v.All() {
				element := reflect.New(to.Type().Elem()).Elem()
				if err := set(element, inner); err != nil {
					return err
				}
				to.SetMapIndex(reflect.ValueOf(key).Convert(to.Type().Key()), element)
			}
			return nil
		}
		if to.Kind() != reflect.Struct {
			break
		}
		for name, inner := range v.All() {
			field := to.FieldByName(strings.ToUpper(name[:1]) + name[1:])
			if !field.IsValid() {
				return fmt.Errorf("%s has no %s", to.Type(), name)
			}
			if err := set(field, inner); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	case []any:
		if to.Kind() != reflect.Slice {
			break
		}
		to.Set(reflect.MakeSlice(to.Type(), len(v), len(v)))
		for i, item := range v {
			if err := set(to.Index(i), item); err != nil {
				return err
			}
		}
		return nil
	case bool:
		to.SetBool(v)
		return nil
	case json.Number:
		f, err := v.Float64()
		if to.CanInt() {
			to.SetInt(int64(f))
		} else {
			to.SetFloat(f)
		}
		return err
	case string:
		switch {
		case to.Kind() == reflect.String:
			to.SetString(v)
			return nil
		case to.CanInt():
			n, err := strconv.ParseInt(v, 10, 64)
			to.SetInt(n)
			return err
		case to.Type() == reflect.TypeFor[[]byte]():
			to.SetBytes([]byte(v))
			return nil
		case to.Type() == reflect.TypeFor[time.Time]():
			at, err := time.Parse(time.RFC3339, v)
			to.Set(reflect.ValueOf(at))
			return err
		}
	}
	return fmt.Errorf("%T is nothing for a %s", v, to.Type())
}
