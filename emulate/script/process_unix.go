//go:build unix

package script

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// process is a driver that has come up and waits to be told what to run.
type process struct {
	cmd      *exec.Cmd
	log      *log
	control  *control
	listener net.Listener
	// folder is the script's own, where there is no sandbox with one.
	folder string
	// attachment is where the script finds its attachment.
	attachment string
	waited     chan struct{} // closed when the process has ended
}

// notStartedError says that the driver has not come up.
type notStartedError struct{ message string }

func (e *notStartedError) Error() string { return e.message }

// startTime is how long Python may take to start.
const startTime = 20 * time.Second

func startProcess(ctx context.Context, python *python, box sandbox, env []string, attachment string) (p *process, err error) {
	p = &process{log: &log{}, attachment: attachment, waited: make(chan struct{})}
	ours, theirs, err := socketPair()
	if err != nil {
		return nil, err
	}
	defer theirs.Close()
	files := []*os.File{theirs}
	program := []string{python.Executable, "-S", "-c", load, driver}
	if box.bwrap != "" {
		if attachment != "" {
			file, err := os.Open(attachment)
			if err != nil {
				ours.Close()
				return nil, err
			}
			defer file.Close()
			files = append(files, file)
			p.attachment = "/attachment/" + filepath.Base(attachment)
		}
		env = append(env, "HOME", work, "TMPDIR", work)
		program = box.command(env, python.folders(), p.attachment, program)
	} else {
		if p.folder, err = os.MkdirTemp("", "ssmrun-script-"); err != nil {
			ours.Close()
			return nil, err
		}
		env = append(env, "HOME", p.folder, "TMPDIR", p.folder)
	}
	p.control = newControl(ours, ours)
	p.cmd = exec.Command(program[0], program[1:]...)
	p.cmd.Dir = p.folder
	p.cmd.Env = joined(env)
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	p.cmd.ExtraFiles = files
	// All that the script starts can be ended together.
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	// Something that got away may keep the pipes open.
	p.cmd.WaitDelay = time.Second
	if err := p.cmd.Start(); err != nil {
		ours.Close()
		return nil, errors.Join(err, p.removeFolder())
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is in its state
		close(p.waited)
	}()
	theirs.Close()
	if err := p.hello(ctx); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

// joined makes an environment of names and values in turn.
func joined(pairs []string) []string {
	var env []string
	for i := 0; i+1 < len(pairs); i += 2 {
		env = append(env, pairs[i]+"="+pairs[i+1])
	}
	return env
}

// socketPair is two ends of a connection; the second one is for another process.
func socketPair() (ours *net.UnixConn, theirs *os.File, err error) {
	syscall.ForkLock.RLock()
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(fds[0])
		syscall.CloseOnExec(fds[1])
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, nil, fmt.Errorf("make a pair of sockets: %w", err)
	}
	file := os.NewFile(uintptr(fds[0]), "control")
	theirs = os.NewFile(uintptr(fds[1]), "control")
	defer file.Close()
	conn, err := net.FileConn(file)
	if err != nil {
		theirs.Close()
		return nil, nil, fmt.Errorf("make a pair of sockets: %w", err)
	}
	return conn.(*net.UnixConn), theirs, nil
}

// hello waits for the driver to come up and takes its listening socket. Nothing
// of the script runs before.
func (p *process) hello(ctx context.Context) error {
	defer context.AfterFunc(ctx, p.kill)()
	conn := p.control.conn
	if err := conn.SetReadDeadline(time.Now().Add(startTime)); err != nil {
		return err
	}
	text, rights := make([]byte, 256), make([]byte, syscall.CmsgSpace(4))
	n, m, _, _, err := conn.ReadMsgUnix(text, rights)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil || n == 0 || text[n-1] != '\n' {
		p.kill()
		<-p.waited
		printed, _ := p.log.read()
		return &notStartedError{firstLine(printed, "it ended without a word")}
	}
	if p.listener, err = listenerIn(rights[:m]); err != nil {
		return err
	}
	return conn.SetReadDeadline(time.Time{})
}

func firstLine(text, fallback string) string {
	if text = strings.TrimSpace(text); text == "" {
		return fallback
	}
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// listenerIn is the listening socket that came with a message.
func listenerIn(rights []byte) (net.Listener, error) {
	messages, err := syscall.ParseSocketControlMessage(rights)
	if err != nil || len(messages) != 1 {
		return nil, errors.New("the driver gave no socket")
	}
	fds, err := syscall.ParseUnixRights(&messages[0])
	if err != nil || len(fds) != 1 {
		return nil, errors.New("the driver gave no socket")
	}
	file := os.NewFile(uintptr(fds[0]), "listener")
	defer file.Close()
	return net.FileListener(file)
}

// kill ends the process and all that it has started, as far as that has stayed
// in its group, the process itself gone or not; with the sandbox, nothing outlives
// it.
func (p *process) kill() {
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // an error tells that none is left
}

// grace is how long a process may take to end that has nothing more to say.
const grace = time.Second

// end ends the process and says how it ended: at once, or so that a process which
// has hung up can say why by the way it ends.
func (p *process) end(atOnce bool) string {
	if !atOnce {
		select {
		case <-p.waited:
		case <-time.After(grace):
			p.kill()
			<-p.waited
			return "the script has cut the connection to what runs it"
		}
	}
	p.kill()
	<-p.waited
	status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !ok {
		return "the script ended without returning anything"
	}
	signal := status.Signal()
	// Bubblewrap ends as a shell does.
	if code := status.ExitStatus(); code > 128 {
		signal = syscall.Signal(code - 128)
	}
	if status.Signaled() || status.ExitStatus() > 128 {
		return fmt.Sprintf("the script was ended by the signal %q", signal)
	}
	return fmt.Sprintf("the script ended without returning anything, with exit status %d", status.ExitStatus())
}

func (p *process) close() {
	p.kill()
	<-p.waited
	_ = p.control.conn.Close()
	if p.listener != nil {
		_ = p.listener.Close()
	}
	_ = p.removeFolder() // what is left of it is in the system's folder for such
}

func (p *process) removeFolder() error {
	if p.folder == "" {
		return nil
	}
	return os.RemoveAll(p.folder)
}
