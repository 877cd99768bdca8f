package schemas

// SourceInfo returns the schema of aws:downloadContent's sourceInfo, where that
// is a map, for a sourceType such as "GitHub". It is false for any other word.
func SourceInfo(sourceType string) (*Schema, bool) { return chosen("command/source-info", sourceType) }
