// Reader: text to objects, all of Emacs's read syntax (manual node "Printed Representation" and the syntax of each type).
//
// Open lists, vectors, quotes and labels are frames on a stack of the reader's own: nesting is limited by memory only. Tokens are
// scanned in place; nothing is copied but what has escapes in it. Lines are counted only when a place is wanted.
//
// Errors: `end-of-file', `invalid-read-syntax' with the offending text.
// Tests: tests/recorded/reader.el, tests/unit/read
#pragma once
#include "core/heap_vector.hpp"
#include "core/symbol.hpp"
#include "read/positions.hpp"

#include <string>
#include <string_view>

namespace el {

class Reader {
public:
    // TEXT is in Emacs's internal form and must stay where it is. The places of conses are recorded in `positions`.
    Reader(Interpreter& in, std::string_view text, PositionTable* positions = nullptr);
    virtual ~Reader() = default;
    Reader(const Reader&) = delete;

    // Reads the next object into `form`; false at the end of the text.
    bool next(Value& form);
    // Reads one object; signals end-of-file if there is none.
    Value read();
    // How much of the text was consumed.
    std::size_t bytes_consumed() const { return static_cast<std::size_t>(p_ - start_); }
    std::uint32_t line() { return here(p_).line; }
    // Where a syntax error that was just signalled is: what stays open at the end of the text, else the character.
    Place problem_place();
    // All symbols are read with this instead of `intern'.
    Value (*intern_symbol)(Interpreter&, std::string_view) = intern;
    // The place of the first character, for error messages and the PositionTable.
    void set_position(std::uint32_t line, std::uint32_t column);

protected:
    // For sources that deliver characters one at a time: the next one, -1 at the end; the characters that were not used are given back.
    virtual int more() { return -1; }
    virtual void give_back(int) {}
    // Emacs adds the line and column to syntax errors in buffers: a list.
    virtual Value error_place() { return nil; }
    Interpreter& interpreter() { return in_; }

private:
    static constexpr int end = -1;

    enum class Open : std::uint8_t { list, record, property_string, vector, byte_code, char_table, sub_char_table, quote, label };
    enum class Dot : std::uint8_t { none, wanted, filled };  // of a dotted list: the cdr is still to come; it has been read
    struct Frame {
        Open open;
        Dot dot;
        std::uint32_t base;   // of a vector: its first element in values_
        Value head, last;     // of a list: its first and last cons; of a quote: the symbol; of a label: the placeholder
        std::uint32_t label;  // its place in labels_
        Place at;
    };
    struct Label {
        Int number;
        Value value;
        bool used;
    };

    // --- characters (reader.cpp) ---
    bool refill();
    bool available() { return p_ < end_ || refill(); }
    int get();
    int peek();
    int skip_blank();
    Place here(const std::uint8_t* p);
    std::string_view since(std::size_t offset) const { return {reinterpret_cast<const char*>(start_) + offset, bytes_consumed() - offset}; }
    [[noreturn]] void invalid(std::string_view what);
    [[noreturn]] void end_of_file();

    // --- structure (reader.cpp) ---
    bool token(int c, Value& value);
    void open(Open what, Place at, Value head = nil);
    void open_quote(sym::Id name);
    void open_label(Int number);
    bool is_dot();
    void dot();
    bool deliver(Value value);
    void append(Frame& frame, Value value);
    void resolve_label(Frame& frame, Value& value);
    Value close_list();
    Value close_vector();
    Value cons_at(Value a, Value d, Place at);

    // --- # (hash_syntax.cpp) ---
    bool hash_syntax(Value& value);
    bool numbered(int first, Value& value);
    Value referenced(Int number);
    Value radix_integer(Int radix);
    Value bool_vector();
    void skip_bytes();
    void skip_line();
    Value finish_record(Value list);
    Value finish_property_string(Value list);
    Value make_table(Value plist);

    // --- atoms (atoms.cpp) ---
    Value symbol_or_number();
    Value symbol(bool interned);
    std::string_view scan_symbol(bool& quoted);
    Value intern_token(std::string_view name, bool shorthands);
    Value character();
    Value string();
    Value string_with_escapes(std::size_t start);
    void string_character(int c, bool escaped);
    int escape(bool in_string);
    int control_escape(bool in_string);
    int modifier_escape(int modifier);
    int octal_escape(int first);
    int hex_escape();
    int unicode_escape(int digits);
    int named_character();

    Interpreter& in_;
    const std::uint8_t* start_;
    const std::uint8_t* p_;
    const std::uint8_t* end_;
    std::string pulled_;  // what more() delivered
    PositionTable* positions_;

    // Lines are counted up to synced_.
    std::size_t synced_ = 0, line_start_ = 0;
    std::uint32_t line_ = 1, first_column_ = 1;

    std::size_t token_start_ = 0;
    Place at_;  // of the object being delivered
    HeapVector<Frame> frames_;
    HeapVector<Value> values_;
    HeapVector<Label> labels_;
    std::string buffer_;
    bool single_byte_ = false, multibyte_ = false;  // what the characters of a string literal ask for
    Value shorthands_;
};

// The character called NAME in Unicode, or U+HEX; -1 if there is none.
int character_named(std::string_view name);

}  // namespace el
