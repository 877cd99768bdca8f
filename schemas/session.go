package schemas

// SessionProperties returns the schema of a Session document's properties for a
// sessionType such as "Port". It is false for Standard_Stream, whose properties
// nothing is known about, and for words that are no session type.
func SessionProperties(sessionType string) (*Schema, bool) {
	return chosen("session/properties", sessionType)
}
