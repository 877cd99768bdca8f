package awsapi_test

import (
	"os"
	"testing"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// The whole index is part of both commands, so its size is theirs.
func TestIndexIsAtMostSixMegabytes(t *testing.T) {
	t.Parallel()
	info, err := os.Stat("index.bin")
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 6<<20 {
		t.Errorf("index.bin is %d bytes", info.Size())
	}
}

func TestSourceSaysWhichModels(t *testing.T) {
	t.Parallel()
	if awsapi.Source() == "" {
		t.Error("the index does not say what it was made from")
	}
}
