package script

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
)

// nobody is the user that scripts run as where the program runs as root: on
// Linux, root has no limit to the number of its processes.
const nobody = 65534

// work is the folder of the script in the sandbox.
const work = "/tmp"

// attachmentFile is the file descriptor that the attachment is read from: its
// owner may be the only one who can.
const attachmentFile = 4

// sandbox is a way to start a process.
type sandbox struct {
	// bwrap is the path of bubblewrap, empty to do without.
	bwrap string
}

// findBwrap is the path of bubblewrap, empty where it is not installed.
func findBwrap() string {
	path, err := exec.LookPath("bwrap")
	if err != nil || !filepath.IsAbs(path) {
		return ""
	}
	return path
}

// systemFolders are what programs need of a system, as far as it has them.
var systemFolders = []string{
	"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store",
	"/etc/ld.so.cache", "/etc/ssl", "/etc/pki", "/etc/alternatives", "/etc/mime.types",
}

// command is what to execute so that a program runs in the sandbox: bubblewrap
// with its arguments. Besides what belongs to the system, the program finds the
// folders, and what can be read from the file descriptor attachmentFile under the
// name of the attachment, if that is not empty.
func (s sandbox) command(env []string, folders []string, attachment string, program []string) []string {
	args := []string{s.bwrap, "--die-with-parent", "--new-session", "--cap-drop", "ALL"}
	if os.Geteuid() == 0 {
		// Root needs no namespace of users, in which it would stay root. The
		// driver becomes another user.
		args = append(args, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
			"--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
	} else {
		args = append(args, "--unshare-all")
	}
	args = append(args, "--hostname", "ssmrun", "--clearenv")
	for i := 0; i+1 < len(env); i += 2 {
		args = append(args, "--setenv", env[i], env[i+1])
	}
	for _, folder := range systemFolders {
		info, err := os.Lstat(folder)
		switch {
		case err != nil:
		case info.Mode()&os.ModeSymlink != 0:
			if target, err := os.Readlink(folder); err == nil {
				args = append(args, "--symlink", target, folder)
			}
		default:
			args = append(args, "--ro-bind", folder, folder)
		}
	}
	for _, folder := range folders {
		if within(folder, "/usr") {
			continue
		}
		for _, above := range parents(folder) {
			// It would be made with the rights that it has, which may be for its
			// owner alone.
			args = append(args, "--perms", "0755", "--dir", above)
		}
		args = append(args, "--ro-bind", folder, folder)
	}
	args = append(args, "--proc", "/proc", "--dev", "/dev",
		"--perms", "1777", "--size", strconv.Itoa(maxShared), "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
		"--perms", "1777", "--size", strconv.Itoa(maxFiles), "--tmpfs", work)
	if attachment != "" {
		args = append(args, "--perms", "0444", "--ro-bind-data", strconv.Itoa(attachmentFile), attachment)
	}
	args = append(args, "--remount-ro", "/", "--chdir", work, "--")
	return append(args, program...)
}

// parents are the folders above one, the highest first.
func parents(folder string) []string {
	var out []string
	for above := filepath.Dir(folder); above != "/" && above != "."; above = filepath.Dir(above) {
		out = append(out, above)
	}
	slices.Reverse(out)
	return out
}

// uncontained says what a script can do without the sandbox, and why it runs
// without.
func uncontained(why string) string {
	return fmt.Sprintf("scripts run with your rights, %s: they could read your files and use the network, but see no credentials in their environment", why)
}
