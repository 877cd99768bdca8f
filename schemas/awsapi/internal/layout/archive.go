package layout

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
)

// entrySize is the width of a directory entry: where its name ends among the
// names, where its bytes end in the body, and its length once inflated, all U32.
// An entry whose bytes are no fewer than its length is stored, not deflated.
const entrySize = 12

// headSize is the length of Magic and of the two U32 after it: the number of
// entries and the length of their names.
const headSize = len(Magic) + 8

// WriteArchive returns an archive of the entries, in the order of their names.
// Those named in stored are not deflated, so that reading them takes no time.
func WriteArchive(entries map[string][]byte, stored ...string) ([]byte, error) {
	le := binary.LittleEndian
	var directory, names, body []byte
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		names = append(names, name...)
		text := entries[name]
		if !slices.Contains(stored, name) {
			var err error
			if text, err = deflate(text); err != nil {
				return nil, fmt.Errorf("deflate %q: %w", name, err)
			}
		}
		body = append(body, text...)
		directory = le.AppendUint32(directory, uint32(len(names)))
		directory = le.AppendUint32(directory, uint32(len(body)))
		directory = le.AppendUint32(directory, uint32(len(entries[name])))
	}
	out := []byte(Magic)
	out = le.AppendUint32(out, uint32(len(entries)))
	out = le.AppendUint32(out, uint32(len(names)))
	return slices.Concat(out, directory, names, body), nil
}

// deflate returns the text as a gzip member, or the text itself if that would
// save less than a quarter.
func deflate(text []byte) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(text); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	if 4*b.Len() > 3*len(text) {
		return text, nil
	}
	return b.Bytes(), nil
}

// An Archive reads what WriteArchive wrote. It holds no state besides the bytes,
// which must not change, and may be used by many goroutines.
type Archive []byte

// Len is the number of entries.
func (a Archive) Len() int { return int(u32(a, len(Magic))) }

func (a Archive) namesLen() int { return int(u32(a, len(Magic)+4)) }

// field is a U32 of a directory entry.
func (a Archive) field(entry, offset int) int {
	return int(u32(a, headSize+entry*entrySize+offset))
}

// Name is the name of an entry; names ascend.
func (a Archive) Name(entry int) string {
	names := a[headSize+a.Len()*entrySize:]
	return string(names[a.start(entry, 0):a.field(entry, 0)])
}

// start is where the stretch begins whose end is a field of a directory entry.
func (a Archive) start(entry, offset int) int {
	if entry == 0 {
		return 0
	}
	return a.field(entry-1, offset)
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

// Read returns the bytes of one entry, which must not be changed: those of an
// entry that is stored are the archive's own.
func (a Archive) Read(name string) ([]byte, error) {
	entry, ok := a.Find(name)
	if !ok {
		return nil, fmt.Errorf("the API index has no entry %q", name)
	}
	body := a[headSize+a.Len()*entrySize+a.namesLen():]
	body = body[a.start(entry, 4):a.field(entry, 4)]
	size := a.field(entry, 8)
	if len(body) == size {
		return body[:size:size], nil
	}
	out := make([]byte, size)
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("read %q of the API index: %w", name, err)
	}
	if _, err := io.ReadFull(z, out); err != nil {
		return nil, fmt.Errorf("read %q of the API index: %w", name, err)
	}
	return out, nil
}

func u32(b []byte, i int) uint32 { return binary.LittleEndian.Uint32(b[i:]) }
