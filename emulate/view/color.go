package view

// Style is how a text looks on a terminal, as ANSI has it.
type Style string

// The styles that views use.
const (
	Bold   Style = "1"
	Dim    Style = "2"
	Red    Style = "31"
	Green  Style = "32"
	Yellow Style = "33"
)

// Colors tells whether a view has colours.
type Colors bool

// Paint puts a text in a style.
func (on Colors) Paint(style Style, text string) string {
	if !on {
		return text
	}
	return "\x1b[" + string(style) + "m" + text + "\x1b[0m"
}
