package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/ssmkit/ssmkit/document"
)

// maxAttachment is how large an attachment may be for the service.
const maxAttachment = 256 << 20

// attachments finds the files that documents declare: beside the document, or in
// its folder attachments. One that is not what the document says is noted; the
// service would have refused it.
func attachments(stderr io.Writer) func(*document.Document, string) (string, error) {
	noted := map[string]bool{}
	return func(doc *document.Document, name string) (string, error) {
		if !filepath.IsLocal(name) {
			return "", nil
		}
		folder := filepath.Dir(doc.Source.Name())
		for _, path := range []string{filepath.Join(folder, name), filepath.Join(folder, "attachments", name)} {
			info, err := os.Stat(path)
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			if info.Size() > maxAttachment {
				return "", fmt.Errorf("read %s: it has %.1f MB, an attachment may have %d", path, float64(info.Size())/1e6, maxAttachment>>20)
			}
			sum, err := fileSum(path)
			if err != nil {
				return "", err
			}
			if want := declaredSum(doc, name); want != "" && !strings.EqualFold(sum, want) && !noted[path] {
				noted[path] = true
				fmt.Fprintf(stderr, "ssmrun: note: the SHA-256 of %s is %s, the runbook says %s\n", path, sum, want)
			}
			return filepath.Abs(path)
		}
		return "", nil
	}
}

func fileSum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// declaredSum is the SHA-256 that a document declares for a file, empty for none.
func declaredSum(doc *document.Document, name string) string {
	for _, file := range doc.Files {
		if file.Name.Text != name {
			continue
		}
		if sums := file.Node.Get("checksums"); sums != nil {
			for _, e := range sums.Entries {
				if e.Value.IsString() {
					return e.Value.Text // whatever the spelling of the key
				}
			}
		}
	}
	return ""
}
