// Properties, names and normalization forms of Unicode characters.
// Tests: tests/recorded/unicode.el
#include <el/list.hpp>

#include <unicase.h>
#include <uniname.h>
#include <unictype.h>
#include <uninorm.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "core/args.hpp"
#include "core/char_table.hpp"
#include "core/number.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"

namespace el {

namespace {

constexpr char32_t unicode_max = 0x10FFFF;

bool is_scalar(char32_t c) { return c <= unicode_max && !(c >= 0xD800 && c <= 0xDFFF); }

// --- properties ---

Value character(char32_t c) { return fixnum(static_cast<Int>(c)); }

// The character that a case mapping leads to, nil if it is the same.
Value other_character(char32_t from, char32_t to) { return to == from ? nil : character(to); }

using StringMapping = std::uint32_t* (*)(const std::uint32_t*, std::size_t, const char*, uninorm_t, std::uint32_t*, std::size_t*);

// The string of several characters that a case mapping leads to, else nil.
Value special_mapping(Interpreter& in, char32_t c, StringMapping map) {
    std::uint32_t from = c, to[8];
    std::size_t count = std::size(to);
    if (map(&from, 1, nullptr, nullptr, to, &count) != to || count < 2) return nil;
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint8_t bytes[utf8::max_length];
        text.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(utf8::encode(to[i], bytes)));
    }
    return make_multibyte_string(in, text);
}

Value numeric_value(Interpreter& in, char32_t c) {
    uc_fraction_t value = uc_numeric_value(c);
    if (value.denominator == 0) return nil;
    if (value.denominator == 1) return fixnum(value.numerator);
    return in.to_lisp(static_cast<double>(value.numerator) / value.denominator);
}

// (TAG CHARACTER...), without TAG for a canonical decomposition; (C) if there is none.
Value decomposition(Interpreter& in, char32_t c) {
    static constexpr const char* tags[] = {nullptr, "font",  "noBreak", "initial", "medial", "final", "isolated", "circle", "super",
                                           "sub",   "vertical", "wide",  "narrow",  "small",  "square", "fraction", "compat"};
    constexpr char32_t first_hangul = 0xAC00, last_hangul = 0xD7A3;  // composed by rule, not in the table
    int tag = 0;
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int count = c >= first_hangul && c <= last_hangul ? -1 : uc_decomposition(c, &tag, parts);
    if (count < 0) return list(in, {character(c)});
    ListBuilder result(in);
    if (tag > 0 && tag < static_cast<int>(std::size(tags))) result.add(in.intern(tags[tag]));
    for (int i = 0; i < count; ++i) result.add(character(parts[i]));
    return result.take();
}

Value mirroring(char32_t c) {
    constexpr ucs4_t unknown = 0xFFFD;
    ucs4_t other;
    return uc_mirror_char(c, &other) && other != unknown ? character(other) : nil;
}

// The family of characters that are named by their numbers, empty if C has a name of its own.
std::string_view numbered_family(char32_t c) {
    if (!uc_is_general_category(c, UC_CATEGORY_Lo)) return {};
    bool compatible = c >= 0xF900 && c <= 0xFAFF, tangut = (c >= 0x17000 && c <= 0x187F7) || (c >= 0x18D00 && c <= 0x18D08);
    if (tangut) return "TANGUT IDEOGRAPH";
    return uc_is_property_unified_ideograph(c) && !compatible ? "CJK IDEOGRAPH" : "";  // Emacs's word for them
}

std::string name_of(char32_t c) {
    if (!is_scalar(c)) return {};
    char buffer[UNINAME_MAX];
    if (std::string_view family = numbered_family(c); !family.empty()) {
        std::snprintf(buffer, sizeof buffer, "%s-%X", family.data(), static_cast<unsigned>(c));
        return buffer;
    }
    if (!unicode_character_name(c, buffer)) return {};
    std::string name = buffer;
    // The library spells a final NJ as NI.
    constexpr char32_t first_hangul = 0xAC00, last_hangul = 0xD7A3, finals = 28, final_nj = 5;
    if (c >= first_hangul && c <= last_hangul && (c - first_hangul) % finals == final_nj) name.back() = 'J';
    return name;
}

Value name_property(Interpreter& in, char32_t c) {
    std::string name = name_of(c);
    return name.empty() ? nil : in.to_lisp(name);
}

// 'o' for opening brackets, 'c' for closing ones, 'n' for all others.
Value bracket_type(Interpreter& in, char32_t c) {
    ucs4_t other;
    bool bracket = uc_mirror_char(c, &other) && (uc_is_general_category(c, UC_CATEGORY_Ps) || uc_is_general_category(c, UC_CATEGORY_Pe));
    if (!bracket) return in.intern("n");
    return in.intern(uc_is_general_category(c, UC_CATEGORY_Ps) ? "o" : "c");
}

Value general_category(Interpreter& in, char32_t c) {
    const char* name = c <= unicode_max ? uc_general_category_name(uc_general_category(c)) : nullptr;
    return in.intern(name ? name : "Cn");
}

Value bidi_class(Interpreter& in, char32_t c) {
    static constexpr const char* isolates[] = {"LRI", "RLI", "FSI", "PDI"};  // without a name in older versions of the library
    constexpr char32_t first_isolate = 0x2066;
    if (c >= first_isolate && c < first_isolate + std::size(isolates)) return in.intern(isolates[c - first_isolate]);
    const char* name = uc_bidi_class_name(uc_bidi_class(c));
    return name ? in.intern(name) : nil;
}

// A letter with a capital has a title case, be it itself.
Value titlecase(Interpreter&, char32_t c) {
    return uc_toupper(c) != c ? character(uc_totitle(c)) : other_character(c, uc_totitle(c));
}

Value digit_or_nil(int value) { return value < 0 ? nil : fixnum(value); }

struct Property {
    const char* name;
    Value (*value)(Interpreter& in, char32_t c);
};
constexpr Property properties[] = {
    {"name", name_property},
    {"general-category", general_category},
    {"canonical-combining-class", [](Interpreter&, char32_t c) { return fixnum(uc_combining_class(c)); }},
    {"bidi-class", bidi_class},
    {"decomposition", decomposition},
    {"decimal-digit-value", [](Interpreter&, char32_t c) { return digit_or_nil(uc_decimal_value(c)); }},
    {"digit-value", [](Interpreter&, char32_t c) { return digit_or_nil(uc_digit_value(c)); }},
    {"numeric-value", numeric_value},
    {"mirroring", [](Interpreter&, char32_t c) { return mirroring(c); }},
    {"uppercase", [](Interpreter&, char32_t c) { return other_character(c, uc_toupper(c)); }},
    {"lowercase", [](Interpreter&, char32_t c) { return other_character(c, uc_tolower(c)); }},
    {"titlecase", titlecase},
    {"special-uppercase", [](Interpreter& in, char32_t c) { return special_mapping(in, c, u32_toupper); }},
    {"special-lowercase", [](Interpreter& in, char32_t c) { return special_mapping(in, c, u32_tolower); }},
    {"special-titlecase", [](Interpreter& in, char32_t c) { return special_mapping(in, c, u32_totitle); }},
    {"bracket-type", bracket_type},
    {"paired-bracket", [](Interpreter& in, char32_t c) { return bracket_type(in, c) == in.intern("n") ? nil : mirroring(c); }},
};

Value unicode_property(Interpreter& in, Character ch, SymbolArg property) {
    for (const Property& p : properties)
        if (in.intern(p.name) == property.v) return p.value(in, ch.c);
    return nil;
}

// The character that the library knows by NAME, or that NAME names by its number.
char32_t candidate(std::string name) {
    if (auto dash = name.rfind("IDEOGRAPH-"); dash != std::string::npos)
        return static_cast<char32_t>(std::strtoul(name.c_str() + dash + std::strlen("IDEOGRAPH-"), nullptr, 16));
    if (name.starts_with("HANGUL SYLLABLE ") && name.ends_with("NJ")) name.back() = 'I';  // as the library spells it
    return unicode_name_character(name.c_str());
}

Value unicode_char_of_name(Interpreter& in, String& name) {
    std::string text(name.view());
    char32_t c = candidate(text);
    // The library overlooks letter case and spaces.
    return !text.empty() && name_of(c) == text ? character(c) : nil;
}

// --- normalization ---

struct Form {
    const char* name;
    uninorm_t kind;
    bool hfs;  // as Apple's file system: some blocks stay as they are
};

bool stays(char32_t c, bool hfs) {
    if (!is_scalar(c)) return true;
    return hfs && ((c >= 0x2000 && c <= 0x2FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FAFF));
}

class Normalizer {
public:
    Normalizer(Interpreter& in, const Form& form) : in_(in), form_(form) {}
    Value run(const String& s) {
        for (StringCursor at(s); !at.done();) {
            char32_t c = at.next();
            if (!stays(c, form_.hfs)) {
                pending_.push_back(c);
                continue;
            }
            flush();
            put(c);
        }
        flush();
        return make_multibyte_string(in_, out_);
    }

private:
    void put(char32_t c) {
        std::uint8_t bytes[utf8::max_length];
        out_.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(utf8::encode(c, bytes)));
    }
    void flush() {
        if (pending_.empty()) return;
        std::size_t count = 0;
        std::uint32_t* normal = u32_normalize(form_.kind, pending_.data(), pending_.size(), nullptr, &count);
        if (!normal) error(in_, "Cannot normalize text");
        for (std::size_t i = 0; i < count; ++i) put(normal[i]);
        std::free(normal);
        pending_.clear();
    }

    Interpreter& in_;
    const Form& form_;
    std::vector<std::uint32_t> pending_;
    std::string out_;
};

Value unicode_normalize(Interpreter& in, String& string, SymbolArg form) {
    const Form forms[] = {{"NFC", UNINORM_NFC, false},   {"NFD", UNINORM_NFD, false},    {"NFKC", UNINORM_NFKC, false},
                          {"NFKD", UNINORM_NFKD, false}, {"HFS-NFC", UNINORM_NFC, true}, {"HFS-NFD", UNINORM_NFD, true}};
    for (const Form& f : forms)
        if (in.intern(f.name) == form.v) {
            bool ascii = utf8::is_ascii(string.data, string.bytes);
            return ascii || !string.multibyte() ? Value::from_object(&string) : Normalizer(in, f).run(string);
        }
    error(in, "Unknown normalization form: %S", form.v);
}

// --- the variable unicode-category-table -----------------------------------------------------------------------

// Emacs numbers the categories from 1 in this order.
constexpr const char* category_names[] = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe",
                                          "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"};
constexpr int unassigned = 30;

int category_number(char32_t c) {
    const char* name = c <= unicode_max ? uc_general_category_name(uc_general_category(c)) : nullptr;
    for (int i = 0; name && i < unassigned; ++i)
        if (std::string_view(category_names[i]) == name) return i + 1;
    return unassigned;
}

void fill_category_range(CharTable& table, char32_t from, char32_t to) {
    char32_t start = from;
    int number = category_number(from);
    for (char32_t c = from + 1; c <= to; ++c) {
        int next = category_number(c);
        if (next == number) continue;
        char_table_set_range(table, start, c - 1, fixnum(number));
        start = c;
        number = next;
    }
    char_table_set_range(table, start, to, fixnum(number));
}

void fill_categories(CharTable& table) {
    fill_category_range(table, 0x80, unicode_max);
    char_table_set_range(table, unicode_max + 1, utf8::max_char, fixnum(unassigned));
}

void define_category_table(Interpreter& in) {
    Value purpose = in.intern("char-code-property-table"), property = in.intern("general-category");
    Symbol& s = symbol(in, purpose);
    s.plist = plist_put(in, s.plist, in[sym::char_table_extra_slots], fixnum(5));
    Value value = make_char_table(in, purpose, nil);
    CharTable& table = value.as<CharTable>();
    table.extras[0] = property;
    fill_category_range(table, 0, 0x7F);
    table.fill = fill_categories;
    in.define_variable(in.intern("unicode-category-table"), value);
}

constexpr Primitive table[] = {
    prim<unicode_property>("unicode-property", "char property",
                           "The value of PROPERTY, a symbol, that the Unicode standard gives CHAR; nil without one."),
    prim<unicode_char_of_name>("unicode-char-of-name", "name", "The character whose name in the Unicode standard is NAME, in capitals, or nil."),
    prim<unicode_normalize>("unicode-normalize", "string form",
                            "STRING in the normalization form FORM: NFC, NFD, NFKC, NFKD, HFS-NFC or HFS-NFD."),
};

}  // namespace

void define_unicode(Interpreter& in) {
    in.define_primitives(table);
    define_category_table(in);
}

}  // namespace el
