// Package snapshots compares what package live sends and reads with what the
// official SDK for Go does: its modules bring a request for every operation along,
// made from systematic inputs, and answers for many. It is a module of its own,
// so that nobody who uses ssmkit gets the official clients with it; it has tests
// only.
//
//	go test ./...          compares
//	go test -v ./...       and prints the counts of each service
//
// What differs is in explained.yaml, each with its reason. An entry that is not
// needed any more is a failure too.
package snapshots
