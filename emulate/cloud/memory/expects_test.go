package memory_test

import (
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/selector"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/cloud/memory"
	"github.com/ssmkit/ssmkit/emulate/cloud/synth"
)

// TestDeletedIsShownWhileItIsWaitedFor asks for a cluster that was deleted, as a
// step does that waits for its last snapshot.
func TestDeletedIsShownWhileItIsWaitedFor(t *testing.T) {
	t.Parallel()
	now := clock.NewVirtual(time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC))
	invented := synth.New(synth.Config{Clock: now})
	c := memory.New(memory.Config{Next: invented, Clock: now, Expects: invented.Expects})
	if _, err := call(c, "redshift", "DeleteCluster", `{"ClusterIdentifier":"c"}`); err != nil {
		t.Fatal(err)
	}
	path, err := selector.Compile("$.Clusters[0].ClusterStatus")
	if err != nil {
		t.Fatal(err)
	}
	invented.Expect([]synth.Wish{{Service: "redshift", Operation: "DescribeClusters", Path: path, Values: []string{"final-snapshot"}}})
	answer, err := call(c, "redshift", "DescribeClusters", `{"ClusterIdentifier":"c"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := path.Select(answer.Output); err != nil || got != "final-snapshot" {
		t.Errorf("the status is %v, error %v", got, err)
	}
	invented.Expect(nil)
	if _, err := call(c, "redshift", "DescribeClusters", `{"ClusterIdentifier":"c"}`); err == nil {
		t.Error("the cluster is there when nobody waits for it")
	}
}
