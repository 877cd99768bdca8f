package layout

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
)

// entrySize is the width of a directory entry: where its name ends among the
// names, where its gzip member begins among the members, and its length once
// inflated, all U32.
const entrySize = 12

// headSize is the length of Magic and of the two U32 after it: the number of
// entries and the length of their names.
const headSize = len(Magic) + 8

// WriteArchive returns an archive of the entries, in the order of their names.
func WriteArchive(entries map[string][]byte) ([]byte, error) {
	le := binary.LittleEndian
	var directory, names, members []byte
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		names = append(names, name...)
		directory = le.AppendUint32(directory, uint32(len(names)))
		directory = le.AppendUint32(directory, uint32(len(members)))
		directory = le.AppendUint32(directory, uint32(len(entries[name])))
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			return nil, err
		}
		if _, err := z.Write(entries[name]); err != nil {
			return nil, err
		}
		if err := z.Close(); err != nil {
			return nil, err
		}
		members = append(members, b.Bytes()...)
	}
	out := []byte(Magic)
	out = le.AppendUint32(out, uint32(len(entries)))
	out = le.AppendUint32(out, uint32(len(names)))
	return slices.Concat(out, directory, names, members), nil
}

// An Archive reads what WriteArchive wrote. It holds no state besides the text
// and may be used by many goroutines.
type Archive string

// Check reports whether the text begins as an archive of this layout does and
// is long enough for its directory.
func (a Archive) Check() error {
	if !strings.HasPrefix(string(a), Magic) || len(a) < headSize {
		return errors.New("not an API index of this layout")
	}
	if len(a) < headSize+a.Len()*entrySize+a.namesLen() {
		return errors.New("the API index is cut short")
	}
	return nil
}

// Len is the number of entries.
func (a Archive) Len() int { return int(u32(string(a), len(Magic))) }

func (a Archive) namesLen() int { return int(u32(string(a), len(Magic)+4)) }

// field is a U32 of a directory entry.
func (a Archive) field(entry, offset int) int {
	return int(u32(string(a), headSize+entry*entrySize+offset))
}

// Name is the name of an entry; names ascend.
func (a Archive) Name(entry int) string {
	start := 0
	if entry > 0 {
		start = a.field(entry-1, 0)
	}
	names := string(a)[headSize+a.Len()*entrySize:]
	return names[start:a.field(entry, 0)]
}

// Names yields the names of all entries in ascending order.
func (a Archive) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range a.Len() {
			if !yield(a.Name(i)) {
				return
			}
		}
	}
}

// Find returns the entry of a name, or false.
func (a Archive) Find(name string) (int, bool) {
	return sort.Find(a.Len(), func(i int) int { return strings.Compare(name, a.Name(i)) })
}

// Read inflates one entry.
func (a Archive) Read(name string) ([]byte, error) {
	entry, ok := a.Find(name)
	if !ok {
		return nil, fmt.Errorf("the API index has no entry %q", name)
	}
	body := string(a)[headSize+a.Len()*entrySize+a.namesLen():]
	z, err := gzip.NewReader(strings.NewReader(body[a.field(entry, 4):]))
	if err != nil {
		return nil, fmt.Errorf("read %q of the API index: %w", name, err)
	}
	z.Multistream(false)
	out := make([]byte, a.field(entry, 8))
	if _, err := io.ReadFull(z, out); err != nil {
		return nil, fmt.Errorf("read %q of the API index: %w", name, err)
	}
	return out, nil
}

func u32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}
