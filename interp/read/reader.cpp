// The reader's characters and structure: lists, vectors, quotes, labels.
// Tests: tests/recorded/reader.el, tests/unit/read
#include "read/reader.hpp"

#include <el/list.hpp>

#include <cstring>

#include "core/char_table.hpp"
#include "core/utf8.hpp"
#include "read/substitute.hpp"

namespace el {

Reader::Reader(Interpreter& in, std::string_view text, PositionTable* positions)
    : in_(in), start_(reinterpret_cast<const std::uint8_t*>(text.data())), p_(start_), end_(start_ + text.size()), positions_(positions) {
    Value shorthands = find_value(in, in.intern("read-symbol-shorthands"));
    if (!shorthands.is_unbound()) shorthands_ = shorthands;
}

void Reader::set_position(std::uint32_t line, std::uint32_t column) {
    line_ = line;
    first_column_ = column;
}

// --- characters ---

// Sources that deliver characters one at a time are collected, so that tokens lie in one piece.
bool Reader::refill() {
    int c = more();
    if (c < 0) return false;
    std::uint8_t bytes[utf8::max_length];
    std::size_t at = bytes_consumed();
    pulled_.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(utf8::encode(static_cast<char32_t>(c), bytes)));
    start_ = reinterpret_cast<const std::uint8_t*>(pulled_.data());
    p_ = start_ + at;
    end_ = start_ + pulled_.size();
    return true;
}

int Reader::get() {
    if (!available()) return end;
    if (*p_ < 0x80) return *p_++;
    int length = 0;
    auto c = static_cast<int>(utf8::decode(p_, length));
    p_ += length;
    return c;
}

int Reader::peek() {
    if (!available()) return end;
    return *p_ < 0x80 ? *p_ : static_cast<int>(utf8::decode(p_));
}

// The next character that is neither blank nor in a comment.
int Reader::skip_blank() {
    while (available()) {
        std::uint8_t c = *p_;
        if (c == ';') skip_line();
        else if (c <= ' ') ++p_;
        else if (c == 0xc2 && p_ + 1 < end_ && p_[1] == 0xa0) p_ += 2;  // no-break space
        else {
            token_start_ = bytes_consumed();
            return get();
        }
    }
    return end;
}

void Reader::skip_line() {
    while (available()) {
        auto* newline = static_cast<const std::uint8_t*>(std::memchr(p_, '\n', static_cast<std::size_t>(end_ - p_)));
        p_ = newline ? newline + 1 : end_;
        if (newline) return;
    }
}

Place Reader::here(const std::uint8_t* p) {
    auto at = static_cast<std::size_t>(p - start_);
    while (synced_ < at) {
        auto* newline = static_cast<const std::uint8_t*>(std::memchr(start_ + synced_, '\n', at - synced_));
        if (!newline) break;
        ++line_;
        first_column_ = 1;
        line_start_ = synced_ = static_cast<std::size_t>(newline - start_) + 1;
    }
    synced_ = std::max(synced_, at);
    if (at < line_start_) return {line_ - 1, 1};
    return {line_, first_column_ + static_cast<std::uint32_t>(utf8::count(start_ + line_start_, at - line_start_))};
}

Place Reader::problem_place() {
    if (p_ == end_ && !frames_.empty()) return frames_[0].at;
    return here(p_ == start_ ? p_ : p_ - 1);
}

void Reader::invalid(std::string_view what) {
    signal(in_, in_[sym::invalid_read_syntax], cons(in_, make_string(in_, what), error_place()));
}

// Emacs: the data name the file, while one is being loaded.
void Reader::end_of_file() {
    Value file = find_value(in_, in_[sym::load_file_name]);
    signal(in_, in_[sym::end_of_file], file.is<String>() ? list(in_, {file}) : nil);
}

// --- the loop ---

Value Reader::read() {
    Value form;
    if (!next(form)) end_of_file();
    return form;
}

bool Reader::next(Value& form) {
    frames_.size = values_.size = labels_.size = 0;
    for (;;) {
        int c = skip_blank();
        if (c == end) {
            if (frames_.empty()) return false;
            end_of_file();
        }
        if (positions_) at_ = here(start_ + token_start_);
        if (token(c, form) && deliver(form)) break;
    }
    form = values_.back();
    values_.size = 0;
    while (!pulled_.empty() && p_ < end_) give_back(get());
    return true;
}

// Handles what begins with C. True if that was a whole object.
bool Reader::token(int c, Value& value) {
    switch (c) {
        case '(': open(Open::list, at_); return false;
        case '[': open(Open::vector, at_); return false;
        case ')': value = close_list(); return true;
        case ']': value = close_vector(); return true;
        case '\'': open_quote(sym::quote); return false;
        case '`': open_quote(sym::backquote_mark); return false;
        case ',':
            if (peek() == '@') {
                get();
                open_quote(sym::comma_at_mark);
            } else {
                open_quote(sym::comma_mark);
            }
            return false;
        case '"': value = string(); return true;
        case '?': value = character(); return true;
        case '#': return hash_syntax(value);
        case '.':
            if (is_dot()) {
                dot();
                return false;
            }
            break;
        default: break;
    }
    value = symbol_or_number();
    return true;
}

void Reader::open(Open what, Place at, Value head) { frames_.push({what, Dot::none, values_.size, head, nil, 0, at}); }
void Reader::open_quote(sym::Id name) { open(Open::quote, at_, in_[name]); }

void Reader::open_label(Int number) {
    Value placeholder = cons(in_, nil, nil);
    std::uint32_t index = labels_.size;
    for (std::uint32_t i = 0; i < labels_.size; ++i)
        if (labels_[i].number == number) index = i;
    if (index == labels_.size) labels_.push({});
    labels_[index] = {number, placeholder, false};
    open(Open::label, at_, placeholder);
    frames_.back().label = index;
}

// A dot stands alone only before a blank or one of these.
bool Reader::is_dot() {
    int next = peek();
    return next <= ' ' || next == 0xa0 || (next < 0x80 && std::strchr("\"';([#?`,", next));
}

void Reader::dot() {
    if (frames_.empty()) invalid(".");
    Frame& frame = frames_.back();
    switch (frame.open) {
        case Open::vector:
        case Open::byte_code:
        case Open::char_table:
        case Open::sub_char_table: invalid(") or . in a vector");
        case Open::quote:
        case Open::label: invalid(".");
        case Open::list:
        case Open::record:
        case Open::property_string: break;
    }
    if (frame.dot == Dot::wanted) invalid(".");
    if (frame.dot == Dot::filled) invalid(". in wrong context");
    frame.dot = Dot::wanted;
}

// Puts VALUE where it belongs. True if it is the whole object: then it lies in values_.
bool Reader::deliver(Value value) {
    while (!frames_.empty()) {
        Frame& frame = frames_.back();
        if (frame.open == Open::quote) {
            value = cons_at(frame.head, cons_at(value, nil, at_), frame.at);
        } else if (frame.open == Open::label) {
            resolve_label(frame, value);
        } else {
            append(frame, value);
            return false;
        }
        at_ = frame.at;
        --frames_.size;
    }
    values_.push(value);
    return true;
}

void Reader::append(Frame& frame, Value value) {
    if (frame.open != Open::list && frame.open != Open::record && frame.open != Open::property_string) return values_.push(value);
    if (frame.dot == Dot::filled) invalid(". in wrong context");
    if (frame.dot == Dot::wanted) {
        frame.dot = Dot::filled;
        (frame.last.is_nil() ? frame.head : frame.last.as<Cons>().cdr) = value;
        return;
    }
    if (frame.last.is_nil()) {
        frame.head = frame.last = cons_at(value, nil, frame.at);
        return;
    }
    Value cell = cons_at(value, nil, at_);
    frame.last.as<Cons>().cdr = cell;
    frame.last = cell;
}

Value Reader::cons_at(Value a, Value d, Place at) {
    Value cell = cons(in_, a, d);
    if (positions_) positions_->add(cell, at);
    return cell;
}

// References met so far are the placeholder. A list becomes the placeholder's contents, unless another label has it already;
// anything else is put in the place of each reference.
void Reader::resolve_label(Frame& frame, Value& value) {
    Label& label = labels_[frame.label];
    Value placeholder = frame.head;
    if (!label.used || value == placeholder) {
        label.value = value;
        return;
    }
    bool shared = false;
    for (const Label& other : labels_) shared |= other.value == value;
    if (value.is_cons() && !shared) {
        placeholder.as<Cons>() = value.as<Cons>();
        if (positions_) positions_->add(placeholder, at_);
        value = placeholder;
        return;
    }
    label.value = value;
    substitute_placeholder(in_, value, placeholder);
}

Value Reader::close_list() {
    if (frames_.empty()) invalid(")");
    Frame frame = frames_.back();
    switch (frame.open) {
        case Open::quote:
        case Open::label: invalid(")");
        case Open::vector:
        case Open::byte_code:
        case Open::char_table:
        case Open::sub_char_table: invalid(") or . in a vector");
        case Open::list:
        case Open::record:
        case Open::property_string: break;
    }
    if (frame.dot == Dot::wanted) invalid(")");
    --frames_.size;
    at_ = frame.at;
    if (frame.open == Open::record) return finish_record(frame.head);
    if (frame.open == Open::property_string) return finish_property_string(frame.head);
    return frame.head;
}

Value Reader::close_vector() {
    if (frames_.empty()) invalid("]");
    Frame frame = frames_.back();
    bool is_list = frame.open == Open::list || frame.open == Open::record || frame.open == Open::property_string;
    if (is_list) invalid(frame.dot == Dot::filled ? ". in wrong context" : frame.dot == Dot::wanted ? "]" : "] in a list");
    if (frame.open == Open::quote || frame.open == Open::label) invalid("]");
    --frames_.size;
    at_ = frame.at;
    std::span<const Value> elements(values_.data + frame.base, values_.size - frame.base);
    values_.size = frame.base;
    if (frame.open == Open::byte_code) invalid("Invalid byte-code object");
    if (frame.open == Open::char_table) return char_table_from_slots(in_, elements);
    if (frame.open == Open::sub_char_table) return sub_char_table_from_slots(in_, elements);
    return make_vector(in_, elements);
}

}  // namespace el
