package lint

import "fmt"

// Severity says what follows from a finding.
type Severity uint8

// The severities, the mildest first, so that they can be compared.
const (
	// Info is advice.
	Info Severity = iota
	// Warning is what runs but is probably not meant.
	Warning
	// Error is what the service refuses, or what makes the run fail.
	Error
)

var severityNames = [...]string{"info", "warning", "error"}

// String is the name of the severity in output and options.
func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads the name of a severity.
func ParseSeverity(name string) (Severity, error) {
	for i, n := range severityNames {
		if n == name {
			return Severity(i), nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q, expected error, warning or info", name)
}
