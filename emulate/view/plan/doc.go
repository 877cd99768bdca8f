// Package plan shows what a runbook would do to an account: every call that its
// steps would make, and which of them change something.
//
//	p := plan.New(plan.Config{Region: "eu-west-1"})
//	engine := emulate.New(emulate.Config{Observe: p.Observe, ...})
//	execution, err := engine.Run(ctx, doc, args)
//	p.End(err)
//	err = p.Text(os.Stdout, plan.TextOptions{})
//
// A plan is made of the events of a run. That the run itself changes nothing is
// not decided here, but by who answers its calls (package divert). What is found
// out without a run is in it as well, and marked: the calls of scripts that were
// not run, and of steps that the run did not come to.
//
// It lives here: the plan, what of it stands on answers that are made up, and its
// two forms, text and JSON.
package plan
