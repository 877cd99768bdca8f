package cloud

import (
	"slices"
	"strings"
)

// Throttled tells whether an error code asks for fewer calls: boto3 repeats those
// calls for that reason, and the service reports the failure as Throttling.
func Throttled(code string) bool {
	return slices.Contains([]string{
		"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
		"TooManyRequestsException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
		"BandwidthLimitExceeded", "LimitExceededException", "SlowDown", "PriorRequestNotComplete",
		"TransactionInProgressException", "EC2ThrottledException",
	}, code)
}

// Denied tells whether an error code says that who calls lacks a permission.
func Denied(code string) bool {
	return slices.ContainsFunc([]string{
		"AccessDenied", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError",
	}, func(begin string) bool { return strings.HasPrefix(code, begin) })
}
