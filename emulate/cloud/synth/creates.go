package synth

import "strings"

// creates tells operations that make something with an ID of its own.
func creates(operation string) bool {
	for _, verb := range []string{"Create", "Run", "Start", "Allocate", "Copy", "Send", "Import", "Restore", "Request", "Submit", "Invoke", "Publish", "Register", "Clone", "Purchase"} {
		if strings.HasPrefix(operation, verb) {
			return true
		}
	}
	return false
}
