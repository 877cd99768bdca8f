package script_test

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ssmkit/ssmkit/document/documenttest"
	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/clock"
	"github.com/ssmkit/ssmkit/emulate/script"
)

// hostile are scripts that mean harm, or might as well. Each ends in the words
// that are wanted of its result, its exception, its end or the error.
var hostile = []struct{ name, text, want string }{
	{"reads the user's files", `
import os
def handler(events, context):
    found = []
    for home in events["homes"]:
        for folder, _, files in os.walk(home):
            found += [os.path.join(folder, f) for f in files if f == "credentials"]
    try:
        return open(events["secret"]).read()
    except OSError as e:
        return [type(e).__name__, found]
`, `["FileNotFoundError",[]]`},
	{"has no credentials in its environment", `
import os
def handler(events, context):
    return sorted(k for k, v in os.environ.items() if "secret-of-the-user" in v or k == "SSMKIT_TESTDATA")
`, `[]`},
	{"opens a socket to elsewhere", `
import socket
def handler(events, context):
    return [type(attempt(a)).__name__ for a in [("192.0.2.1", 80), ("127.0.0.1", events["port"])]]
def attempt(address):
    try:
        return socket.create_connection(address, 5)
    except OSError as e:
        return e
`, `["OSError","ConnectionRefusedError"]`},
	{"sees no other process", `
import os
def handler(events, context):
    return [os.getpid() < 10, len([p for p in os.listdir("/proc") if p.isdigit()]) < 5]
`, `[true,true]`},
	{"forks without end", `
import os
def handler(events, context):
    while True:
        os.fork()
`, `BlockingIOError`},
	{"starts threads without end", `
import threading
def handler(events, context):
    while True:
        threading.Thread(target=threading.Event().wait).start()
`, `RuntimeError`},
	{"allocates without end", `
def handler(events, context):
    kept = []
    while True:
        kept.append(bytearray(1 << 24))
`, `MemoryError`},
	{"never returns", `
def handler(events, context):
    while True: pass
`, `the script had not ended after 1s and was stopped`},
	{"ignores that it should end", `
import signal
def handler(events, context):
    for s in range(1, 65):
        try: signal.signal(s, signal.SIG_IGN)
        except (OSError, ValueError): pass
    while True: pass
`, `the script had not ended after 1s and was stopped`},
	{"prints 1 GB", `
def handler(events, context):
    line = "x" * (1 << 20)
    for _ in range(1 << 10): print(line)
    return "done"
`, `"done"`},
	{"writes 10 GB into a file", `
def handler(events, context):
    with open("large", "wb") as f:
        for _ in range(10 << 10): f.write(bytes(1 << 20))
`, `OSError`},
	{"writes many large files", `
def handler(events, context):
    return [fill(folder) for folder in (".", "/dev/shm")]
def fill(folder):
    try:
        for i in range(100):
            with open(f"{folder}/large{i}", "wb") as f:
                for _ in range(100): f.write(bytes(1 << 20))
    except OSError as e:
        return e.strerror
`, `["No space left on device","No space left on device"]`},
	{"writes where it may not", `
import os
def handler(events, context):
    wrong = []
    for path in ("/usr/x", "/etc/x", "/x", "/dev/x", "/proc/sys/kernel/core_pattern", "/attachment"):
        try:
            open(path, "w").close(); wrong.append(path)
        except OSError: pass
    return wrong
`, `[]`},
	{"becomes root again", `
import os
def handler(events, context):
    tried = []
    for f in (lambda: os.setuid(0), lambda: os.chroot("/tmp"), lambda: os.mknod("/tmp/m", 0o60600, 0), lambda: os.sethostname("x") if hasattr(os, "sethostname") else os.setgroups([0])):
        try:
            f(); tried.append("succeeded")
        except OSError as e:
            tried.append(e.strerror)
    return tried if os.getuid() else [x for x in tried[1:]]
`, `Operation not permitted`},
	{"closes the connection", `
import os
def handler(events, context):
    os.close(3)
    while True: pass
`, `the script has cut the connection to what runs it`},
	{"forges a result", `
import os
def handler(events, context):
    os.write(3, b'{"returned": "[1e999999999, {"]}\n')
    return 1
`, `the script has disturbed what runs it`},
	{"says nonsense", `
import os
def handler(events, context):
    os.write(3, b'{"sleep": -1e300}\n')
    return 1
`, `the script has disturbed what runs it`},
	{"says more than anybody wants to hear", `
import os
def handler(events, context):
    while True: os.write(3, b"x" * 65536)
`, `the script has disturbed what runs it`},
	{"leaves a daemon behind", `
import os, time
def handler(events, context):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True: open("/tmp/alive", "w").write("x")
        os._exit(0)
    return "left"
`, `"left"`},
	{"returns more than JSON can nest", `
def handler(events, context):
    x = []
    for _ in range(100000): x = [x]
    return x
`, `RecursionError`},
	{"nests until the stack is full", `
import sys
def handler(events, context):
    sys.setrecursionlimit(10**9)
    x = []
    for _ in range(100000): x = [x]
    return x
`, `segmentation fault`},
	{"returns too much", `
def handler(events, context):
    return "x" * 200000
`, `the script returned 200002 bytes of JSON, it may return 102400`},
	{"raises what cannot be told", `
class Odd(Exception):
    def __str__(self): raise self
def handler(events, context):
    raise Odd
`, `Odd`},
	{"raises something huge", `
def handler(events, context):
    raise Exception("x" * 10**8)
`, `Exception`},
	{"raises in circles", `
def handler(events, context):
    a, b = KeyError(1), KeyError(2)
    a.__cause__, b.__cause__ = b, a
    raise a
`, `KeyError`},
	{"breaks what Python is made of", `
import builtins, json, os, sys
def handler(events, context):
    for name in dir(builtins):
        if name not in ("open", "print"): setattr(builtins, name, None)
    sys.modules.clear()
    json.dumps = os.write = None
    return 1
`, `the script`},
}

// TestHostileScripts holds that a script in the sandbox harms nothing and nobody,
// and that what it tried is reported.
func TestHostileScripts(t *testing.T) {
	t.Parallel()
	documenttest.Program(t, "bwrap")
	secret := filepath.Join(t.TempDir(), ".aws", "credentials")
	if err := os.MkdirAll(filepath.Dir(secret), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(secret, []byte("aws_secret_access_key = secret-of-the-user"), 0o644); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	events := value.New(
		"secret", secret, "port", listener.Addr().(*net.TCPAddr).Port, "homes", value.List("/root", "/home"),
	)
	note := func(note string) { t.Error("note:", note) }
	patient := script.New(script.Config{Note: note})
	impatient := script.New(script.Config{Note: note, TimeLimit: time.Second})
	for _, c := range hostile {
		t.Run(strings.ReplaceAll(c.name, " ", "_"), func(t *testing.T) {
			if testing.Short() && strings.Contains(c.name, "GB") {
				t.Skip("it moves much data")
			}
			runner := patient
			if strings.Contains(c.want, "had not ended") {
				runner = impatient
			}
			result, err := runner.Run(context.Background(), script.Program{
				Name: "hostile.yaml", Text: c.text, Handler: "handler", Events: events,
				Clock: clock.NewVirtual(time.Now()),
			})
			got := outcome(t, result, err)
			if !strings.Contains(got, c.want) {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			if len(result.Log) > 1<<20 {
				t.Errorf("%d bytes of what it printed were kept", len(result.Log))
			}
		})
	}
}

// outcome is what became of a script, as one text.
func outcome(t *testing.T, r script.Result, err error) string {
	t.Helper()
	switch {
	case err != nil:
		return "error: " + err.Error()
	case r.Death != "":
		return r.Death
	case r.Exception != nil:
		return r.Exception.Traceback(script.Frame.Plain)
	}
	text, err := value.Encode(r.Returned)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
