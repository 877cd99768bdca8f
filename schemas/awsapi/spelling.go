package awsapi

import "strings"

// irregular makes ordinary words of those that boto3 spells by a table and not
// by its rule (botocore's xform_name). The table lists operations one by one
// and lags behind the models, so the regular spelling may be right as well.
var irregular = strings.NewReplacer(
	"iSCSI", "Iscsi",
	"HITsFor", "HitsFor",
	"OTel", "Otel",
	"PartiQL", "Partiql",
	"WhatsApp", "Whatsapp",
)

// snakeCase is boto3's name of an operation: DescribeDBInstances is
// describe_db_instances, ListObjectsV2 is list_objects_v2.
func snakeCase(name string) string { return regularSnakeCase(irregular.Replace(name)) }

func regularSnakeCase(name string) string {
	if n := pluralAcronym(name); n > 0 {
		name = name[:len(name)-n] + "_" + strings.ToLower(name[len(name)-n:])
	}
	return strings.ToLower(splitAfterSmall(splitBeforeWords(name)))
}

// pluralAcronym is the length of the ending if it is capitals and an s, as in
// DescribeNetworkACLs, or 0.
func pluralAcronym(name string) int {
	stem, found := strings.CutSuffix(name, "s")
	i := len(stem)
	for i > 0 && isUpper(stem[i-1]) {
		i--
	}
	if !found || len(stem)-i < 2 {
		return 0
	}
	return len(name) - i
}

// splitBeforeWords puts a low line before each capital that small letters
// follow, unless it comes first.
func splitBeforeWords(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); {
		b.WriteByte(name[i])
		i++
		if i+1 >= len(name) || !isUpper(name[i]) || !isLower(name[i+1]) {
			continue
		}
		b.WriteByte('_')
		b.WriteByte(name[i])
		for i++; i < len(name) && isLower(name[i]); i++ {
			b.WriteByte(name[i])
		}
	}
	return b.String()
}

// splitAfterSmall puts a low line between a small letter or digit and a capital.
func splitAfterSmall(name string) string {
	var b strings.Builder
	for i := range len(name) {
		if i > 0 && isUpper(name[i]) && (isLower(name[i-1]) || '0' <= name[i-1] && name[i-1] <= '9') {
			b.WriteByte('_')
		}
		b.WriteByte(name[i])
	}
	return b.String()
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
