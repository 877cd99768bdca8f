// Package selector compiles and evaluates the selectors of Automation: the
// Selector of an output and the PropertySelector of a wait or assert step.
//
//	path, err := selector.Compile("$.Reservations[0].Instances[0].State.Name")
//	if err != nil {
//		return err // a *SyntaxError with the offset of the mistake
//	}
//	state, err := path.Select(response)
//
// The dialect is that of Jayway's JsonPath (Java, 2.4 and later), with one
// extension of the service: .'step.Output' after a dot is a key that holds dots.
// A path of keys and single indexes is definite and selects one value; a path
// with "..", "*", a slice, several indexes or a filter selects a list.
//
// It lives here: reading selectors with the place of every part, and evaluating
// them. It does not live here: whether an API's answer can hold what a selector
// asks for (package lint), and what becomes of the selected value (package
// emulate).
package selector
