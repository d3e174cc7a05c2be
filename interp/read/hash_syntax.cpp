// What begins with #.
// Tests: tests/recorded/reader.el
#include <el/list.hpp>

#include <algorithm>

#include "core/bignum.hpp"
#include "core/hash_table.hpp"
#include "core/hooks.hpp"
#include "core/number.hpp"
#include "read/reader.hpp"

namespace el {

namespace {

bool is_digit(int c) { return c >= '0' && c <= '9'; }

int digit_value(int c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return -1;
}

}  // namespace

// True if a whole object was read into VALUE; false if a frame was opened, or nothing is there to be delivered.
bool Reader::hash_syntax(Value& value) {
    int c = get();
    switch (c) {
        case '\'': open_quote(sym::function); return false;
        case '#': value = intern_symbol(in_, ""); return true;
        case ':': value = symbol(false); return true;
        case '_': {
            bool quoted = false;
            value = intern_token(scan_symbol(quoted), false);
            return true;
        }
        case '(': open(Open::property_string, at_); return false;
        case '[': open(Open::byte_code, at_); return false;
        case '^': {
            bool sub = peek() == '^';
            if (sub) get();
            if (peek() != '[') invalid(sub ? "#^" "^" : "#^");
            get();
            open(sub ? Open::sub_char_table : Open::char_table, at_);
            return false;
        }
        case 's':
            if (peek() != '(') invalid("#");
            get();
            open(Open::record, at_);
            return false;
        case '&': value = bool_vector(); return true;
        case 'x':
        case 'X': value = radix_integer(16); return true;
        case 'o':
        case 'O': value = radix_integer(8); return true;
        case 'b':
        case 'B': value = radix_integer(2); return true;
        case '$': value = in_.variable(in_[sym::load_file_name]); return true;
        case '@': skip_bytes(); return false;
        case '!': skip_line(); return false;
        default: break;
    }
    if (is_digit(c)) return numbered(c, value);
    invalid("#");
}

// #N=, #N# and #NrDIGITS
bool Reader::numbered(int first, Value& value) {
    Int number = first - '0';
    bool too_large = false;
    int c = get();
    for (; is_digit(c); c = get()) too_large |= __builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, c - '0', &number);
    if (too_large) invalid("#");
    if (c == 'r' || c == 'R') {
        value = radix_integer(number);
        return true;
    }
    Value circle = find_value(in_, in_[sym::read_circle]);
    if ((c != '=' && c != '#') || !Value::fits_fixnum(number) || circle.is_nil()) invalid("#");
    if (c == '#') {
        value = referenced(number);
        return true;
    }
    open_label(number);
    return false;
}

Value Reader::referenced(Int number) {
    for (Label& label : labels_)
        if (label.number == number) {
            label.used = true;
            return label.value;
        }
    invalid("#");
}

// Emacs: digits beyond the radix are an error, anything but a letter or digit ends the number.
Value Reader::radix_integer(Int radix) {
    std::string name = "integer, radix " + std::to_string(radix);
    if (radix < 2 || radix > 36) invalid(name);
    std::string digits;
    if (peek() == '-' || peek() == '+') digits += static_cast<char>(get());
    bool valid = false;
    for (;;) {
        int value = digit_value(peek());
        if (value < 0) break;
        digits += static_cast<char>(get());
        if (value >= radix) invalid(name);
        valid = true;
    }
    if (!valid) invalid(name);
    return parse_number(in_, digits, static_cast<int>(radix));
}

// #&LENGTH"bits": eight a character, the first in the lowest bit.
Value Reader::bool_vector() {
    constexpr std::size_t most = std::size_t{1} << 40;
    std::size_t length = 0;
    bool digits = false;
    for (; is_digit(peek()); digits = true) length = std::min(most, length * 10 + static_cast<std::size_t>(get() - '0'));
    if (!digits || length == most || peek() != '"') invalid("#&...");
    get();
    Value bits = string();
    const String& s = bits.as<String>();
    if (s.multibyte() || s.chars != (length + 7) / 8) invalid("#&...");
    BoolVector* v = allocate_bool_vector(length);
    for (std::size_t i = 0; i < length; ++i) v->set(i, (s.data[i / 8] >> (i % 8)) & 1);
    return Value::from_object(v);
}

// #@N: the next N characters do not count; #@00: neither does the rest.
void Reader::skip_bytes() {
    std::size_t count = 0;
    bool everything = false;
    for (int first = 1; is_digit(peek()); ++first) {
        int c = get();
        everything |= first == 2 && c == '0' && count == 0;
        count = std::min<std::size_t>(count * 10 + static_cast<std::size_t>(c - '0'), std::size_t{1} << 40);
    }
    if (everything)
        while (get() != end) {}
    for (; count > 0 && get() != end; --count) {}
}

Value Reader::finish_record(Value list) {
    if (list.is_nil()) wrong_type(in_, sym::wholenump, fixnum(-1));
    if (list.is_cons() && car(list) == in_[sym::hash_table]) return make_table(cdr(list));
    std::size_t size = list_length(in_, list);
    Record* record = allocate_record(size);
    for (std::size_t i = 0; i < size; ++i, list = cdr(list)) record->slots[i] = car(list);
    return Value::from_object(record);
}

Value Reader::make_table(Value plist) {
    Value make = in_.intern("make-hash-table");
    ListBuilder args(in_);
    auto pass = [&](const char* key, sym::Id name) {
        Value given = plist_get(plist, in_[name]);
        if (given.is_nil()) return;
        args.add(in_.intern(key));
        args.add(given);
    };
    pass(":size", sym::size);
    pass(":test", sym::test);
    pass(":weakness", sym::weakness);
    pass(":rehash-size", sym::rehash_size);
    pass(":rehash-threshold", sym::rehash_threshold);
    pass(":purecopy", sym::purecopy);
    std::vector<Value> values;  // all of them in the list
    Value all = args.take();
    for (Value tail = all; tail.is_cons(); tail = cdr(tail)) values.push_back(car(tail));
    Value table = in_.funcall(make, values);
    Value data = plist_get(plist, in_[sym::data]), tail = data;
    for (; tail.is_cons(); tail = cdr(cdr(tail))) {
        if (!cdr(tail).is_cons()) break;
        hash_put(in_, table.as<HashTable>(), car(tail), car(cdr(tail)));
    }
    if (!tail.is_nil()) error(in_, "Hash table data is not a list of even length");
    return table;
}

// #("text" START END PLIST ...)
Value Reader::finish_property_string(Value list) {
    if (!list.is_cons() || !car(list).is<String>()) invalid("#");
    Value string = car(list);
    Value put = in_.intern("set-text-properties");
    for (Value tail = cdr(list); !tail.is_nil();) {
        Value parts[3];
        for (Value& part : parts) {
            if (!tail.is_cons()) invalid("Invalid string property list");
            part = car(tail);
            tail = cdr(tail);
        }
        in_.funcall(put, {parts[0], parts[1], parts[2], string});
    }
    return string;
}

}  // namespace el
