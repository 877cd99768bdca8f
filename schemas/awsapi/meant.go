package awsapi

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
	"github.com/ssmkit/ssmkit/schemas/nearest"
)

// Evidence is what an author wrote for a call, names only. [MeantBy] finds the
// operations that it fits. Any of it may be empty.
type Evidence struct {
	Service, API string   // as named by the author; they only decide between equals
	Inputs       []string // parameters, "Filters", and the members of structures in them, "Filters.Key"
	FilterKeys   []string // what the author filters by: values of Filters[].Name, Filters[].Key and the like
	Outputs      []string // members of the answer, without their path: "PingStatus"
}

// A Candidate is an operation that the evidence fits.
type Candidate struct {
	OperationName
	// Score is the share of the evidence that fits, rare names counting more:
	// 1 is all of it.
	Score float64
	// Inputs, FilterKeys and Outputs are the parts of the evidence that fit, in
	// its order.
	Inputs, FilterKeys, Outputs []string
}

const (
	// leastScore is the score below which an operation is not offered: it would
	// leave more unexplained than it explains.
	leastScore = 0.5
	// maxOpened bounds the services opened to look for filter keys.
	maxOpened = 4
	// unit makes weights whole numbers, so that their sum does not depend on the
	// order in which they are added.
	unit = 1000
	// filterKeyWeight is that of a name that three operations in a thousand have:
	// filter keys are as telling as that, and not in the index.
	filterKeyWeight = 6 * unit
)

// MeantBy returns the operations that the evidence fits best, at most five, the
// best first, among those that change nothing. They tell an author that the
// parameters and outputs of one API were written for another. The operation
// that the author named may be among them; then there is no mix-up.
//
// Names must be spelt as the API spells them. Members of answers count down to
// the third level of structures. Only the services of the best candidates are
// opened, and only if there are filter keys.
func MeantBy(e Evidence) []Candidate {
	words, err := openVocabulary()
	if err != nil {
		return nil // the index in this program is broken: other calls say so
	}
	all, err := openReaders()
	if err != nil {
		return nil
	}
	inputs := words.postings(e.Inputs, layout.VocabularyInput, layout.VocabularyInputStart, layout.VocabularyInputPosting)
	outputs := words.postings(e.Outputs, layout.VocabularyOutput, layout.VocabularyOutputStart, layout.VocabularyOutputPosting)
	weights := make([]int, all.len()) // of what each operation explains
	total := weigh(weights, inputs, e.Inputs) + weigh(weights, outputs, e.Outputs) + filterKeyWeight*len(e.FilterKeys)
	// What cannot reach the least score, even if it had all filter keys, need
	// not be ordered: that is nearly everything.
	least := int(leastScore*float64(total)) - filterKeyWeight*len(e.FilterKeys)
	var fits []*fit
	for row, weight := range weights {
		if weight == 0 || weight < least {
			continue
		}
		f := &fit{weight: weight}
		f.OperationName, f.size = all.operation(row)
		f.near = nearness(f.OperationName, e)
		f.Inputs, f.Outputs = having(row, inputs, e.Inputs), having(row, outputs, e.Outputs)
		fits = append(fits, f)
	}
	return best(fits, e, total)
}

// A fit is an operation with what it explains.
type fit struct {
	Candidate
	weight int
	near   int // how near its name is to what the author named
	size   int // operations of its service: those with many are the best known
}

// weigh adds the weights of the names to the operations that have them, and
// returns the weight of all names. A name's weight grows with its rarity; one that
// no operation has weighs as much as one that a single operation has.
func weigh(weights []int, postings map[string][]int, names []string) int {
	total := 0
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue
		}
		operations := postings[name]
		weight := int(unit * math.Log(float64(len(weights)+1)/float64(max(1, len(operations)))))
		total += weight
		for _, row := range operations {
			weights[row] += weight
		}
	}
	return total
}

// having returns those of the names that the operation in a row has.
func having(row int, postings map[string][]int, names []string) []string {
	var found []string
	for i, name := range names {
		if _, has := slices.BinarySearch(postings[name], row); has && !slices.Contains(names[:i], name) {
			found = append(found, name)
		}
	}
	return found
}

// best orders the operations and completes those at the top.
func best(ranked []*fit, e Evidence, total int) []Candidate {
	slices.SortFunc(ranked, compareFits)
	if len(e.FilterKeys) > 0 {
		ranked = ranked[:min(len(ranked), 8*fewNames)]
		addFilterKeys(ranked, e.FilterKeys)
		slices.SortFunc(ranked, compareFits)
	}
	var best []Candidate
	for _, f := range ranked[:min(len(ranked), fewNames)] {
		if f.Score = float64(f.weight) / float64(total); f.Score >= leastScore {
			best = append(best, f.Candidate)
		}
	}
	return best
}

// addFilterKeys looks the keys up in the operations at the top, those of the
// first few services.
func addFilterKeys(ranked []*fit, keys []string) {
	var services []string
	for _, f := range ranked {
		if !slices.Contains(services, f.Service) {
			if len(services) == maxOpened {
				continue
			}
			services = append(services, f.Service)
		}
		op, err := Lookup(f.Service, f.Operation)
		if err != nil {
			continue // only a broken index lists what it does not hold
		}
		known := op.filterKeys()
		for i, key := range keys {
			if slices.Contains(known, key) && !slices.Contains(keys[:i], key) {
				f.FilterKeys = append(f.FilterKeys, key)
				f.weight += filterKeyWeight
			}
		}
	}
}

// filterKeys are the names that the operation filters by: the documented filter
// names, and the enums of texts one level inside its parameters (the key's name
// differs: Key, Name, key...).
func (o Operation) filterKeys() []string {
	keys := o.FilterNames()
	for parameter := range o.Input().Members() {
		shape := parameter.Shape()
		if shape.Type() == List {
			shape = shape.Elem().Shape()
		}
		for m := range shape.Members() {
			keys = slices.AppendSeq(keys, m.Enum())
		}
		if shape.Type() == Map {
			keys = slices.AppendSeq(keys, shape.Key().Enum())
		}
	}
	return keys
}

// nearness grows with the likeness of an operation to what the author named.
func nearness(n OperationName, e Evidence) int {
	api := squash(e.API)
	switch {
	case strings.EqualFold(n.Operation, api):
		return 3
	case nearest.Slip(api, n.Operation):
		return 2
	case strings.EqualFold(n.Service, e.Service):
		return 1
	}
	return 0
}

// compareFits orders fits by what they explain, then by how near they are to
// what the author named, then the better known service first.
func compareFits(a, b *fit) int {
	return cmp.Or(
		b.weight-a.weight,
		b.near-a.near,
		b.size-a.size,
		len(a.Operation)-len(b.Operation),
		strings.Compare(a.Service, b.Service),
		strings.Compare(a.Operation, b.Operation),
	)
}
