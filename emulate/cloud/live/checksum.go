package live

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"net/textproto"
	"strings"

	"github.com/ssmkit/ssmkit/document/value"
	"github.com/ssmkit/ssmkit/emulate/cloud/live/internal/wire"
	"github.com/ssmkit/ssmkit/schemas/awsapi"
)

// defaultChecksum is the algorithm that the official clients take where the
// caller chooses none.
const defaultChecksum = "CRC32"

// checksums makes the hashes by the names that S3 has for them. MD5 and SHA-1
// protect against accidents here, as AWS wants it.
var checksums = map[string]func() hash.Hash{
	"CRC32":     func() hash.Hash { return crc32.NewIEEE() },
	"CRC32C":    func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) },
	"CRC64NVME": func() hash.Hash { return crc64.New(crc64.MakeTable(0x9a6c9329ac4bc9b5)) },
	"SHA1":      sha1.New,
	"SHA256":    sha256.New,
}

// protect adds the checksum of the body that an operation must or may carry,
// unless the input brings one along.
func protect(op awsapi.Operation, input *value.Object, req *wire.Request) error {
	facts := op.Checksum()
	if facts.AlgorithmMember == "" {
		if facts.Required && req.Header.Get("Content-Md5") == "" {
			sum := md5.Sum(req.Body)
			req.Header.Set("Content-Md5", base64.StdEncoding.EncodeToString(sum[:]))
		}
		return nil
	}
	for name := range req.Header {
		if strings.HasPrefix(name, "X-Amz-Checksum-") && name != "X-Amz-Checksum-Algorithm" && name != "X-Amz-Checksum-Type" {
			return nil
		}
	}
	algorithm, chosen := textMember(input, facts.AlgorithmMember)
	if !chosen && !facts.Required && len(req.Body) == 0 {
		return nil
	}
	if !chosen {
		algorithm = defaultChecksum
		if m := op.Input().Member(facts.AlgorithmMember); m.Location() == awsapi.InHeader {
			req.Header.Set(m.WireName(), algorithm)
		}
	}
	start, known := checksums[algorithm]
	if !known {
		return fmt.Errorf("%s: the checksum algorithm %q is not known", op.Name(), algorithm)
	}
	h := start()
	h.Write(req.Body) // never fails, says hash.Hash
	name := textproto.CanonicalMIMEHeaderKey("x-amz-checksum-" + strings.ToLower(algorithm))
	req.Header.Set(name, base64.StdEncoding.EncodeToString(h.Sum(nil)))
	return nil
}
