package endpoint

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/ssmkit/ssmkit/emulate/cloud"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// wrongBody is a request whose body is not what the protocol wants.
type wrongBody struct{ message string }

func (e *wrongBody) Error() string { return e.message }

// fault is the model's error with a code: the one that services give, or the name
// of its shape.
func fault(op awsapi.Operation, code string) (awsapi.Shape, bool) {
	for s := range op.Errors() {
		if f, ok := s.Fault(); ok && (f.Code == code || s.Name() == code) {
			return s, true
		}
	}
	return awsapi.Shape{}, false
}

// faultName is the name under which clients that know the model look for an error:
// that of its shape.
func faultName(at target, refusal *cloud.APIError) string {
	if s, ok := fault(at.op, refusal.Code); ok {
		return s.Name()
	}
	return refusal.Code
}

// refusalOf is what a client is told of an error. What is not AWS's refusal but
// the emulator's inability has the status 501, which clients do not repeat.
func refusalOf(at target, err error) *cloud.APIError {
	var refused *cloud.APIError
	var nobody *cloud.NoAnswerError
	var parameters *cloud.ParameterError
	switch {
	case errors.As(err, &refused):
		complete := *refused
		if complete.HTTPStatus == 0 || complete.HTTPStatus == http.StatusBadRequest {
			complete.HTTPStatus = statusOf(at, complete.Code)
		}
		return &complete
	case errors.As(err, &parameters):
		return &cloud.APIError{Code: "ValidationException", Message: err.Error(), HTTPStatus: http.StatusBadRequest}
	case errors.As(err, &nobody):
		return &cloud.APIError{Code: "NotImplemented", Message: err.Error(), HTTPStatus: http.StatusNotImplemented}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &cloud.APIError{Code: "RequestTimeout", Message: "The call was ended: " + err.Error(), HTTPStatus: http.StatusNotImplemented}
	}
	return &cloud.APIError{Code: "InternalFailure", Message: err.Error(), HTTPStatus: http.StatusNotImplemented}
}

// statusOf is the status of an error with a code: the model's, or the usual one.
func statusOf(at target, code string) int {
	if s, ok := fault(at.op, code); ok {
		if f, _ := s.Fault(); f.Status != 0 {
			return f.Status
		}
	}
	if at.op.Service().Name() == "s3" {
		return cmp.Or(s3Status(code), http.StatusBadRequest)
	}
	return http.StatusBadRequest
}

// s3Status is the status of the errors of S3, of which its model tells few; 0 for
// one that is not known.
func s3Status(code string) int {
	switch code {
	case "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "NoSuchUpload", "NoSuchBucketPolicy", "NoSuchLifecycleConfiguration",
		"NoSuchTagSet", "NoSuchCORSConfiguration", "NoSuchWebsiteConfiguration", "NoSuchPublicAccessBlockConfiguration",
		"ServerSideEncryptionConfigurationNotFoundError", "ReplicationConfigurationNotFoundError", "ObjectLockConfigurationNotFoundError",
		"OwnershipControlsNotFoundError", "NoSuchConfiguration", "404", "NotFound":
		return http.StatusNotFound
	case "AccessDenied", "403", "Forbidden", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidObjectState":
		return http.StatusForbidden
	case "BucketAlreadyExists", "BucketAlreadyOwnedByYou", "BucketNotEmpty", "OperationAborted", "InvalidBucketState":
		return http.StatusConflict
	case "PreconditionFailed":
		return http.StatusPreconditionFailed
	case "InvalidRange":
		return http.StatusRequestedRangeNotSatisfiable
	case "MethodNotAllowed":
		return http.StatusMethodNotAllowed
	}
	return 0
}

// malformed refuses a request that the protocol cannot be read from.
func malformed(at target, err error) *cloud.APIError {
	code := "SerializationException"
	switch p := at.protocol.(type) {
	case query, ec2:
		code = "MalformedInput"
	case restXML:
		if code = "InvalidArgument"; p.s3 {
			code = "MalformedXML"
		}
	}
	return &cloud.APIError{Code: code, Message: err.Error(), HTTPStatus: http.StatusBadRequest}
}
