package synth

import (
	"slices"
	"strings"
)

// good are the values that one hopes for, the best first, without regard to case
// and punctuation.
var good = []string{
	"available", "active", "running", "inservice", "ready", "success", "succeeded", "successful", "completed", "complete",
	"createcomplete", "healthy", "online", "enabled", "enable", "on", "ok", "passed", "issued", "deployed", "attached", "inuse",
	"associated", "granted", "approved", "valid", "done", "finished", "created", "connected", "compliant", "idle", "normal",
	"open", "live", "insync", "yes", "true",
}

// bad are words in values that one does not hope for, or not yet.
var bad = []string{
	"fail", "error", "delet", "pending", "creating", "updating", "progress", "disabl", "stop", "terminat", "cancel",
	"invalid", "unhealthy", "unavailable", "inactive", "expired", "reject", "denied", "deprecat", "unknown", "none", "not",
	"throttl", "timeout", "timedout", "impaired", "suspend", "initializing", "starting", "off", "revoked",
}

// likeliest is the value of an enum that says that all is well, or one of no
// consequence.
func likeliest(known []string) string {
	plain := make([]string, len(known))
	for i, v := range known {
		plain[i] = strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(v))
	}
	for _, word := range good {
		if i := slices.Index(plain, word); i >= 0 {
			return known[i]
		}
	}
	var harmless []string
	for i, v := range plain {
		if !slices.ContainsFunc(bad, func(word string) bool { return strings.Contains(v, word) }) {
			harmless = append(harmless, known[i])
		}
	}
	if len(harmless) == 0 {
		return known[0]
	}
	return harmless[0]
}

// creates tells operations that make something with an ID of its own.
func creates(operation string) bool {
	for _, verb := range []string{"Create", "Run", "Start", "Allocate", "Copy", "Send", "Import", "Restore", "Request", "Submit", "Invoke", "Publish", "Register", "Clone", "Purchase"} {
		if strings.HasPrefix(operation, verb) {
			return true
		}
	}
	return false
}
