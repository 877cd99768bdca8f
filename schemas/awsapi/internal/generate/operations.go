package main

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/botocore"
	"github.com/ssmkit/ssmkit/schemas/awsapi/internal/layout"
)

// operationNames returns the entry that says who has an operation of a name,
// and under which other names AWS speaks of a service.
func operationNames(models map[string]*botocore.Model) []byte {
	le := binary.LittleEndian
	services := slices.Sorted(maps.Keys(models))
	owners := map[string][]uint16{}
	names := map[string][]uint16{}
	for i, service := range services {
		for operation := range models[service].Operations {
			owners[operation] = append(owners[operation], uint16(i))
		}
		m := models[service].Metadata
		other := []string{m.EndpointPrefix, m.SigningName, m.ServiceID, m.ServiceAbbreviation, m.ServiceFullName}
		slices.Sort(other)
		for _, name := range slices.Compact(other) {
			if name != "" && name != service {
				names[name] = append(names[name], uint16(i))
			}
		}
	}
	var columns [layout.DirectoryColumns][]byte
	for _, s := range services {
		columns[layout.DirectoryService] = append(columns[layout.DirectoryService], s+"\n"...)
	}
	put := func(text, start, owner layout.DirectoryColumn, lists map[string][]uint16) {
		for _, name := range slices.Sorted(maps.Keys(lists)) {
			columns[text] = append(columns[text], name+"\n"...)
			columns[start] = le.AppendUint32(columns[start], uint32(len(columns[owner])/2))
			for _, i := range lists[name] {
				columns[owner] = le.AppendUint16(columns[owner], i)
			}
		}
		columns[start] = le.AppendUint32(columns[start], uint32(len(columns[owner])/2))
	}
	put(layout.DirectoryOperation, layout.DirectoryOperationStart, layout.DirectoryOperationOwner, owners)
	put(layout.DirectoryName, layout.DirectoryNameStart, layout.DirectoryNameOwner, names)
	return layout.JoinColumns(columns[:])
}
