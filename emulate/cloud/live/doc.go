// Package live answers API calls with what AWS answers: every operation of the
// index, in every protocol, signed with the credentials that the AWS CLI would
// take.
//
//	client, err := live.Open(ctx, live.Config{Profile: "dev", Clock: clock.System{}})
//	answer, err := client.Call(ctx, cloud.Request{Service: "ec2", Operation: "DescribeInstances"})
//
// It lives here: configuration and credentials, where requests go, signing,
// repeating what may be repeated, what boto3 does to requests and answers on the
// way, and saying what to do when AWS cannot be reached. It does not live here:
// how requests and answers look on the wire (internal/wire), whether a call may
// be made at all, and recording. Nothing is read or sent before Open.
package live
