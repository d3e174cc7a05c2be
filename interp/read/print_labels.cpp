// print-circle: which objects occur more than once. Walks with a stack of its own, so that depth does not matter.
// Tests: tests/recorded/printer.el
#include "read/print_labels.hpp"

#include <algorithm>

#include "core/char_table.hpp"
#include "core/heap_vector.hpp"
#include "core/hooks.hpp"

namespace el {

bool may_have_label(Interpreter& in, Value v, bool gensyms) {
    if (v.is_cons()) return true;
    if (v.is_symbol()) return gensyms && !v.is_nil() && !symbol(in, v).flag(Symbol::in_main_obarray);
    if (!v.is_object()) return false;
    switch (v.object()->kind) {
        case Kind::String: return v.as<String>().intervals != nullptr;
        case Kind::Vector:
        case Kind::Record:
        case Kind::HashTable:
        case Kind::CharTable:
        case Kind::SubCharTable:
        case Kind::Closure: return true;
        case Kind::Float:
        case Kind::Bignum:
        case Kind::BoolVector:
        case Kind::Marker:
        case Kind::Buffer:
        case Kind::Overlay:
        case Kind::Primitive:
        case Kind::Code:
        case Kind::Cell:
        case Kind::Foreign:
        case Kind::Symbol: return false;
    }
    return false;
}

namespace {

class Walk {
public:
    Walk(Interpreter& in, HashTable& table, bool gensyms, Int& last) : in_(in), table_(table), gensyms_(gensyms), last_(last) {}

    void run(Value v) {
        push(v);
        while (!pending_.empty()) {
            Value next = pending_.back();
            --pending_.size;
            visit(next);
        }
    }

private:
    void push(Value v) {
        if (may_have_label(in_, v, gensyms_)) pending_.push(v);
    }
    void push_all(std::span<const Value> values) {
        for (std::size_t i = values.size(); i-- > 0;) push(values[i]);
    }

    void visit(Value v) {
        Value seen = hash_get(in_, table_, v);
        if (!seen.is_unbound()) {
            if (seen.is_nil()) hash_put(in_, table_, v, fixnum(-++last_));  // numbered when met again, as Emacs does
            return;
        }
        hash_put(in_, table_, v, nil);
        push_parts(v);
    }

    void push_parts(Value v) {
        if (v.is_cons()) {
            push(cdr(v));
            push(car(v));
        } else if (v.is<Vector>()) {
            push_all({v.as<Vector>().slots, v.as<Vector>().size});
        } else if (v.is<Record>()) {
            push_all({v.as<Record>().slots, v.as<Record>().size});
        } else if (v.is<SubCharTable>()) {
            push_all({v.as<SubCharTable>().slots, v.as<SubCharTable>().size});
        } else if (v.is<CharTable>()) {
            push_all({v.as<CharTable>().contents, CharTable::top_size});
        } else if (v.is<HashTable>()) {
            push_entries(v.as<HashTable>());
        } else if (v.is<String>()) {
            for (const PropertyPiece& piece : string_properties(in_, v.as<String>())) push(piece.plist);
        }
    }

    void push_entries(const HashTable& t) {
        Value key, value;
        for (std::size_t i = t.used; i-- > 0;)
            if (hash_entry(t, i, key, value)) {
                push(value);
                push(key);
            }
    }

    Interpreter& in_;
    HashTable& table_;
    bool gensyms_;
    Int& last_;
    HeapVector<Value> pending_;
};

}  // namespace

void find_shared(Interpreter& in, HashTable& table, Value v, bool gensyms, Int& last) { Walk(in, table, gensyms, last).run(v); }

}  // namespace el
