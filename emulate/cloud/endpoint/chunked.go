package endpoint

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// chunked tells a body in the encoding aws-chunked, which lets a client sign or
// add checksums to what it is still reading.
func chunked(header http.Header) bool {
	for encoding := range strings.SplitSeq(header.Get("Content-Encoding"), ",") {
		if strings.EqualFold(strings.TrimSpace(encoding), "aws-chunked") {
			return true
		}
	}
	return strings.HasPrefix(header.Get("X-Amz-Content-Sha256"), "STREAMING-")
}

// plainHeaders makes the headers of a body say what they would without the
// encoding.
func plainHeaders(header http.Header, length int) {
	var others []string
	for encoding := range strings.SplitSeq(header.Get("Content-Encoding"), ",") {
		if encoding = strings.TrimSpace(encoding); encoding != "" && !strings.EqualFold(encoding, "aws-chunked") {
			others = append(others, encoding)
		}
	}
	header.Del("Content-Encoding")
	if len(others) > 0 {
		header.Set("Content-Encoding", strings.Join(others, ","))
	}
	header.Set("Content-Length", strconv.Itoa(length))
}

var errChunks = errors.New("the body is not in the encoding aws-chunked, which its headers announce")

// unchunk takes the content out of a body in aws-chunked. Signatures and trailers
// are left aside.
func unchunk(body []byte) ([]byte, error) {
	content := make([]byte, 0, len(body))
	for {
		line, rest, ok := bytes.Cut(body, []byte("\r\n"))
		if !ok {
			return nil, errChunks
		}
		digits, _, _ := strings.Cut(string(line), ";")
		size, err := strconv.ParseUint(strings.TrimSpace(digits), 16, 31)
		if err != nil || size > uint64(len(rest)) {
			return nil, errChunks
		}
		if size == 0 {
			return content, nil
		}
		content = append(content, rest[:size]...)
		body, ok = bytes.CutPrefix(rest[size:], []byte("\r\n"))
		if !ok {
			return nil, errChunks
		}
	}
}
