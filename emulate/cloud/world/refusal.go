package world

import (
	"net/http"

	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// refuse is AWS's refusal of a call, with the usual status 400.
func refuse(code, message string) error {
	return &cloud.APIError{Code: code, Message: message, HTTPStatus: http.StatusBadRequest}
}

// missing is AWS's refusal, with the status 404, of a call about what there is not.
func missing(code, message string) error {
	return &cloud.APIError{Code: code, Message: message, HTTPStatus: http.StatusNotFound}
}
