// Package script runs a script on this machine, in a process of its own that
// can do no harm.
//
//	runner := script.New(script.Config{})
//	result, err := runner.Run(ctx, script.Program{
//		Text: text, Handler: "handler", Events: events, Cloud: account, Clock: clock,
//	})
//
// The process gets an empty folder, an environment without anything of the
// user's, and limits to its memory, its files and its time. Where bubblewrap is
// installed it is locked up besides: it sees no files but those of the system and
// of Python, no other process, and no network but a loopback interface of its
// own, on which the script's AWS requests are answered from Program.Cloud.
//
// In the process runs driver.py, which calls the script's handler. Time stands
// still for the script but when it sleeps: then the Clock moves on, and it goes
// on at once.
//
// It lives here: finding Python, the process, its sandbox, the talk with the
// driver, and exceptions with their tracebacks. It does not live here: anything
// about steps, and what AWS requests mean.
package script
