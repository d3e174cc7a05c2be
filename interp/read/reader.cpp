// The reader: objects, lists, vectors, # syntax.
// Tests: tests/recorded/reader*.el, tests/unit/read
#include "read/reader.hpp"

#include <el/list.hpp>

#include "core/hash_table.hpp"
#include "core/hooks.hpp"
#include "core/number.hpp"
#include "core/utf8.hpp"
#include "read/substitute.hpp"

namespace el {

namespace {

constexpr unsigned deepest_nesting = 8000;

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xa0 || c == 0x2028 || c == 0; }

struct Nesting {
    unsigned& depth;
    explicit Nesting(unsigned& d) : depth(d) { ++depth; }
    ~Nesting() { --depth; }
};

}  // namespace

Reader::Reader(Interpreter& in, std::string_view text, PositionTable* positions)
    : in_(in), start_(reinterpret_cast<const std::uint8_t*>(text.data())), p_(start_), end_(start_ + text.size()), floor_(start_),
      positions_(positions) {
    if (text.starts_with("#!"))
        while (peek() != end && peek() != '\n') get();
}

void Reader::set_position(std::uint32_t line, std::uint32_t column) {
    line_ = line;
    column_ = column;
}

int Reader::get() {
    int c;
    if (pushed_ != -2) {
        c = std::exchange(pushed_, -2);
    } else if (p_ < end_) {
        if (*p_ < 0x80) {
            c = *p_++;
        } else {
            int length;
            c = static_cast<int>(utf8::decode(p_, length));
            p_ += length;
        }
    } else {
        c = more();
    }
    if (c == '\n') {
        ++line_;
        last_column_ = column_;
        column_ = 1;
    } else {
        ++column_;
    }
    return c;
}

void Reader::unget(int c) {
    if (c == '\n') {
        --line_;
        column_ = last_column_;
    } else {
        --column_;
    }
    if (p_ > floor_ && p_ <= end_ && start_ != end_) {
        std::uint8_t bytes[5];
        if (c == end) return;
        p_ -= utf8::encode(static_cast<char32_t>(c), bytes);
        return;
    }
    pushed_ = c;
}

int Reader::peek() {
    int c = get();
    unget(c);
    return c;
}

int Reader::skip_blank() {
    for (;;) {
        int c = get();
        if (c == ';') {
            while (c != '\n' && c != end) c = get();
            if (c == end) return end;
        } else if (!is_space(c)) {
            return c;
        }
    }
}

void Reader::invalid(std::string_view what) { signal(in_, sym::invalid_read_syntax, {make_string(in_, what)}); }
void Reader::end_of_file() { signal(in_, in_[sym::end_of_file], nil); }

bool Reader::next(Value& form) {
    int c = skip_blank();
    if (c == end) return false;
    HeapVector<Label> labels;
    labels_ = &labels;
    form = object(c);
    labels_ = nullptr;
    return true;
}

Value Reader::read() {
    Value form;
    if (!next(form)) end_of_file();
    return form;
}

Value Reader::cons_at(Value a, Value d, Position at) {
    Value cell = cons(in_, a, d);
    if (positions_) positions_->add(cell, at);
    return cell;
}

Value Reader::object(int c) {
    Position at = {line_, column_ - 1};
    switch (c) {
        case end: end_of_file();
        case '(': return list(at);
        case '[': return vector();
        case ')': invalid(")");
        case ']': invalid("]");
        case '"': return string();
        case '?': return character();
        case '\'': return prefixed(sym::quote, at);
        case '`': return prefixed(sym::backquote_mark, at);
        case ',':
            if (peek() == '@') {
                get();
                return prefixed(sym::comma_at_mark, at);
            }
            return prefixed(sym::comma_mark, at);
        case '#': return hash_syntax(at);
        default: return atom(c);
    }
}

Value Reader::prefixed(sym::Id name, Position at) {
    Value what = object(skip_blank());
    return cons_at(in_[name], cons_at(what, nil, at), at);
}

// A `.' is the dotted-pair mark only before blank, quote-like or opening characters.
static bool ends_dot(int c) {
    return c <= ' ' || c == ';' || c == '"' || c == '\'' || c == '(' || c == '[' || c == '#' || c == '?' || c == '`' || c == ',' || c == ')' || c == 0xa0;
}

Value Reader::list(Position at) {
    Nesting nesting(depth_);
    if (depth_ > deepest_nesting) signal(in_, sym::excessive_lisp_nesting, {fixnum(depth_)});
    Value head, last;
    for (;;) {
        int c = skip_blank();
        Position here_at = {line_, column_ - 1};
        if (c == end) end_of_file();
        if (c == ')') return head;
        if (c == ']') invalid("] in a list");
        if (c == '.' && ends_dot(peek())) {
            Value tail = object(skip_blank());
            if (last.is_nil()) {
                if (skip_blank() != ')') invalid(". in wrong context");
                return tail;
            }
            last.as<Cons>().cdr = tail;
            if (skip_blank() != ')') invalid(". in wrong context");
            return head;
        }
        Value cell = cons_at(object(c), nil, last.is_nil() ? at : here_at);
        if (last.is_nil()) head = cell;
        else last.as<Cons>().cdr = cell;
        last = cell;
    }
}

Value Reader::vector_elements(HeapVector<Value>& into, int close) {
    Nesting nesting(depth_);
    if (depth_ > deepest_nesting) signal(in_, sym::excessive_lisp_nesting, {fixnum(depth_)});
    for (;;) {
        int c = skip_blank();
        if (c == end) end_of_file();
        if (c == close) return nil;
        if (c == ')' || c == ']' || (c == '.' && ends_dot(peek()))) invalid(close == ']' ? ") or . in a vector" : "] in a list");
        into.push(object(c));
    }
}

Value Reader::vector() {
    HeapVector<Value> elements;
    vector_elements(elements, ']');
    return make_vector(in_, {elements.data, elements.size});
}

// --- # -----------------------------------------------------------------------------------------------------------------

Value Reader::hash_syntax(Position at) {
    int c = get();
    switch (c) {
        case '\'': return prefixed(sym::function, at);
        case ':': {
            int next = peek();
            if (is_space(next) || next == end || next == '(' || next == ')') return make_uninterned_symbol(in_, make_string(in_, ""));
            return symbol("", false);
        }
        case '#': return intern_symbol(in_, "");
        case '_': return symbol("", true);
        case '(': return property_string();
        case '&': return bool_vector();
        case 's': return record_or_table();
        case 'x': case 'X': return radix_integer(16);
        case 'o': case 'O': return radix_integer(8);
        case 'b': case 'B': return radix_integer(2);
        case '$': return in_.variable(in_[sym::load_file_name]);
        case '@': {  // #@NNN: skip that many bytes
            std::size_t count = 0;
            for (c = get(); c >= '0' && c <= '9'; c = get()) count = count * 10 + static_cast<std::size_t>(c - '0');
            if (count == 0) {
                while (c != end && c != 037) c = get();
                return object(skip_blank());
            }
            for (; count > 0 && c != end; --count) c = get();
            return object(c == end ? end : (is_space(c) ? skip_blank() : c));
        }
        case '!':
            while (c != end && c != '\n') c = get();
            return object(skip_blank());
        case '[': invalid("Invalid byte-code object");
        default: break;
    }
    if (c >= '0' && c <= '9') return labelled(c, at);
    if (c != end) unget(c);
    invalid("#");
}

Value Reader::labelled(int first, Position at) {
    Int number = first - '0';
    int c = get();
    for (; c >= '0' && c <= '9'; c = get())
        if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, c - '0', &number)) invalid("#");
    if (c == 'r' || c == 'R') {
        if (number < 2 || number > 36) invalid("integer, radix " + std::to_string(number));
        return radix_integer(static_cast<int>(number));
    }
    if (c == '#') {
        for (Label& l : *labels_)
            if (l.number == number) return l.value;
        invalid("#");
    }
    if (c != '=') invalid("#");
    (void)at;
    Value placeholder = cons(in_, nil, nil);
    labels_->push({number, placeholder});
    std::uint32_t index = labels_->size - 1;
    Value read = object(skip_blank());
    if (read == placeholder) invalid("#");
    (*labels_)[index].value = read;
    substitute_placeholder(in_, read, placeholder);
    return read;
}

Value Reader::radix_integer(int radix) {
    std::string digits;
    int c = get();
    if (c == '-' || c == '+') {
        digits += static_cast<char>(c);
        c = get();
    }
    bool valid = false;
    for (;; c = get()) {
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
        if (digit >= 36) break;
        valid = digit < radix;
        digits += static_cast<char>(c);
        if (!valid) break;
    }
    if (c != end) unget(c);
    Value number = valid ? parse_number(in_, digits, radix) : Value::unbound();
    if (number.is_unbound()) invalid("integer, radix " + std::to_string(radix));
    return number;
}

Value Reader::record_or_table() {
    if (get() != '(') invalid("#s");
    HeapVector<Value> parts;
    vector_elements(parts, ')');
    if (parts.empty()) invalid("Zero-sized record");
    if (parts[0] == in_[sym::hash_table]) return hash_table(parts);
    Record* record = allocate_record(parts.size);
    std::copy(parts.begin(), parts.end(), record->slots);
    return Value::from_object(record);
}

Value Reader::hash_table(const HeapVector<Value>& parts) {
    Value test = in_[sym::eql], data;
    auto weakness = HashTable::strong;
    for (std::uint32_t i = 1; i + 1 < parts.size; i += 2) {
        if (parts[i] == in_[sym::test]) test = parts[i + 1];
        else if (parts[i] == in_[sym::data]) data = parts[i + 1];
        else if (parts[i] == in_[sym::weakness])
            weakness = parts[i + 1] == in_[sym::key]                ? HashTable::weak_key
                       : parts[i + 1] == in_[sym::value]            ? HashTable::weak_value
                       : parts[i + 1] == in_[sym::key_or_value]     ? HashTable::weak_key_or_value
                       : parts[i + 1] == in_[sym::key_and_value]    ? HashTable::weak_key_and_value
                                                                    : HashTable::strong;
    }
    Value table = make_hash_table(in_, test, 0, weakness);
    for (; data.is_cons(); data = cdr(cdr(data))) {
        if (!cdr(data).is_cons()) error(in_, "Hash table data is not a list of even length");
        hash_put(in_, table.as<HashTable>(), car(data), car(cdr(data)));
    }
    return table;
}

// #("text" START END PLIST ...)
Value Reader::property_string() {
    HeapVector<Value> parts;
    vector_elements(parts, ')');
    if (parts.empty() || !parts[0].is<String>()) invalid("#");
    for (std::uint32_t i = 1; i < parts.size; i += 3) {
        if (i + 2 >= parts.size || !parts[i].is_fixnum() || !parts[i + 1].is_fixnum()) invalid("Invalid string property list");
        add_string_properties(in_, parts[0], static_cast<std::size_t>(parts[i].fixnum()), static_cast<std::size_t>(parts[i + 1].fixnum()),
                              parts[i + 2]);
    }
    return parts[0];
}

// #&LENGTH"bits": eight a character, the first in the lowest bit.
Value Reader::bool_vector() {
    std::size_t length = 0;
    int c = get();
    for (; c >= '0' && c <= '9'; c = get()) {
        length = length * 10 + static_cast<std::size_t>(c - '0');
        if (length > (std::size_t{1} << 40)) invalid("#&...");
    }
    if (c != '"') invalid("#&...");
    Value bits = string();
    const String& s = bits.as<String>();
    if (s.chars != (length + 7) / 8 && !(s.chars == length / 8 + 1 && length % 8 == 0)) invalid("#&...");
    BoolVector* v = allocate_bool_vector(length);
    for (std::size_t i = 0; i < length; ++i) v->set(i, (string_char(s, i / 8) >> (i % 8)) & 1);
    return Value::from_object(v);
}

}  // namespace el
