// Package actions does what the steps of runbooks are for, a file per action.
//
//	engine := emulate.New(emulate.Config{Actions: actions.All(), ...})
//
// An action does one thing: it reads its inputs, calls APIs or lets time pass,
// and gives a result. It does not know about attempts, time-outs, declared
// outputs or what comes after it; package emulate sees to these.
package actions

import "github.com/ssmkit/ssmkit/emulate"

// All are the actions that can be run, by name.
func All() map[string]emulate.Action {
	return map[string]emulate.Action{
		"aws:approve":                    approve{},
		"aws:assertAwsResourceProperty":  assertAwsResourceProperty{},
		"aws:branch":                     branch{},
		"aws:changeInstanceState":        changeInstanceState{},
		"aws:copyImage":                  copyImage{},
		"aws:createImage":                createImage{},
		"aws:createStack":                createStack{},
		"aws:createTags":                 createTags{},
		"aws:deleteImage":                deleteImage{},
		"aws:deleteStack":                deleteStack{},
		"aws:executeAutomation":          executeAutomation{},
		"aws:executeAwsApi":              executeAwsAPI{},
		"aws:executeScript":              executeScript{},
		"aws:executeStateMachine":        executeStateMachine{},
		"aws:invokeWebhook":              invokeWebhook{},
		"aws:invokeLambdaFunction":       invokeLambdaFunction{},
		"aws:pause":                      pause{},
		"aws:runCommand":                 runCommand{},
		"aws:runInstances":               runInstances{},
		"aws:sleep":                      sleep{},
		"aws:updateVariable":             updateVariable{},
		"aws:waitForAwsResourceProperty": waitForAwsResourceProperty{},
	}
}
