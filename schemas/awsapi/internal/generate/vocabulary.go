package main

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/botocore"
	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// Levels of structures whose names count. Deeper ones tell little about which
// operation was meant and are most of the names.
const (
	inputLevels  = 2
	outputLevels = 3
)

// vocabulary returns the entry that says which operations take and answer a
// name, and the one with those operations.
func vocabulary(models map[string]*botocore.Model) (vocabulary, readers []byte) {
	le := binary.LittleEndian
	var columns [layout.ReaderColumns][]byte
	put16 := func(c layout.ReaderColumn, v int) { columns[c] = le.AppendUint16(columns[c], uint16(v)) }
	inputs, outputs := postings{}, postings{}
	row := 0
	for i, service := range slices.Sorted(maps.Keys(models)) {
		model := models[service]
		columns[layout.ReaderService] = append(columns[layout.ReaderService], service+"\n"...)
		put16(layout.ReaderServiceSize, len(model.Operations))
		for _, name := range slices.Sorted(maps.Keys(model.Operations)) {
			op := model.Operations[name]
			if !layout.ReadsOnly(name, op.ReadOnly) {
				continue
			}
			columns[layout.ReaderName] = append(columns[layout.ReaderName], name...)
			columns[layout.ReaderEnd] = le.AppendUint32(columns[layout.ReaderEnd], uint32(len(columns[layout.ReaderName])))
			put16(layout.ReaderOwner, i)
			if op.Input != nil {
				for path := range names(model, op.Input.Shape, inputLevels) {
					inputs.add(path, row)
				}
			}
			if op.Output != nil {
				for path := range names(model, op.Output.Shape, outputLevels) {
					outputs.add(path[strings.LastIndexByte(path, '.')+1:], row)
				}
			}
			row++
		}
	}
	var words [layout.VocabularyColumns][]byte
	words[layout.VocabularyInput], words[layout.VocabularyInputStart], words[layout.VocabularyInputPosting] = inputs.columns()
	words[layout.VocabularyOutput], words[layout.VocabularyOutputStart], words[layout.VocabularyOutputPosting] = outputs.columns()
	return layout.JoinColumns(words[:]), layout.JoinColumns(columns[:])
}

// names returns the dotted names of the members of a structure and of the
// structures in it, looking through lists and maps.
func names(model *botocore.Model, shape string, levels int) map[string]bool {
	found := map[string]bool{}
	var walk func(shape, path string, level int)
	walk = func(shape, path string, level int) {
		if level == levels {
			return
		}
		for _, m := range structureIn(model, shape).Members {
			found[path+m.Name] = true
			walk(m.Shape, path+m.Name+".", level+1)
		}
	}
	walk(shape, "", 0)
	return found
}

// structureIn is the shape behind the lists and maps around it. Lists can hold
// each other in a circle; eight are more than any real one has.
func structureIn(model *botocore.Model, name string) *botocore.Shape {
	shape := model.Shapes[name]
	for range 8 {
		switch {
		case shape.Member != nil:
			shape = model.Shapes[shape.Member.Shape]
		case shape.Value != nil:
			shape = model.Shapes[shape.Value.Shape]
		}
	}
	return shape
}

// postings are the ascending rows of the operations that have each name.
type postings map[uint32][]int

func (p postings) add(name string, row int) {
	hash := layout.Hash(name)
	if list := p[hash]; len(list) > 0 && list[len(list)-1] == row {
		return
	}
	p[hash] = append(p[hash], row)
}

func (p postings) columns() (hashes, start, posting []byte) {
	le := binary.LittleEndian
	for i, hash := range slices.Sorted(maps.Keys(p)) {
		hashes = le.AppendUint32(hashes, hash)
		if i%layout.VocabularyStep == 0 {
			start = le.AppendUint32(start, uint32(len(posting)))
		}
		var rows []byte
		last := 0
		for _, row := range p[hash] {
			rows = binary.AppendUvarint(rows, uint64(row-last))
			last = row
		}
		posting = binary.AppendUvarint(posting, uint64(len(rows)))
		posting = append(posting, rows...)
	}
	return hashes, start, posting
}
