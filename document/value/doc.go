// Package value holds JSON values without positions whose objects keep the
// order of their keys: answers of APIs, outputs of steps, results of scripts.
//
// A value is one of nil, bool, string, json.Number, []any and *Object. The order
// of keys matters because a selector with ".." collects in document order and
// because a run shows JSON as its author or AWS wrote it.
//
//	answer := value.New(
//		"InstanceId", "i-0123456789abcdef0",
//		"State", value.New("Code", 16, "Name", "running"),
//		"Tags", value.List(value.New("Key", "Name", "Value", "web")),
//	)
//	text, err := value.Encode(answer)
//
// It lives here: the values, reading and writing them as JSON, and comparing
// them. It does not live here: values that know their place in a file (package
// document), picking parts of a value (document/selector), and the conversions
// between the types of Automation (package emulate).
package value
