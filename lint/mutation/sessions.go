package mutation

import "github.com/ssmkit/ssmkit/document"

func sessionKinds() []Kind {
	return []Kind{
		{Name: "misspelt-session-type", Summary: "misspelt the type of a session", make: misspeltSessionType},
		{Name: "session-type-case", Summary: "wrote the type of a session in the other case", make: sessionTypeCase},
		{Name: "misspelt-session-input", Summary: "misspelt an input of a session", make: misspeltSessionInput},
		{Name: "session-input-as-word", Summary: "wrote a word where a session takes true or false", make: sessionInputAsWord},
		{Name: "misspelt-session-property", Summary: "misspelt a property of a session", make: misspeltSessionProperty},
		{Name: "idle-time-out-too-long", Summary: "allowed a session to be idle for too long", make: idleTimeOutTooLong},
	}
}

func misspeltSessionType(m *maker) {
	if m.doc.Kind == document.Session {
		m.misspell(m.doc.SessionType)
	}
}

func sessionTypeCase(m *maker) {
	if m.doc.Kind == document.Session && m.doc.SessionType.IsString() {
		m.rename(m.doc.SessionType, otherCase(m.doc.SessionType.Text))
	}
}

func misspeltSessionInput(m *maker) {
	if m.doc.Kind == document.Session {
		for _, e := range ownEntries(m.doc.Inputs) {
			m.misspell(e.Key)
		}
	}
}

func sessionInputAsWord(m *maker) {
	if m.doc.Kind == document.Session {
		for _, e := range ownEntries(m.doc.Inputs) {
			if e.Value.Kind == document.Bool {
				m.write(e.Value, quote("enabled"), e.Key.Text)
			}
		}
	}
}

func misspeltSessionProperty(m *maker) {
	if m.doc.Kind == document.Session {
		for _, e := range ownEntries(m.doc.Properties) {
			m.misspell(e.Key)
		}
	}
}

func idleTimeOutTooLong(m *maker) {
	if m.doc.Kind != document.Session || m.doc.Inputs == nil {
		return
	}
	if n := m.doc.Inputs.Get("idleSessionTimeout"); n.IsScalar() {
		m.write(n, quote("600"), "idleSessionTimeout")
	} else {
		m.insert(m.doc.Inputs, "idleSessionTimeout", quote("600"))
	}
}
