package synth

import (
	"strings"

	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// telling are the members of a sparse answer beside those that are required or
// wished for: what the answer is about, what it is called, and how it is.
func (m *maker) telling(member awsapi.Member, of string) bool {
	if m.depth == 1 {
		return true
	}
	if m.depth > 6 {
		return false
	}
	name, thing := strings.ToLower(member.Name()), Singular(strings.ToLower(of))
	if _, named := m.echo.one[name]; named && !generic(name) {
		return true
	}
	switch strings.TrimPrefix(name, thing) {
	case "id", "identifier", "name", "arn", "status", "state":
		return true
	}
	// Reservations hold instances, a role holds nothing.
	return m.depth == 3 && member.Shape().Type() == awsapi.List && leaf(member.Shape()).Type() == awsapi.Structure && m.alone(member)
}

// alone tells that no member of a structure beside this list says more.
func (m *maker) alone(member awsapi.Member) bool {
	return strings.HasSuffix(strings.ToLower(m.op.Name()), strings.ToLower(member.Name()))
}
