package cloud

import (
	"context"
	"errors"
	"net/http"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/random"
)

// WithMetadata adds what every answer of AWS has, whoever gave it: the member
// ResponseMetadata, as boto3 shows it, and the request ID of an error. Metadata
// that an answer brings along stays.
func WithMetadata(c Cloud, ids *random.Source, clock clock.Clock) Cloud {
	return &withMetadata{c, ids, clock}
}

type withMetadata struct {
	cloud Cloud
	ids   *random.Source
	clock clock.Clock
}

func (m *withMetadata) Call(ctx context.Context, req Request) (Response, error) {
	answer, err := m.cloud.Call(ctx, req)
	var refused *APIError
	if errors.As(err, &refused) {
		complete := *refused
		if complete.Operation == "" {
			complete.Operation = req.Operation
		}
		if complete.HTTPStatus == 0 {
			complete.HTTPStatus = http.StatusBadRequest
		}
		if complete.RequestID == "" {
			complete.RequestID = m.ids.UUID()
		}
		return Response{By: answer.By}, &complete
	}
	if err != nil {
		return Response{}, err
	}
	if answer.Output == nil {
		answer.Output = value.New()
	}
	if _, ok := answer.Output.Get(metadataMember); !ok {
		answer.Output.Set(metadataMember, m.metadata())
	}
	return answer, nil
}

const metadataMember = "ResponseMetadata"

func (m *withMetadata) metadata() *value.Object {
	id := m.ids.UUID()
	return value.New(
		"RequestId", id,
		"HTTPStatusCode", http.StatusOK,
		"HTTPHeaders", value.New(
			"x-amzn-requestid", id,
			"date", m.clock.Now().UTC().Format(http.TimeFormat),
		),
		"RetryAttempts", 0,
	)
}
