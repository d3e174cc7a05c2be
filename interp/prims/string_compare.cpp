// Comparing strings, searching in them.
// Tests: tests/recorded/strings.el
#include <algorithm>
#include <cstring>
#include <cwchar>
#include <locale.h>
#include <wctype.h>

#include "prims/all.hpp"
#include "prims/strings.hpp"
#include "text/case_table.hpp"

namespace el {

namespace {

Value string_equal(Interpreter& in, Value a, Value b) {
    const String& x = string_or_name(in, a);
    return truth(in, same_string(x, string_or_name(in, b)));
}

Value string_lessp(Interpreter& in, Value a, Value b) {
    const String& x = string_or_name(in, a);
    return truth(in, string_less(x, string_or_name(in, b)));
}

Value string_greaterp(Interpreter& in, Value a, Value b) {
    const String& x = string_or_name(in, a);
    return truth(in, string_less(string_or_name(in, b), x));
}

// --- compare-strings ---

// Emacs: an end beyond the string is the end of the string; a wrong part is reported with the cut end.
Range part_to_compare(Interpreter& in, const String& s, Value start, Value end) {
    if (end.is_fixnum() && end.fixnum() > static_cast<Int>(s.chars)) end = fixnum(static_cast<Int>(s.chars));
    return checked_range(in, Value::from_object(&s), start, end, s.chars);
}

char32_t multibyte_form(const String& s, char32_t c) {
    return s.multibyte() ? c : utf8::raw_to_char(static_cast<std::uint8_t>(c));
}

Value compare_strings(Interpreter& in, String& a, Value start1, Value end1, String& b, Value start2, Value end2, Opt<Value> ignore_case) {
    Range x = part_to_compare(in, a, start1, end1), y = part_to_compare(in, b, start2, end2);
    StringCursor p(a, string_byte_offset(a, x.from)), q(b, string_byte_offset(b, y.from));
    std::size_t i = x.from, j = y.from;
    while (i < x.to && j < y.to) {
        char32_t c = multibyte_form(a, p.next()), d = multibyte_form(b, q.next());
        ++i, ++j;
        if (c == d) continue;
        if (!ignore_case.value.is_nil()) {
            c = upcase(in, c);
            d = upcase(in, d);
            if (c == d) continue;
        }
        Int place = static_cast<Int>(i - x.from);
        return fixnum(c < d ? -place : place);
    }
    if (i < x.to) return fixnum(static_cast<Int>(i - x.from) + 1);
    if (j < y.to) return fixnum(-static_cast<Int>(i - x.from) - 1);
    return in[sym::t];
}

// --- collation by the locale ---

// A locale object that frees itself; the process's own for nil.
class Locale {
public:
    Locale(Interpreter& in, Value name) {
        std::string text = name.is<String>() ? std::string(name.as<String>().view()) : "";
        locale_ = newlocale(LC_ALL_MASK, text.c_str(), nullptr);
        if (!locale_ && name.is<String>()) error(in, "Invalid locale %s: %s", text.c_str(), std::strerror(errno));
        if (!locale_) locale_ = newlocale(LC_ALL_MASK, "C", nullptr);
    }
    ~Locale() { freelocale(locale_); }
    Locale(const Locale&) = delete;
    operator locale_t() const { return locale_; }  // NOLINT: used as the C library's own type

private:
    locale_t locale_;
};

std::wstring wide(const String& s) {
    std::wstring result;
    for (StringCursor at(s); !at.done();) result.push_back(static_cast<wchar_t>(at.next()));
    return result;
}

int collate(Interpreter& in, Value a, Value b, Value locale_name, Value ignore_case) {
    std::wstring x = wide(string_or_name(in, a)), y = wide(string_or_name(in, b));
    if (!locale_name.is_nil() && !locale_name.is<String>()) wrong_type(in, sym::stringp, locale_name);
    Locale locale(in, locale_name);
    if (!ignore_case.is_nil())
        for (std::wstring* text : {&x, &y})
            for (wchar_t& c : *text) c = static_cast<wchar_t>(towlower_l(static_cast<wint_t>(c), locale));
    return wcscoll_l(x.c_str(), y.c_str(), locale);
}

Value string_collate_lessp(Interpreter& in, Value a, Value b, Opt<Value> locale, Opt<Value> ignore_case) {
    return truth(in, collate(in, a, b, locale.value, ignore_case.value) < 0);
}
Value string_collate_equalp(Interpreter& in, Value a, Value b, Opt<Value> locale, Opt<Value> ignore_case) {
    return truth(in, collate(in, a, b, locale.value, ignore_case.value) == 0);
}

// --- versions ---

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// A run of digits: its value and the place behind it.
struct Number {
    std::u32string digits;  // without leading zeros
};

std::u32string characters(const String& s) {
    std::u32string result;
    for (StringCursor at(s); !at.done();) result.push_back(at.next());
    return result;
}

Number take_number(const std::u32string& text, std::size_t& at) {
    Number n;
    for (; at < text.size() && is_digit(text[at]); ++at)
        if (text[at] != '0' || !n.digits.empty()) n.digits.push_back(text[at]);
    return n;
}

// Emacs: runs of digits are compared by value, and of equal values the one with more zeros is less ("a01" before "a1").
Value string_version_lessp(Interpreter& in, Value a, Value b) {
    std::u32string x = characters(string_or_name(in, a));
    std::u32string y = characters(string_or_name(in, b));
    std::size_t i = 0, j = 0;
    while (i < x.size() && j < y.size()) {
        if (is_digit(x[i]) && is_digit(y[j])) {
            Number m = take_number(x, i), n = take_number(y, j);
            if (m.digits.size() != n.digits.size()) return truth(in, m.digits.size() < n.digits.size());
            if (m.digits != n.digits) return truth(in, m.digits < n.digits);
            if (i != j) return truth(in, i > j);
        } else if (x[i] != y[j]) {
            return truth(in, x[i] < y[j]);
        } else {
            ++i, ++j;
        }
    }
    return truth(in, j < y.size());
}

// --- distance ---

template <class Text>
Int levenshtein(const Text& a, const Text& b) {
    std::vector<Int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<Int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        Int diagonal = std::exchange(row[0], static_cast<Int>(i));
        for (std::size_t j = 1; j <= b.size(); ++j) {
            Int substituted = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[b.size()];
}

Value string_distance(Interpreter&, String& a, String& b, Opt<Value> bytes) {
    if (!bytes.value.is_nil()) return fixnum(levenshtein(a.view(), b.view()));
    return fixnum(levenshtein(characters(a), characters(b)));
}

// --- searching ---

Value as_multibyte(Interpreter& in, const String& s) {
    StringText text(true);
    for (StringCursor at(s); !at.done();) text.add(multibyte_form(s, at.next()));
    return text.take(in);
}

// A match must begin where a character does; multibyte text contains a valid needle nowhere else.
Value find_text(Interpreter&, const String& needle, const String& haystack, std::size_t start) {
    const std::uint8_t* from = haystack.data + string_byte_offset(haystack, start);
    std::size_t left = haystack.bytes - static_cast<std::size_t>(from - haystack.data);
    const void* found = needle.bytes == 0 ? from : memmem(from, left, needle.data, needle.bytes);
    if (!found) return nil;
    auto byte = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - haystack.data);
    if (haystack.single_byte()) return fixnum(static_cast<Int>(byte));
    return fixnum(static_cast<Int>(utf8::count(haystack.data, byte)));
}

Value string_search(Interpreter& in, String& needle, String& haystack, Opt<Value> start) {
    std::size_t from = 0;
    if (!start.value.is_nil()) {
        Int n = Arg<Fixnum>::from(in, start.value);
        if (n < 0 || n > static_cast<Int>(haystack.chars)) args_out_of_range(in, start.value);
        from = static_cast<std::size_t>(n);
    }
    if (needle.multibyte() == haystack.multibyte() || utf8::is_ascii(needle.data, needle.bytes))
        return find_text(in, needle, haystack, from);
    if (haystack.multibyte()) return find_text(in, as_multibyte(in, needle).as<String>(), haystack, from);
    return find_text(in, needle, as_multibyte(in, haystack).as<String>(), from);
}

constexpr Primitive table[] = {
    prim<string_equal>("string-equal", "s1 s2", "Whether two strings (or names of symbols) have the same characters."),
    prim<string_equal>("string=", "s1 s2", "Whether two strings (or names of symbols) have the same characters."),
    prim<string_lessp>("string-lessp", "string1 string2", "Whether STRING1 comes before STRING2 by character codes."),
    prim<string_lessp>("string<", "string1 string2", "Whether STRING1 comes before STRING2 by character codes."),
    prim<string_greaterp>("string-greaterp", "string1 string2", "Whether STRING1 comes after STRING2 by character codes."),
    prim<string_greaterp>("string>", "string1 string2", "Whether STRING1 comes after STRING2 by character codes."),
    prim<compare_strings>("compare-strings", "str1 start1 end1 str2 start2 end2 &optional ignore-case",
                          "t if the parts are equal, else the place of the first difference, negative if STR1 is less."),
    prim<string_collate_lessp>("string-collate-lessp", "s1 s2 &optional locale ignore-case", "Whether S1 comes before S2 in the order of LOCALE."),
    prim<string_collate_equalp>("string-collate-equalp", "s1 s2 &optional locale ignore-case", "Whether S1 and S2 are the same to LOCALE."),
    prim<string_version_lessp>("string-version-lessp", "string1 string2", "Whether STRING1 comes before STRING2, with numbers in them ordered by value."),
    prim<string_distance>("string-distance", "string1 string2 &optional bytecompare", "The number of edits that make STRING1 into STRING2."),
    prim<string_search>("string-search", "needle haystack &optional start-pos", "Where NEEDLE first occurs in HAYSTACK from START-POS on, or nil."),
};

}  // namespace

void define_string_compare(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
