package canned

import (
	"bytes"
	"encoding/json"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// Entry is an entry of a file, to be written.
type Entry struct {
	// Step is the step that the entry is about; empty for calls of the operation.
	Step               string
	Service, Operation string
	// Input is what a call must have among its parameters; nil for any call.
	Input *value.Object
	// Responses are given one after the other; there must be one, unless Error is
	// given in their place.
	Responses []*value.Object
	Error     *cloud.APIError
	// Times is how many calls the entry is for, 0 for any number.
	Times int
}

// Format writes entries as a file in YAML that Parse reads.
func Format(entries []Entry) ([]byte, error) {
	var list []any
	for _, e := range entries {
		o := value.New(serviceKey, e.Service, operationKey, e.Operation)
		if e.Step != "" {
			o = value.New(stepKey, e.Step)
		}
		if e.Input.Len() > 0 {
			o.Set(inputKey, e.Input)
		}
		if e.Times > 0 {
			o.Set(timesKey, json.Number(strconv.Itoa(e.Times)))
		}
		switch {
		case e.Error != nil:
			o.Set(errorKey, value.New("code", e.Error.Code, "message", e.Error.Message))
		case len(e.Responses) == 1:
			o.Set(responseKey, e.Responses[0])
		default:
			o.Set(responsesKey, value.ListOf(e.Responses))
		}
		list = append(list, o)
	}
	return YAML(value.New(responsesKey, value.List(list...)))
}

// YAML writes a value as YAML that reads as the same value again.
func YAML(v any) ([]byte, error) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(yamlNode(v)); err != nil {
		return nil, err
	}
	if err := encoder.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func yamlNode(v any) *yaml.Node {
	scalar := func(tag, text string) *yaml.Node {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: text}
	}
	switch v := v.(type) {
	case *value.Object:
		n := &yaml.Node{Kind: yaml.MappingNode}
		for key, inner := range v.All() {
			n.Content = append(n.Content, scalar("!!str", key), yamlNode(inner))
		}
		if len(n.Content) == 0 {
			n.Style = yaml.FlowStyle
		}
		return n
	case []any:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for _, inner := range v {
			n.Content = append(n.Content, yamlNode(inner))
		}
		if len(n.Content) == 0 {
			n.Style = yaml.FlowStyle
		}
		return n
	case string:
		return scalar("!!str", v)
	case json.Number:
		// JSON's 1e3 is a number in YAML as well.
		return &yaml.Node{Kind: yaml.ScalarNode, Value: string(v)}
	case bool:
		if v {
			return scalar("!!bool", "true")
		}
		return scalar("!!bool", "false")
	}
	return scalar("!!null", "null")
}
