package world

import (
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud"
)

// operation answers one call. It runs while the account is locked.
type operation func(*World, cloud.Request) (*value.Object, error)

// operationOf finds a call among those that the account answers; nil when it
// does not answer it.
func operationOf(req cloud.Request) operation {
	switch req.Service {
	case "ec2":
		return ec2Operation(req.Operation)
	case "ssm":
		return ssmOperation(req.Operation)
	case "cloudformation":
		return stackOperation(req.Operation)
	case "cloudwatch":
		return alarmOperation(req.Operation)
	case "sqs":
		return queueOperation(req.Operation)
	case "dynamodb":
		return tableOperation(req.Operation)
	case "s3":
		return bucketOperation(req.Operation)
	case "iam":
		return iamOperation(req.Operation)
	case "rds", "docdb", "neptune":
		return databaseOperation(req.Service, req.Operation)
	case "sts":
		if req.Operation == "GetCallerIdentity" {
			return (*World).getCallerIdentity
		}
	}
	return nil
}
