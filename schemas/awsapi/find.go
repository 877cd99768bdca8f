package awsapi

import "strings"

// A Place is where a member is within a shape.
type Place struct {
	// Path leads to the member from the shape: names with dots between them,
	// [0] for an element of a list and .<key> for a value of a map, such as
	// "Reservations[0].Instances[0].State".
	Path  string
	Value Value
}

// Bounds of a search. Answers nest at most about ten levels, but a few inputs
// are so wide that all their places are millions.
const (
	maxDepth  = 12
	maxVisits = 20000
)

// Find returns the places of the shape that have a member of a name without
// regard to case, at most n, the shallowest first and otherwise in the model's
// order. Places deeper than twelve levels, or inside a shape that contains
// itself for the second time, are not searched.
func (s Shape) Find(name string, n int) []Place { return valueOf(s).find(name, n) }

// Find is [Shape.Find] for an answer of the operation, boto3's ResponseMetadata
// included.
func (o Operation) Find(name string, n int) []Place { return answerOf(o).find(name, n) }

// A visit is a step of a breadth-first search, to what may hold members.
type visit struct {
	value  Value
	name   string // what leads here from the parent
	parent int    // index of an earlier visit, -1 for the root
	depth  int
}

func (v Value) find(name string, n int) []Place {
	var found []Place
	queue, seen := []visit{{value: v, parent: -1}}, 1
	for i := 0; i < len(queue) && len(found) < n; i++ {
		at := queue[i]
		if at.depth == maxDepth || visitedAbove(queue, i) {
			continue
		}
		for step, child := range at.value.steps() {
			if seen == maxVisits {
				break
			}
			seen++
			if !child.Type.Scalar() {
				queue = append(queue, visit{child, step, i, at.depth + 1})
			}
			if strings.EqualFold(step, name) && at.value.Type == Structure {
				if found = append(found, Place{joined(pathTo(queue, i), step), child}); len(found) == n {
					break
				}
			}
		}
	}
	return found
}

// steps yields what stands directly below a value with what leads there.
func (v Value) steps() func(yield func(string, Value) bool) {
	return func(yield func(string, Value) bool) {
		switch v.Type {
		case List:
			yield("[0]", v.held())
		case Map:
			yield("<key>", v.held())
		case Structure:
			v.fields()(yield)
		}
	}
}

// visitedAbove reports whether the shape of a visit is that of one above it.
func visitedAbove(queue []visit, i int) bool {
	shape := queue[i].value.Shape
	if !shape.Exists() || queue[i].value.Type != Structure {
		return false
	}
	for p := queue[i].parent; p >= 0; p = queue[p].parent {
		if queue[p].value.Shape == shape {
			return true
		}
	}
	return false
}

func pathTo(queue []visit, i int) string {
	at := queue[i]
	if at.parent < 0 {
		return ""
	}
	return joined(pathTo(queue, at.parent), at.name)
}

// joined is the path of what a step leads to from another path.
func joined(path, step string) string {
	if path == "" || strings.HasPrefix(step, "[") {
		return path + step
	}
	return path + "." + step
}
