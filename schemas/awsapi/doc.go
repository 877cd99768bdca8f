// Package awsapi knows every operation of every AWS service: what it takes,
// what it answers, and what its requests and answers look like on the wire. The
// facts are those of the models that AWS publishes with botocore; [Source] says
// which. They are embedded, so nothing is fetched, and a service is read only
// when it is first asked for.
//
//	op, err := awsapi.Lookup("EC2", "describe_instances")
//	if err != nil {
//		return err // says which names are near
//	}
//	for m := range op.Input().Members() {
//		fmt.Println(m.Name(), m.Shape().Type(), m.Required())
//	}
//
// Services, operations, shapes and members are small values that point into
// the index: copy them, compare them with ==, use them from any goroutine. The
// zero value of each means "absent": it has an Exists method, its names are
// empty and it has no members.
//
// The package knows shapes, not values: whether a value suits a shape, and what
// an Automation runbook makes of an answer, is decided in packages lint and
// emulate.
package awsapi

//go:generate go run ./internal/generate -from $SSMKIT_TESTDATA/aws-models -source "botocore 1.43.67 (August 2026)" -out index.bin
