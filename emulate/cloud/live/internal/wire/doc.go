// Package wire writes the requests of any AWS operation and reads the answers,
// in all protocols that AWS services speak.
//
//	op, err := awsapi.Lookup("sqs", "GetQueueUrl")
//	req, err := wire.Encode(ctx, op, input) // no host yet, no signature
//	...
//	output, err := wire.Decode(ctx, op, answer)
//
// The codecs are those of smithy-go; here the index of package awsapi becomes
// the schemas that they want, and values become what they write. It does not
// live here: where a request goes, signing it, sending it, and what boto3 does
// to answers afterwards (package live).
package wire
