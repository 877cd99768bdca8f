// Package view shows runs.
//
//	text := view.NewText(os.Stdout, view.TextOptions{})
//	engine := emulate.New(emulate.Config{Observe: text.Observe, ...})
//	execution, err := engine.Run(ctx, doc, args)
//
//	err = view.JSON(os.Stdout, execution)
//
//	trace := view.NewTrace(os.Stderr)
//	... Observe: trace.Observe
//
// Text and Trace are drawn from events while the run goes on, JSON from the Execution at its
// end. Nothing here decides anything about a run.
package view
