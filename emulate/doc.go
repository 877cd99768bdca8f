// Package emulate runs Automation runbooks the way AWS Systems Manager does.
//
//	engine := emulate.New(emulate.Config{
//		Cloud: account, Clock: clock.NewVirtual(time.Now()), Actions: actions.All(),
//	})
//	execution, err := engine.Run(ctx, doc, emulate.Arguments{"InstanceId": {"i-123"}})
//	if err == nil {
//		fmt.Println(execution.Status)
//	}
//
// It lives here: binding parameters, resolving references, converting values
// between Automation's types, and the engine, which owns all control flow: the
// order of steps, attempts, time-outs, what follows from a failure. What a run
// does is a list of events; an Execution is the sum of them.
//
// It does not live here: what a step does (folder actions), who answers API calls
// (folder cloud), the time (folder clock) and how a run is shown (folder view).
// Whether a document is right is for package lint; this package runs what it can
// and fails as the service fails.
//
// Facts about the service are cited by their evidence. "Not documented" marks a
// place where this package had to choose.
package emulate
