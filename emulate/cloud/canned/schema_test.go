package canned_test

import (
	"testing"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/emulate/cloud/canned"
)

// TestSchema asks that the schema takes what Parse takes, as far as it goes.
func TestSchema(t *testing.T) {
	t.Parallel()
	valid := documenttest.Schema(t, []byte(canned.Schema()))
	for _, example := range documentedExamples(t) {
		if !valid(example) {
			t.Errorf("the schema refuses\n%s", example)
		}
	}
	for _, text := range []string{
		"- a", "{}", "responses: {}", "responses: [a]", "responses: [{service: ec2}]",
		"responses: [{service: ec2, operation: DescribeVolumes}]",
		"responses: [{service: ec2, operation: DescribeVolumes, response: {}, error: {code: a}}]",
		"responses: [{service: ec2, operation: DescribeVolumes, responses: []}]",
		"responses: [{service: ec2, operation: DescribeVolumes, response: {}, times: 0}]",
		"responses: [{service: ec2, operation: DescribeVolumes, error: {message: a}}]",
		"responses: [{service: ec2, operation: DescribeVolumes, error: {code: a, message: 1}}]",
		"responses: [{service: ec2, operation: DescribeVolumes, response: {}, inputs: {}}]",
		"responses: [{step: A}]", "responses: [{step: '', response: {}}]", "responses: [{step: A, response: []}]",
		"responses: [{step: A, error: {code: a, message: b}}]", "responses: [{step: A, error: {}}]",
		"responses: [{step: A, service: ec2, response: {}}]", "responses: [{step: A, input: [], response: {}}]",
	} {
		if _, err := parse(t, text); err == nil || valid(text) {
			t.Errorf("%s: Parse says %v, the schema %v", text, err, valid(text))
		}
	}
}
