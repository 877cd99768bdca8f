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
//	events := view.NewEvents(file)
//	... Observe: events.Observe
//
// Text, Trace and Events are drawn from events while the run goes on, Terminal draws
// the steps that run below the Text, JSON is made of the Execution at the end, and
// pictures are in the folder graph. Nothing here decides anything about a run.
package view
