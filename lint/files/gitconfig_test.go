package files

import "testing"

func TestConfigValue(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"[core]\n\texcludesFile = ~/.ignore\n":                                "~/.ignore",
		"[core] excludesfile=a":                                               "a",
		"\ufeff[CORE]\r\nEXCLUDESFILE = a\r\n":                                "a",
		"[core]\nexcludesfile = a\n[user]\nexcludesfile = b\n":                "a",
		"[core]\nexcludesfile = a\n[core]\nbare\nexcludesfile = b c  # why\n": "b c",
		"[core \"sub\"]\nexcludesfile = a\n":                                  "",
		"[core]\n# excludesfile = a\n; excludesfile = b\n":                    "",
		"[core]\nexcludesfile = \"a # b\" \n":                                 "a # b",
		"[core]\nexcludesfile = a\\\nb\\\\c\\\"\n":                            "ab\\c\"",
		"[core]\nexcludesfile\n":                                              "",
		"[core":                                                               "",
		"excludesfile = a":                                                    "",
	} {
		if got, _ := configValue(text, "core", "excludesfile"); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
