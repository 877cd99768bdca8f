package world_test

import "time"

// queueURL is that of the queue mine.
const queueURL = "https://sqs.us-east-1.amazonaws.com/123456789012/mine"

var queueWalk = []step{
	{operation: "ListQueues", input: `{}`, show: "$.QueueUrls", want: `[]`},
	{operation: "GetQueueUrl", input: `{"QueueName":"mine"}`, refused: "AWS.SimpleQueueService.NonExistentQueue"},
	{operation: "CreateQueue", input: `{"QueueName":"mine","Attributes":{"DelaySeconds":"5"},"tags":{"a":"b"}}`, show: "$.QueueUrl", want: `"` + queueURL + `"`},
	{operation: "CreateQueue", input: `{"QueueName":"mine","Attributes":{"DelaySeconds":"5"}}`},
	{operation: "CreateQueue", input: `{"QueueName":"mine","Attributes":{"DelaySeconds":"6"}}`, refused: "QueueAlreadyExists"},
	{operation: "GetQueueUrl", input: `{"QueueName":"mine"}`, show: "$.QueueUrl", want: `"` + queueURL + `"`},
	{operation: "ListQueues", input: `{"QueueNamePrefix":"mi"}`, show: "$.QueueUrls", want: `["` + queueURL + `"]`},
	{operation: "GetQueueAttributes", input: `{"QueueUrl":"` + queueURL + `","AttributeNames":["DelaySeconds","QueueArn"]}`, show: "$.Attributes", want: `{"QueueArn":"arn:aws:sqs:us-east-1:123456789012:mine","DelaySeconds":"5"}`},
	{operation: "SetQueueAttributes", input: `{"QueueUrl":"` + queueURL + `","Attributes":{"KmsMasterKeyId":"alias/mine"}}`},
	{operation: "GetQueueAttributes", input: `{"QueueUrl":"` + queueURL + `","AttributeNames":["All"]}`, show: "$.Attributes.SqsManagedSseEnabled", want: `"false"`},
	{operation: "SetQueueAttributes", input: `{"QueueUrl":"` + queueURL + `","Attributes":{"KmsMasterKeyId":""}}`},
	{operation: "GetQueueAttributes", input: `{"QueueUrl":"` + queueURL + `","AttributeNames":["KmsMasterKeyId"]}`},
	{operation: "SetQueueAttributes", input: `{"QueueUrl":"` + queueURL + `","Attributes":{"SqsManagedSseEnabled":"True"}}`},
	{operation: "GetQueueAttributes", input: `{"QueueUrl":"` + queueURL + `","AttributeNames":["SqsManagedSseEnabled"]}`, show: "$.Attributes.SqsManagedSseEnabled", want: `"true"`},
	{operation: "TagQueue", input: `{"QueueUrl":"` + queueURL + `","Tags":{"x":"y"}}`},
	{operation: "UntagQueue", input: `{"QueueUrl":"` + queueURL + `","TagKeys":["a"]}`},
	{operation: "ListQueueTags", input: `{"QueueUrl":"` + queueURL + `"}`, show: "$.Tags", want: `{"x":"y"}`},
	{operation: "DeleteQueue", input: `{"QueueUrl":"` + queueURL + `"}`},
	{operation: "DeleteQueue", input: `{"QueueUrl":"` + queueURL + `"}`, refused: "AWS.SimpleQueueService.NonExistentQueue"},
}

var tableWalk = []step{
	{operation: "DescribeTable", input: `{"TableName":"mine"}`, refused: "ResourceNotFoundException"},
	{operation: "CreateTable", input: `{"TableName":"mine","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST"}`, keep: "arn=$.TableDescription.TableArn", show: "$.TableDescription.TableStatus", want: `"CREATING"`},
	{operation: "CreateTable", input: `{"TableName":"mine","AttributeDefinitions":[],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}`, refused: "ResourceInUseException"},
	{operation: "UpdateTable", input: `{"TableName":"mine","DeletionProtectionEnabled":true}`, refused: "ResourceInUseException"},
	{wait: time.Minute, operation: "UpdateTable", input: `{"TableName":"mine","DeletionProtectionEnabled":true,"SSESpecification":{"Enabled":true,"KMSMasterKeyId":"alias/mine"},"TableClass":"STANDARD"}`, show: "$.TableDescription.TableStatus", want: `"UPDATING"`},
	{wait: time.Minute, operation: "DescribeTable", input: `{"TableName":"<arn>"}`, show: "$.Table.SSEDescription.Status", want: `"ENABLED"`},
	{operation: "DescribeTable", input: `{"TableName":"mine"}`, show: "$.Table.BillingModeSummary.BillingMode", want: `"PAY_PER_REQUEST"`},
	{operation: "ListTables", input: `{"Limit":1}`, show: "$.TableNames", want: `["mine"]`},
	{operation: "ListTables", input: `{"ExclusiveStartTableName":"mine"}`, show: "$.TableNames", want: `[]`},
	{operation: "DescribeContinuousBackups", input: `{"TableName":"mine"}`, show: "$..PointInTimeRecoveryStatus", want: `["DISABLED"]`},
	{operation: "UpdateContinuousBackups", input: `{"TableName":"mine","PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}}`, show: "$..PointInTimeRecoveryStatus", want: `["ENABLED"]`},
	{operation: "DescribeContinuousBackups", input: `{"TableName":"other"}`, refused: "TableNotFoundException"},
	{operation: "DeleteTable", input: `{"TableName":"mine"}`, refused: "ValidationException"},
	{operation: "UpdateTable", input: `{"TableName":"mine","DeletionProtectionEnabled":false}`},
	{wait: time.Minute, operation: "DeleteTable", input: `{"TableName":"mine"}`, show: "$.TableDescription.TableStatus", want: `"DELETING"`},
	{wait: time.Minute, operation: "DescribeTable", input: `{"TableName":"mine"}`, refused: "ResourceNotFoundException"},
}

var alarmWalk = []step{
	{operation: "DescribeAlarms", input: `{"AlarmNames":["busy"]}`, show: "$.MetricAlarms", want: `[]`},
	{operation: "PutMetricAlarm", input: `{"AlarmName":"busy","EvaluationPeriods":1,"ComparisonOperator":"GreaterThanThreshold","MetricName":"CPUUtilization","Namespace":"AWS/EC2","Threshold":80,"Period":60,"Statistic":"Average"}`},
	{operation: "DescribeAlarms", input: `{"AlarmNames":["busy","other"]}`, show: "$.MetricAlarms..StateValue", want: `["INSUFFICIENT_DATA"]`},
	{wait: time.Hour, operation: "DescribeAlarms", input: `{"StateValue":"OK"}`, show: "$.MetricAlarms..Threshold", want: `[80]`},
	{operation: "SetAlarmState", input: `{"AlarmName":"busy","StateValue":"ALARM","StateReason":"test"}`},
	{operation: "SetAlarmState", input: `{"AlarmName":"other","StateValue":"ALARM","StateReason":"test"}`, refused: "ResourceNotFound"},
	{operation: "DisableAlarmActions", input: `{"AlarmNames":["busy"]}`},
	{operation: "DescribeAlarms", input: `{"AlarmNamePrefix":"bu","StateValue":"ALARM"}`, show: "$.MetricAlarms..ActionsEnabled", want: `[false]`},
	{operation: "DescribeAlarms", input: `{"AlarmNamePrefix":"x"}`, show: "$.MetricAlarms", want: `[]`},
	{operation: "DeleteAlarms", input: `{"AlarmNames":["busy","other"]}`, refused: "ResourceNotFound"},
	{operation: "DeleteAlarms", input: `{"AlarmNames":["busy"]}`},
	{operation: "DescribeAlarms", input: `{}`, show: "$.MetricAlarms", want: `[]`},
}

var networkWalk = []step{
	{operation: "DescribeVpcs", input: `{}`, keep: "vpc=$.Vpcs[0].VpcId", show: "$.Vpcs..IsDefault", want: `[true]`},
	{operation: "DescribeVpcs", input: `{"VpcIds":["vpc-12345678"]}`, refused: "InvalidVpcID.NotFound"},
	{operation: "DescribeVpcs", input: `{"VpcIds":["x"]}`, refused: "InvalidVpcID.Malformed"},
	{operation: "DescribeSubnets", input: `{"Filters":[{"Name":"vpc-id","Values":["<vpc>"]}]}`, show: "$.Subnets..AvailabilityZone", want: `["us-east-1a","us-east-1b","us-east-1c","us-east-1a"]`},
	{operation: "DescribeSubnets", input: `{"Filters":[{"Name":"vpc-id","Values":["vpc-12345678"]}]}`, show: "$.Subnets", want: `[]`},
	{operation: "DescribeSubnets", input: `{"SubnetIds":["subnet-11111111"]}`, refused: "InvalidSubnetID.NotFound"},
	{operation: "ModifySubnetAttribute", input: `{"SubnetId":"subnet-87654321","MapPublicIpOnLaunch":{"Value":false}}`},
	{operation: "DescribeSubnets", input: `{"SubnetIds":["subnet-87654321"]}`, show: "$.Subnets..MapPublicIpOnLaunch", want: `[false]`},
	{operation: "ModifySubnetAttribute", input: `{"SubnetId":"subnet-11111111","MapPublicIpOnLaunch":{"Value":false}}`, refused: "InvalidSubnetID.NotFound"},
}
