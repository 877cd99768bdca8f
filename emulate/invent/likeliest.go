package invent

import (
	"slices"
	"strings"
)

// good are the values that one hopes for, the best first, without regard to case
// and punctuation.
var good = []string{
	"available", "active", "inservice", "ready", "success", "succeeded", "successful", "completed", "complete",
	"createcomplete", "running", "healthy", "online", "enabled", "enable", "on", "ok", "passed", "issued", "deployed", "attached", "inuse",
	"associated", "granted", "approved", "valid", "done", "finished", "created", "connected", "compliant", "idle", "normal",
	"open", "live", "insync", "yes", "true",
}

// bad are words in values that one does not hope for, or not yet.
var bad = []string{
	"fail", "error", "delet", "pending", "creating", "updating", "progress", "disabl", "stop", "terminat", "cancel",
	"invalid", "unhealthy", "unavailable", "inactive", "expired", "reject", "denied", "deprecat", "unknown", "none", "not",
	"throttl", "timeout", "timedout", "impaired", "suspend", "initializing", "starting", "off", "revoked",
}

// Likeliest is the one of several values that says that all is well, or one of no
// consequence.
func Likeliest(known []string) string {
	plain := make([]string, len(known))
	for i, v := range known {
		plain[i] = plainly(v)
	}
	for _, word := range good {
		if i := slices.Index(plain, word); i >= 0 {
			return known[i]
		}
	}
	for _, v := range known {
		if !Unwelcome(v) {
			return v
		}
	}
	return known[0]
}

// Unwelcome tells whether a value says that something is not well, or not yet.
func Unwelcome(v string) bool {
	v = plainly(v)
	return slices.ContainsFunc(bad, func(word string) bool { return strings.Contains(v, word) })
}

func plainly(v string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(v))
}
