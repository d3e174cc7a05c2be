// Printer: objects to text, as `prin1' and `princ' do (manual nodes "Output Functions" and "Output Variables").
//
// The text is in Emacs's internal form. The variables print-length, print-level, print-circle etc. are looked at once, when the
// printer is made.
// Tests: tests/recorded/printer.el
#pragma once
#include "core/hash_table.hpp"
#include "core/symbol.hpp"

#include <string>

namespace el {

class Printer {
public:
    // With `escape' so that `read' can read it back, else for people.
    Printer(Interpreter& in, std::string& out, bool escape);
    Printer(const Printer&) = delete;
    void print(Value v);

private:
    struct Being {  // an object that is being printed, outermost first
        Value object;
        const Being* outer;
        int depth;
    };

    void object(Value v, const Being* outer);
    bool enter(Value v, const Being* outer);
    bool print_label(Value v);
    void atom(Value v);
    void compound(Value v, const Being& self);
    void list(Value v, const Being& self);
    bool quoted_form(Value v, const Being& self);
    void list_elements(Value v, const Being& self);
    void slots(const char* open, std::span<const Value> values, const char* close, const Being& self);
    void char_table(const CharTable& t, const Being& self);
    void sub_char_table(const SubCharTable& t, const Being& self);
    void hash_table(const HashTable& t, const Being& self);
    void symbol_name(Value v);
    void string(Value v, const Being* outer);
    void string_text(const String& s);
    void escaped_char(char32_t c, const String& s, std::size_t next_byte, bool& after_hex);
    void character(char32_t c);
    void bool_vector(const BoolVector& v);
    void foreign(Value v);
    void put(char32_t c);
    void put(std::string_view text) { out_ += text; }
    Value setting(sym::Id id) const;

    Interpreter& in_;
    std::string& out_;
    bool escape_;
    Int length_, level_;
    bool circle_, gensym_, quoted_, newlines_, control_, multibyte_, nonascii_, characters_;
    int backquotes_ = 0;
    Value float_format_;
    HashTable* labels_ = nullptr;
    Int last_label_ = 0;
};

// What `prin1-to-string' returns, in internal form.
std::string print_to_text(Interpreter& in, Value v, bool escape);
// A float by `float-output-format'.
std::string float_text(double d, Value format);
// Numbers kept from one call to the next by print-continuous-numbering.
struct PrintState {
    unsigned char last_output = 10;  // the last character written to the standard output stream
    Int last_label = 0;
};

}  // namespace el
