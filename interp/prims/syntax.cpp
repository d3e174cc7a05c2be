// Syntax tables: looking at them and changing them.
// Tests: tests/lisp/prims/syntax.el
#include "text/syntax.hpp"

#include "core/args.hpp"
#include "prims/all.hpp"
#include "text/edit.hpp"
#include "text/state.hpp"

namespace el {
namespace {

bool is_syntax_table(Interpreter& in, Value v) {
    return v.is<CharTable>() && v.as<CharTable>().purpose == in[sym::syntax_table];
}
CharTable& check_syntax_table(Interpreter& in, Value v) {
    if (!is_syntax_table(in, v)) wrong_type(in, sym::syntax_table_p, v);
    return v.as<CharTable>();
}

Value syntax_table_p(Interpreter& in, Value object) { return is_syntax_table(in, object) ? in[sym::t] : nil; }
Value current_syntax_table(Interpreter& in) { return current(in).syntax_table; }
Value standard_syntax_table(Interpreter& in) { return in->text->standard_syntax_table; }

// Only the standard table has a default; all others inherit from it in the end.
Value copy_syntax_table(Interpreter& in, Opt<Value> table) {
    Value standard = in->text->standard_syntax_table;
    Value copy = copy_char_table(check_syntax_table(in, table ? table.value : standard));
    CharTable& result = copy.as<CharTable>();
    result.default_value = nil;
    if (result.parent.is_nil()) result.parent = standard;
    return copy;
}

Value set_syntax_table(Interpreter& in, Value table) {
    check_syntax_table(in, table);
    current(in).syntax_table = table;
    return table;
}

Value char_syntax(Interpreter& in, Character character) {
    Syntax syntax = syntax_class(in, syntax_table(in), character);
    return fixnum(syntax_designators[static_cast<int>(syntax)]);
}

Value syntax_class_to_char(Interpreter& in, Fixnum syntax) {
    if (syntax < 0 || syntax >= syntax_count) args_out_of_range(in, fixnum(syntax_count - 1), fixnum(syntax));
    return fixnum(syntax_designators[syntax]);
}

Value matching_paren(Interpreter& in, Character character) {
    Value entry = syntax_entry(in, syntax_table(in), character);
    Syntax syntax = entry_class(entry);
    return syntax == Syntax::open || syntax == Syntax::close ? cdr(entry) : nil;
}

Value string_to_syntax(Interpreter& in, String& string) { return syntax_from_text(in, string); }

Value modify_syntax_entry(Interpreter& in, Value character, Value newentry, Opt<Value> table) {
    bool range = character.is_cons();
    char32_t first = Arg<Character>::from(in, range ? car(character) : character);
    char32_t last = range ? Arg<Character>::from(in, cdr(character)) : Character{first};
    CharTable& target = table ? check_syntax_table(in, table.value) : syntax_table(in);
    Value entry = syntax_from_text(in, Arg<String&>::from(in, newentry));
    if (range)
        char_table_set_range(target, first, last, entry);
    else
        char_table_set(target, first, entry);
    return nil;
}

// --- descriptions ------------------------------------------------------------------------------------------------

constexpr const char* class_names[] = {
    "whitespace", "punctuation", "word", "symbol", "open", "close", "prefix", "string", "math", "escape", "charquote", "comment",
    "endcomment", "inherit", "comment fence", "string fence",
};

struct FlagText {
    unsigned flag;
    char letter;
    const char* meaning;
};
constexpr FlagText flag_texts[] = {
    {comstart_first, '1', ",\n\t  is the first character of a comment-start sequence"},
    {comstart_second, '2', ",\n\t  is the second character of a comment-start sequence"},
    {comend_first, '3', ",\n\t  is the first character of a comment-end sequence"},
    {comend_second, '4', ",\n\t  is the second character of a comment-end sequence"},
    {prefix_flag, 'p', ",\n\t  is a prefix character for ‘backward-prefix-chars’"},
    {style_b, 'b', " (comment style b)"},
    {style_c, 'c', " (comment style c)"},
    {nested, 'n', " (nestable)"},
};

std::string described(Value entry) {
    if (entry.is_nil()) return "default";
    if (entry.is<CharTable>()) return "deeper char-table ...";
    bool valid = entry.is_cons() && car(entry).is_fixnum() && (car(entry).fixnum() & 0xFFFF) < syntax_count &&
                 (cdr(entry).is_nil() || cdr(entry).is_fixnum());
    if (!valid) return "invalid";
    auto code = static_cast<int>(entry_class(entry));
    std::string match = " ", flags, meanings;
    if (cdr(entry).is_fixnum()) {
        std::uint8_t bytes[utf8::max_length];
        int length = utf8::encode(static_cast<char32_t>(cdr(entry).fixnum()), bytes);
        match.assign(bytes, bytes + length);
        meanings = ", matches " + match;
    }
    for (const FlagText& text : flag_texts) {
        if (!(entry_flags(entry) & text.flag)) continue;
        flags += text.letter;
        meanings += text.meaning;
    }
    return syntax_designators[code] + match + flags + "\twhich means: " + class_names[code] + meanings;
}

Value internal_describe_syntax_value(Interpreter& in, Value syntax) {
    insert_text(in, current(in), described(syntax));
    return syntax;
}

constexpr Primitive table[] = {
    prim<syntax_table_p>("syntax-table-p", "object", "Return t if OBJECT is a syntax table."),
    prim<current_syntax_table>("syntax-table", "", "Return the syntax table of the current buffer."),
    prim<standard_syntax_table>("standard-syntax-table", "", "Return the standard syntax table, the one of new buffers."),
    prim<copy_syntax_table>("copy-syntax-table", "&optional table",
        "Return a copy of TABLE, by default of the standard syntax table. It inherits from the standard syntax table."),
    prim<set_syntax_table>("set-syntax-table", "table", "Make TABLE the syntax table of the current buffer."),
    prim<char_syntax>("char-syntax", "character", "Return the syntax class of CHARACTER as the character that designates it."),
    prim<syntax_class_to_char>("syntax-class-to-char", "syntax", "Return the character that designates the syntax class number SYNTAX."),
    prim<matching_paren>("matching-paren", "character", "Return the parenthesis that matches CHARACTER, nil if there is none."),
    prim<string_to_syntax>("string-to-syntax", "string",
        "Convert the syntax descriptor STRING, as in `modify-syntax-entry', to (CODE . MATCHING-CHAR)."),
    prim<modify_syntax_entry>("modify-syntax-entry", "char newentry &optional syntax-table",
        "Set the syntax of CHAR, or of the characters from MIN to MAX if it is (MIN . MAX), as the string NEWENTRY says.\n"
        "NEWENTRY is a class - space or - (whitespace), w (word), _ (symbol), . (punctuation), ( and ), \", \\, $, ', < and >\n"
        "(comments), / (character quote), @ (inherit), | and ! (fences) - a matching character or a space, and flags: 1 2 3 4 for\n"
        "the characters of two-character comment starts and ends, b c for comment styles, n for nested comments, p for prefixes."),
    prim<internal_describe_syntax_value>("internal-describe-syntax-value", "syntax",
        "Insert a description of the syntax table entry SYNTAX at point."),
};

}  // namespace

void define_syntax(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
