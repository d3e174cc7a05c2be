// Reader: text to objects, all of Emacs's read syntax (manual node "Printed Representation" and the syntax of each type).
//
// Text is in Emacs's internal form. Positions of conses are recorded in a PositionTable if one is given.
// Errors: `end-of-file', `invalid-read-syntax' with the offending text.
#pragma once
#include "core/heap_vector.hpp"
#include "core/symbol.hpp"
#include "read/positions.hpp"

#include <string>
#include <string_view>

namespace el {

class Reader {
public:
    Reader(Interpreter& in, std::string_view text, PositionTable* positions = nullptr);
    virtual ~Reader() = default;
    Reader(const Reader&) = delete;

    // Reads the next object into `form`; false at the end of the text.
    bool next(Value& form);
    // Reads one object; signals end-of-file if there is none.
    Value read();
    // How much of the text was consumed.
    std::size_t bytes_consumed() const { return static_cast<std::size_t>(p_ - start_); }
    std::uint32_t line() const { return line_; }
    // Read all symbols with this instead of `intern' (read-from-string in another obarray); not owned.
    Value (*intern_symbol)(Interpreter&, std::string_view) = intern;
    // Positions for error messages and PositionTable start here.
    void set_position(std::uint32_t line, std::uint32_t column);

protected:
    // For sources that deliver characters one at a time: the next one, -1 at the end.
    virtual int more() { return -1; }
    int pushed_back() const { return pushed_; }  // a character taken from more() and not used, or -2
    [[noreturn]] virtual void end_of_file();

private:
    static constexpr int end = -1;

    int get();
    int peek();
    void unget(int c);
    int skip_blank();
    [[noreturn]] void invalid(std::string_view what);
    Position here() const { return {line_, column_}; }

    Value object(int c);
    Value list(Position at);
    Value vector_elements(HeapVector<Value>& into, int close);
    Value vector();
    Value prefixed(sym::Id name, Position at);
    Value hash_syntax(Position at);
    Value record_or_table();
    Value hash_table(const HeapVector<Value>& parts);
    Value property_string();
    Value bool_vector();
    Value labelled(int first, Position at);
    Value radix_integer(int radix);
    Value symbol(std::string_view prefix, bool interned);
    Value atom(int first);
    Value character();
    Value string();
    int escape(bool in_string, bool* raw, bool* skip);
    int hex_escape(int digits_least, int digits_most);
    int named_character();
    int control_character(int c, bool in_string);
    Value cons_at(Value a, Value d, Position at);

    Interpreter& in_;
    const std::uint8_t* start_;
    const std::uint8_t* p_;
    const std::uint8_t* end_;
    const std::uint8_t* floor_;
    int pushed_ = -2;
    std::uint32_t line_ = 1, column_ = 1, last_column_ = 1;
    unsigned depth_ = 0;
    PositionTable* positions_;
    struct Label {
        Int number;
        Value value;
    };
    HeapVector<Label>* labels_ = nullptr;
};

}  // namespace el
