package selector

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
)

// functionNames are the functions that are evaluated, those of Jayway that need
// no argument and index(n).
const functionNames = "avg first index keys last length max min size stddev sum"

// function reads the call of a function whose name ends here.
func (p *parser) function(path *Path, start, from int) error {
	name := p.text[from:p.pos]
	span := Span{from, p.pos}
	open := p.pos
	p.pos++
	length := strings.IndexByte(p.text[p.pos:p.end], ')')
	if length < 0 {
		return p.fail(open, "the parenthesis is never closed")
	}
	argument := strings.Trim(p.text[p.pos:p.pos+length], blanks)
	if name == "concat" || name == "append" || argument != "" && name != "index" {
		return p.unsupported(from, "functions with arguments are not evaluated here")
	}
	if name == "" || !slices.Contains(strings.Fields(functionNames), name) {
		return p.fail(from, "there is no function %q", name)
	}
	s := Segment{Kind: Function, Names: []string{name}, NameSpans: []Span{span}, Offset: start}
	if name == "index" {
		n, err := p.integer(argument, p.pos)
		if err != nil {
			return err
		}
		s.Indexes = []int{n}
	}
	p.pos += length + 1
	s.End = p.pos
	path.segments = append(path.segments, s)
	return nil
}

// checkFunctions allows a function where its meaning is certain: at the end of a
// definite path. Jayway gives others one too, but a surprising one (the result
// of both the function and of what follows it; children where ".." comes first).
func (p *parser) checkFunctions(path *Path) error {
	spread := false
	for i := range path.segments {
		s := &path.segments[i]
		last := i == len(path.segments)-1
		if s.Kind == Function && (spread || !last) {
			return p.unsupported(s.NameSpans[0].Start, "%s() is evaluated only at the end of a path of keys and single indexes", s.Names[0])
		}
		spread = spread || !s.isDefinite(last)
	}
	return nil
}

// call computes the function s of v. When there is no result, reason tells why.
func call(s *Segment, v any) (result any, reason string) {
	switch name := s.Names[0]; name {
	case "length", "size":
		return length(v), ""
	case "keys":
		return keys(v), ""
	case "first":
		return element(v, 0)
	case "last":
		return element(v, -1)
	case "index":
		return element(v, s.Indexes[0])
	default:
		return aggregate(name, v)
	}
}

// length counts members or elements; anything else has null, as in Jayway.
func length(v any) any {
	if !isContainer(v) {
		return nil
	}
	return number(float64(contentsOf(v).len()))
}

func keys(v any) any {
	if !isObject(v) {
		return nil
	}
	names := []any{}
	for name := range contentsOf(v).object.All() {
		names = append(names, name)
	}
	return names
}

func aggregate(name string, v any) (any, string) {
	list, ok := v.([]any)
	if !ok {
		return nil, notA("a list", v)
	}
	var numbers []float64
	for _, item := range list {
		if n, ok := value.Number(item); ok {
			f, err := n.Float64()
			if err != nil {
				return nil, fmt.Sprintf("%s is no number to compute with", n)
			}
			numbers = append(numbers, f)
		}
	}
	if len(numbers) == 0 {
		return nil, "the list has no numbers"
	}
	result := compute(name, numbers)
	if math.IsInf(result, 0) || math.IsNaN(result) {
		return nil, "the numbers are too large"
	}
	return number(result), ""
}

// compute returns the aggregate of numbers, of which there is at least one.
func compute(name string, numbers []float64) float64 {
	sum, squares := 0.0, 0.0
	for _, n := range numbers {
		sum += n
		squares += n * n
	}
	count := float64(len(numbers))
	switch name {
	case "sum":
		return sum
	case "min":
		return slices.Min(numbers)
	case "max":
		return slices.Max(numbers)
	case "stddev":
		return math.Sqrt(max(0, squares/count-sum*sum/count/count))
	}
	return sum / count
}

// number returns f, which is finite, as a value.
func number(f float64) json.Number {
	n, _ := value.Number(f)
	return n
}
