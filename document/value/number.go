package value

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// CompareNumbers compares two numbers by value, exactly: -1, 0 or 1 when a is
// less than, equal to or greater than b. It is false when one is no JSON number
// or has an exponent beyond 32 bits.
func CompareNumbers(a, b json.Number) (int, bool) {
	x, okX := parseDecimal(string(a))
	y, okY := parseDecimal(string(b))
	if !okX || !okY {
		return 0, false
	}
	return x.compare(y), true
}

// decimal is sign * 0.digits * 10^point. digits neither begins nor ends with a
// zero, so that equal numbers have equal decimals; it is empty for zero.
type decimal struct {
	negative bool
	digits   string
	point    int
}

// parseDecimal reads a number in the grammar of JSON, in time linear in its
// length whatever its exponent (math/big would write 1e-999999999 out).
func parseDecimal(text string) (decimal, bool) {
	rest, negative := strings.CutPrefix(text, "-")
	whole := leadingDigits(rest)
	rest = rest[len(whole):]
	if whole == "" || len(whole) > 1 && whole[0] == '0' {
		return decimal{}, false
	}
	fraction := ""
	if after, ok := strings.CutPrefix(rest, "."); ok {
		fraction = leadingDigits(after)
		rest = after[len(fraction):]
		if fraction == "" {
			return decimal{}, false
		}
	}
	exponent := 0
	if rest != "" {
		var ok bool
		if exponent, ok = parseExponent(rest); !ok {
			return decimal{}, false
		}
	}
	digits := strings.TrimLeft(whole+fraction, "0")
	point := exponent + len(whole) - (len(whole) + len(fraction) - len(digits))
	digits = strings.TrimRight(digits, "0")
	if digits == "" {
		return decimal{}, true
	}
	return decimal{negative, digits, point}, true
}

// parseExponent reads e5, E+5 or e-5.
func parseExponent(text string) (int, bool) {
	if text[0] != 'e' && text[0] != 'E' {
		return 0, false
	}
	text = text[1:]
	digits := strings.TrimPrefix(text, "-")
	if len(digits) == len(text) {
		digits = strings.TrimPrefix(text, "+")
	}
	if digits == "" || leadingDigits(digits) != digits {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 32)
	return int(n), err == nil
}

func leadingDigits(s string) string {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return s[:i]
}

func (d decimal) compare(e decimal) int {
	if d == e {
		return 0
	}
	if less := d.less(e); less {
		return -1
	}
	return 1
}

func (d decimal) less(e decimal) bool {
	if d.sign() != e.sign() {
		return d.sign() < e.sign()
	}
	if d.negative {
		d, e = e, d
	}
	if d.point != e.point {
		return d.point < e.point
	}
	return d.digits < e.digits
}

func (d decimal) sign() int {
	switch {
	case d.digits == "":
		return 0
	case d.negative:
		return -1
	}
	return 1
}

// fitsFloat tells whether a number in the grammar of JSON neither overflows nor
// vanishes as a 64-bit float, the range that every reader of JSON can be
// expected to have.
func fitsFloat(n json.Number) bool {
	const surelyFits = 300 // digits, which is as far as 1e300 and 1e-300 go
	if len(n) < surelyFits && !strings.ContainsAny(string(n), "eE") {
		return true
	}
	d, ok := parseDecimal(string(n))
	if !ok {
		return false
	}
	f, err := n.Float64()
	return err == nil && (f != 0) == (d.digits != "")
}

// Number returns v as a JSON number: a json.Number as it is, an int, int32, int64
// or float64 written as encoding/json writes it. It is false for anything else,
// and for infinities and NaN.
func Number(v any) (json.Number, bool) {
	switch v := v.(type) {
	case json.Number:
		return v, true
	case int:
		return json.Number(strconv.Itoa(v)), true
	case int32:
		return json.Number(strconv.FormatInt(int64(v), 10)), true
	case int64:
		return json.Number(strconv.FormatInt(v, 10)), true
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return "", false
		}
		text, err := json.Marshal(v)
		return json.Number(text), err == nil
	}
	return "", false
}
