package wire

import "github.com/ssmkit/ssmkit/schemas/awsapi"

// serviceHeaders are those that a service needs beside its model.
func serviceHeaders(s awsapi.Service) map[string]string {
	switch s.Name() {
	case "apigateway":
		return map[string]string{"Accept": "application/json"} // it prefers HAL
	case "glacier":
		return map[string]string{"X-Amz-Glacier-Version": s.APIVersion()}
	}
	return nil
}
