// Printer: the structure of objects. Strings and symbols are in print_text.cpp.
//
// Without print-circle an object that is inside itself is printed as #N, N being its depth; a list that runs in a circle ends in ". #N",
// N being half the number of elements printed when the circle was noticed (the mark moves at powers of two).
// Tests: tests/recorded/printer.el
#include "read/printer.hpp"

#include <el/foreign.hpp>
#include <el/list.hpp>
#include <el/primitive.hpp>

#include "core/bignum.hpp"
#include "core/char_table.hpp"
#include "core/hooks.hpp"
#include "core/number.hpp"
#include "core/state.hpp"
#include "core/utf8.hpp"
#include "read/print_labels.hpp"

namespace el {

namespace {

constexpr int deepest_uncircled = 200;  // Emacs's limit without print-circle
constexpr int deepest = 5000;           // of the C++ stack

Int limit(Value v) { return v.is_fixnum() ? v.fixnum() : INT64_MAX; }

bool is_list_form(Value v) { return v.is_cons() && cdr(v).is_cons() && cdr(cdr(v)).is_nil(); }

PrintState& state(Interpreter& in) {
    if (!in->print) in->print = new (heap::allocate_uncollectable(sizeof(PrintState))) PrintState;
    return *in->print;
}

}  // namespace

Value Printer::setting(sym::Id id) const {
    Value v = find_value(in_, in_[id]);
    return v.is_unbound() ? nil : v;
}

Printer::Printer(Interpreter& in, std::string& out, bool escape) : in_(in), out_(out), escape_(escape) {
    length_ = limit(setting(sym::print_length));
    level_ = limit(setting(sym::print_level));
    circle_ = !setting(sym::print_circle).is_nil();
    gensym_ = !setting(sym::print_gensym).is_nil();
    quoted_ = !setting(sym::print_quoted).is_nil();
    newlines_ = !setting(sym::print_escape_newlines).is_nil();
    control_ = !setting(sym::print_escape_control_characters).is_nil();
    multibyte_ = !setting(sym::print_escape_multibyte).is_nil();
    nonascii_ = !setting(sym::print_escape_nonascii).is_nil();
    characters_ = !setting(sym::print_integers_as_characters).is_nil();
    float_format_ = setting(sym::float_output_format);
}

void Printer::print(Value v) {
    if (!circle_ || !may_have_label(in_, v, gensym_)) return object(v, nullptr);
    bool continues = !setting(sym::print_continuous_numbering).is_nil();
    Value table = continues ? setting(sym::print_number_table) : nil;
    if (!table.is<HashTable>()) {
        table = make_hash_table(in_, in_[sym::eq]);
        state(in_).last_label = 0;
    }
    labels_ = &table.as<HashTable>();
    last_label_ = continues ? state(in_).last_label : 0;
    find_shared(in_, *labels_, v, gensym_, last_label_);
    object(v, nullptr);
    if (!continues) return;
    state(in_).last_label = last_label_;
    set_symbol_value(in_, in_[sym::print_number_table], table);
}

// False if V was printed as a reference.
bool Printer::enter(Value v, const Being* outer) {
    int depth = outer ? outer->depth + 1 : 0;
    if (circle_) {
        if (depth >= deepest) error(in_, "Apparently circular structure being printed");
        return !print_label(v);
    }
    if (depth >= deepest_uncircled) error(in_, "Apparently circular structure being printed");
    for (const Being* b = outer; b; b = b->outer)
        if (b->object == v) {
            put("#" + std::to_string(b->depth));
            return false;
        }
    return true;
}

// "#1=" before the first occurrence; "#1#" and true for the others.
bool Printer::print_label(Value v) {
    if (!labels_ || !may_have_label(in_, v, gensym_)) return false;
    Value label = hash_get(in_, *labels_, v);
    if (label.is_unbound() || label.is_nil()) return false;
    if (label.is_fixnum() && label.fixnum() > 0) {
        put("#" + std::to_string(label.fixnum()) + "#");
        return true;
    }
    Int number = label.is_fixnum() ? -label.fixnum() : ++last_label_;
    hash_put(in_, *labels_, v, fixnum(number));
    put("#" + std::to_string(number) + "=");
    return false;
}

void Printer::object(Value v, const Being* outer) {
    if (v.is_symbol()) {
        if (!circle_ || !print_label(v)) symbol_name(v);
        return;
    }
    if ((!v.is_cons() && !v.is_object()) || v.is_unbound()) return atom(v);
    if (v.is<String>()) {
        if (!circle_ || !print_label(v)) string(v, outer);
        return;
    }
    if (v.is<Bignum>() || v.is<Float>()) return atom(v);
    if (!enter(v, outer)) return;
    Being self{v, outer, outer ? outer->depth + 1 : 0};
    v.is_cons() ? list(v, self) : compound(v, self);
}

void Printer::atom(Value v) {
    if (is_float(v)) return put(float_text(float_value(v), float_format_));
    if (v.is_unbound()) return put("#<unbound>");
    if (characters_ && v.is_fixnum() && v.fixnum() >= 0 && v.fixnum() <= static_cast<Int>(utf8::max_unicode))
        return character(static_cast<char32_t>(v.fixnum()));
    put(number_to_text(v));
}

void Printer::compound(Value v, const Being& self) {
    switch (v.object()->kind) {
        case Kind::Vector: return slots("[", {v.as<Vector>().slots, v.as<Vector>().size}, "]", self);
        case Kind::Record: return slots("#s(", {v.as<Record>().slots, v.as<Record>().size}, ")", self);
        case Kind::HashTable: return hash_table(v.as<HashTable>(), self);
        case Kind::CharTable: return char_table(v.as<CharTable>(), self);
        case Kind::SubCharTable: return sub_char_table(v.as<SubCharTable>(), self);
        case Kind::BoolVector: return bool_vector(v.as<BoolVector>());
        case Kind::Marker: return put(print_marker(in_, v));
        case Kind::Buffer: return put(print_buffer(in_, v, escape_));
        case Kind::Overlay: return put(print_overlay(in_, v));
        case Kind::Primitive: return put(std::string("#<subr ") + v.as<Primitive>().name + ">");
        case Kind::Closure: return list(closure_as_list(in_, v), self);
        case Kind::Foreign: return foreign(v);
        case Kind::Code: return put("#<code>");
        case Kind::Cell: return put("#<cell>");
        case Kind::Symbol:
        case Kind::String:
        case Kind::Float:
        case Kind::Bignum: break;  // printed by object()
    }
}

void Printer::foreign(Value v) {
    const ForeignType& type = *v.as<Foreign>().type;
    if (type.print) return put(type.print(in_, v, escape_));
    char address[32];
    std::snprintf(address, sizeof address, " %p>", static_cast<void*>(v.object()));
    put(std::string("#<") + type.name + address);
}

// --- lists ---

void Printer::list(Value v, const Being& self) {
    if (self.depth + 1 > level_) return put("...");
    if (quoted_ && is_list_form(v) && quoted_form(v, self)) return;
    put("(");
    list_elements(v, self);
    put(")");
}

// 'x, #'x, `x; inside a backquote also ,x and ,@x.
bool Printer::quoted_form(Value v, const Being& self) {
    Value head = car(v), what = car(cdr(v));
    if (head == in_[sym::quote]) {
        put("'");
        object(what, &self);
    } else if (head == in_[sym::function]) {
        put("#'");
        object(what, &self);
    } else if (head == in_[sym::backquote_mark]) {
        put("`");
        ++backquotes_;
        object(what, &self);
        --backquotes_;
    } else if (backquotes_ > 0 && (head == in_[sym::comma_mark] || head == in_[sym::comma_at_mark])) {
        put(head == in_[sym::comma_mark] ? "," : ",@");
        --backquotes_;
        object(what, &self);
        ++backquotes_;
    } else {
        return false;
    }
    return true;
}

void Printer::list_elements(Value v, const Being& self) {
    Value mark = v, tail = v;
    Int count = 0, steps = 2, power = 2;
    while (tail.is_cons()) {
        if (count > 0) put(" ");
        if (count >= length_) return put("...");
        object(car(tail), &self);
        ++count;
        tail = cdr(tail);
        if (--steps == 0) {
            mark = tail;
            steps = power *= 2;
        } else if (!circle_ && tail == mark && tail.is_cons()) {
            return put(" . #" + std::to_string(count / 2));
        }
        // A tail with a label of its own must be printed as an object.
        if (labels_ && tail.is_cons()) {
            Value label = hash_get(in_, *labels_, tail);
            if (!label.is_unbound() && !label.is_nil()) {
                put(" . ");
                return object(tail, &self);
            }
        }
    }
    if (tail.is_nil()) return;
    put(" . ");
    object(tail, &self);
}

// --- vectors and their like ---

// Emacs puts a blank before the dots even when nothing was printed: [ ...].
void Printer::slots(const char* open, std::span<const Value> values, const char* close, const Being& self) {
    put(open);
    std::size_t shown = std::min<std::size_t>(values.size(), static_cast<std::size_t>(std::max<Int>(length_, 0)));
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) put(" ");
        object(values[i], &self);
    }
    if (shown < values.size()) put(" ...");
    put(close);
}

void Printer::char_table(const CharTable& t, const Being& self) {
    std::vector<Value> all = {t.default_value, t.parent, t.purpose, t.ascii};  // each of them also reachable from the table
    all.insert(all.end(), t.contents, t.contents + CharTable::top_size);
    all.insert(all.end(), t.extras, t.extras + t.header.length);
    slots("#^[", all, "]", self);
}

void Printer::sub_char_table(const SubCharTable& t, const Being& self) {
    std::vector<Value> all = {fixnum(t.header.aux), fixnum(t.min_char)};
    all.insert(all.end(), t.slots, t.slots + t.size);
    slots(t.header.aux == 3 ? "\n#^^[" : "#^^[", all, "]", self);
}

static const char* weakness_name(const HashTable& t) {
    switch (static_cast<HashTable::Weakness>(t.header.flags)) {
        case HashTable::strong: return nullptr;
        case HashTable::weak_key: return "key";
        case HashTable::weak_value: return "value";
        case HashTable::weak_key_or_value: return "key-or-value";
        case HashTable::weak_key_and_value: return "key-and-value";
    }
    return nullptr;
}

void Printer::hash_table(const HashTable& t, const Being& self) {
    put("#s(hash-table size " + std::to_string(t.capacity) + " test ");
    object(t.test, &self);
    if (const char* weakness = weakness_name(t)) put(std::string(" weakness ") + weakness);
    put(" rehash-size " + (t.rehash_size < 0 ? std::to_string(static_cast<Int>(-t.rehash_size)) : float_to_text(t.rehash_size)));
    put(" rehash-threshold " + float_to_text(t.rehash_threshold));
    if (t.pure) put(" purecopy t");
    put(" data (");
    Int count = 0;
    Value key, value;
    for (std::size_t i = 0; i < t.used; ++i) {
        if (!hash_entry(t, i, key, value)) continue;
        if (count == length_) {
            put(" ...");
            break;
        }
        if (count++ > 0) put(" ");
        object(key, &self);
        put(" ");
        object(value, &self);
    }
    put("))");
}

std::string print_to_text(Interpreter& in, Value v, bool escape) {
    std::string out;
    Printer(in, out, escape).print(v);
    return out;
}

}  // namespace el
