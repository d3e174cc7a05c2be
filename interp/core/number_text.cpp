// Numbers as text: printing and reading them.
// Tests: tests/recorded/numbers.el
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "core/bignum.hpp"
#include "core/number.hpp"
#include "core/symbol.hpp"

namespace el {

namespace {

constexpr std::uint64_t quiet_bit = std::uint64_t{1} << 51;
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

// Emacs shows the payload of a NaN as its integer part.
std::string nan_text(double d) {
    auto bits = std::bit_cast<std::uint64_t>(d);
    return (bits & sign_bit ? "-" : "") + std::to_string(bits & (quiet_bit - 1)) + ".0e+NaN";
}

struct Decimal {  // 0.DIGITS times ten to the `exponent` + 1
    std::string digits;
    int exponent;
};

Decimal shortest_digits(double magnitude) {
    char buffer[40];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific).ptr;
    char* e = std::find(buffer, end, 'e');
    Decimal result{std::string(1, buffer[0]), 0};
    if (e > buffer + 2) result.digits.append(buffer + 2, e);
    std::from_chars(e[1] == '+' ? e + 2 : e + 1, end, result.exponent);
    return result;
}

std::string exponent_form(const Decimal& d) {
    std::string text = d.digits.substr(0, 1);
    if (d.digits.size() > 1) text += "." + d.digits.substr(1);
    int size = std::abs(d.exponent);
    return text + (d.exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + std::to_string(size);
}

std::string fixed_form(const Decimal& d) {
    if (d.exponent < 0) return "0." + std::string(static_cast<std::size_t>(-d.exponent - 1), '0') + d.digits;
    auto whole = static_cast<std::size_t>(d.exponent) + 1;
    if (d.digits.size() <= whole) return d.digits + std::string(whole - d.digits.size(), '0') + ".0";
    return d.digits.substr(0, whole) + "." + d.digits.substr(whole);
}

}  // namespace

// Emacs: the shortest digits that read back; with an exponent below 1e-4 and from 1e+15 on (or from where more digits than that
// are needed).
std::string float_to_text(double d) {
    if (std::isnan(d)) return nan_text(d);
    std::string minus = std::signbit(d) ? "-" : "";
    if (std::isinf(d)) return minus + "1.0e+INF";
    Decimal decimal = shortest_digits(std::fabs(d));
    int precision = std::max<int>(15, static_cast<int>(decimal.digits.size()));
    bool scientific = decimal.exponent < -4 || decimal.exponent >= precision;
    return minus + (scientific ? exponent_form(decimal) : fixed_form(decimal));
}

std::string number_to_text(Value number, int base) {
    if (is_float(number)) return float_to_text(float_value(number));
    if (number.is<Bignum>()) return bignum_to_text(number.as<Bignum>(), base);
    char buffer[72];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number.fixnum(), base).ptr};
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int digit_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

// The parts of a number at the start of a text.
struct Scan {
    bool negative = false;
    std::size_t digits_start = 0, whole_end = 0;  // integer digits
    bool fraction = false, exponent = false, infinity = false, nan = false;
    std::size_t end = 0;  // behind all of it; 0: no number here
};

// Behind the e of an exponent. Emacs takes "+INF" and "+NaN" only with the plus sign.
void scan_exponent(std::string_view text, std::size_t at, Scan& scan) {
    if (text.substr(at, 4) == "+INF" || text.substr(at, 4) == "+NaN") {
        (text[at + 1] == 'I' ? scan.infinity : scan.nan) = true;
        scan.end = at + 4;
        return;
    }
    std::size_t digits = at;
    if (digits < text.size() && (text[digits] == '+' || text[digits] == '-')) ++digits;
    std::size_t end = digits;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == digits) return;
    scan.exponent = true;
    scan.end = end;
}

void scan_fraction(std::string_view text, Scan& scan) {
    std::size_t at = scan.whole_end;
    bool whole = at > scan.digits_start;
    std::size_t mantissa_end = at;
    if (at < text.size() && text[at] == '.') {
        std::size_t end = at + 1;
        while (end < text.size() && is_digit(text[end])) ++end;
        scan.fraction = end > at + 1;
        if (whole || scan.fraction) scan.end = mantissa_end = end;
    }
    if (!whole && !scan.fraction) return;
    if (mantissa_end < text.size() && (text[mantissa_end] | 0x20) == 'e') scan_exponent(text, mantissa_end + 1, scan);
}

Scan scan_number(std::string_view text, int base) {
    Scan scan;
    std::size_t at = 0;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        scan.negative = text[0] == '-';
        at = 1;
    }
    scan.digits_start = at;
    while (at < text.size() && digit_value(text[at]) < base) ++at;
    scan.whole_end = at;
    if (at > scan.digits_start) scan.end = at;
    if (base == 10) scan_fraction(text, scan);
    return scan;
}

// The magnitude of what from_chars found out of range: infinite or zero, by the power of ten of the first digit.
double out_of_range(std::string_view digits) {
    long power = 0, shift = 0;
    std::size_t e = digits.find_first_of("eE");
    if (e != std::string_view::npos) {
        std::string_view text = digits.substr(e + 1);
        if (text.starts_with('+')) text.remove_prefix(1);
        if (std::from_chars(text.data(), text.data() + text.size(), power).ec != std::errc())
            power = text.starts_with('-') ? -1000000000 : 1000000000;
        digits = digits.substr(0, e);
    }
    std::size_t dot = std::min(digits.find('.'), digits.size());
    std::size_t first = digits.find_first_of("123456789");
    if (first == std::string_view::npos) return 0.0;
    shift = static_cast<long>(dot) - static_cast<long>(first);
    return power + shift > 0 ? HUGE_VAL : 0.0;
}

Value float_from(std::string_view text, const Scan& scan) {
    double d = 0;
    if (scan.infinity) {
        d = HUGE_VAL;
    } else if (scan.nan) {
        std::uint64_t payload = 0;
        std::from_chars(text.data() + scan.digits_start, text.data() + scan.whole_end, payload);
        d = std::bit_cast<double>(std::uint64_t{0x7FF8} << 48 | (payload & (quiet_bit - 1)));
    } else {
        std::string_view digits = text.substr(scan.digits_start, scan.end - scan.digits_start);
        if (std::from_chars(digits.data(), digits.data() + digits.size(), d).ec == std::errc::result_out_of_range) d = out_of_range(digits);
    }
    return make_float(scan.negative ? -d : d);
}

Value integer_from_digits(Interpreter& in, std::string_view digits, bool negative, int base) {
    Int n = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), n, base).ec == std::errc()) return make_integer(in, negative ? -n : n);
    Mpz z;
    mpz_set_str(z, std::string(digits).c_str(), base);
    if (negative) mpz_neg(z, z);
    return integer_from(in, z);
}

}  // namespace

Value parse_number_prefix(Interpreter& in, std::string_view text, int base, std::size_t* used) {
    Scan scan = scan_number(text, base);
    if (used) *used = scan.end;
    if (scan.end == 0) return Value::unbound();
    if (scan.fraction || scan.exponent || scan.infinity || scan.nan) return float_from(text, scan);
    return integer_from_digits(in, text.substr(scan.digits_start, scan.whole_end - scan.digits_start), scan.negative, base);
}

Value parse_number(Interpreter& in, std::string_view token, int base) {
    if (scan_number(token, base).end != token.size()) return Value::unbound();
    return parse_number_prefix(in, token, base);
}

}  // namespace el
