package files

import (
	"fmt"
	"os"
	"path/filepath"
)

// Replace gives a file another content. It does so in one step: whoever reads
// the file, or pulls the plug, meets the old content or the new one. The file
// keeps its permissions; a symbolic link stays one, and the file that it leads
// to is replaced. Only regular files can be, and the user must be allowed to
// write to their directory.
func Replace(path string, text []byte) error {
	if err := replace(path, text); err != nil {
		return fmt.Errorf("write the mended file: %w", err)
	}
	return nil
}

func replace(path string, text []byte) (err error) {
	path, err = filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file", path)
	}
	// A rename is one step only within a file system.
	temporary, err := os.CreateTemp(filepath.Dir(path), ".ssmkit-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temporary.Name()) // the error that is returned says more
		}
	}()
	_, err = temporary.Write(text)
	if err == nil {
		err = temporary.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = temporary.Sync()
	}
	if closeErr := temporary.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}
