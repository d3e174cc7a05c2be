// Sequences of every kind: length, copying, joining, reversing, deleting, mapping.
// Tests: tests/lisp/prims/lists.el, tests/recorded/lists.el
#include <algorithm>

#include "core/bignum.hpp"
#include "core/char_table.hpp"
#include "core/hash_table.hpp"
#include "prims/all.hpp"
#include "prims/caller.hpp"
#include "prims/lists.hpp"
#include "prims/strings.hpp"
#include "prims/support.hpp"
#include "vm/code.hpp"

namespace el {

namespace {

[[noreturn]] void not_a_sequence(Interpreter& in, Value v) { wrong_type(in, sym::sequencep, v); }

std::size_t checked_list_length(Interpreter& in, Value list) {
    std::size_t length = 0;
    Tails at(list);
    for (; at.more(); at.next(in)) ++length;
    at.check_end(in, at.cell());
    return length;
}

}  // namespace

std::size_t sequence_length(Interpreter& in, Value v) {
    if (v.is_cons() || v.is_nil()) return checked_list_length(in, v);
    if (v.is<Vector>()) return v.as<Vector>().size;
    if (v.is<String>()) return v.as<String>().chars;
    if (v.is<BoolVector>()) return v.as<BoolVector>().size;
    if (v.is<Record>()) return v.as<Record>().size;
    if (v.is<CharTable>()) return utf8::max_char;
    not_a_sequence(in, v);
}

namespace {

Value length(Interpreter& in, Value sequence) { return fixnum(static_cast<Int>(sequence_length(in, sequence))); }

// -1, 0 or 1: the length of SEQUENCE against N, without walking further than needed.
int compare_length(Interpreter& in, Value sequence, Int n) {
    if (!sequence.is_cons()) {
        Int length = static_cast<Int>(sequence_length(in, sequence));
        return length < n ? -1 : length > n;
    }
    for (; sequence.is_cons(); sequence = cdr(sequence))
        if (--n < 0) return 1;
    return n == 0 ? 0 : -1;
}

Value length_less(Interpreter& in, Value sequence, Fixnum n) { return truth(in, compare_length(in, sequence, n) < 0); }
Value length_greater(Interpreter& in, Value sequence, Fixnum n) { return truth(in, compare_length(in, sequence, n) > 0); }
Value length_same(Interpreter& in, Value sequence, Fixnum n) { return truth(in, compare_length(in, sequence, n) == 0); }

// --- copying ---

Value copy_list(Interpreter& in, Value list) {
    ListBuilder copy(in);
    Tails at(list);
    for (; at.more(); at.next(in)) copy.add(at.element());
    at.check_end(in, at.cell());
    return copy.take();
}

Value copy_record(const Record& r) {
    Record* copy = allocate_record(r.size);
    copy->header = r.header;
    std::copy_n(r.slots, r.size, copy->slots);
    return Value::from_object(copy);
}

Value copy_bool_vector(const BoolVector& v) {
    BoolVector* copy = allocate_bool_vector(v.size);
    std::copy_n(v.words, (v.size + 63) / 64, copy->words);
    return Value::from_object(copy);
}

}  // namespace

Value copy_sequence(Interpreter& in, Value v) {
    if (v.is_nil()) return nil;
    if (v.is_cons()) return copy_list(in, v);
    if (v.is<String>()) return string_part(in, v.as<String>(), 0, v.as<String>().chars, true);
    if (v.is<Vector>()) return make_vector(in, v.as<Vector>().span());
    if (v.is<Record>()) return copy_record(v.as<Record>());
    if (v.is<BoolVector>()) return copy_bool_vector(v.as<BoolVector>());
    if (v.is<CharTable>()) return copy_char_table(v.as<CharTable>());
    not_a_sequence(in, v);
}

namespace {

// Calls use(element) for each element of a list, vector, string or bool-vector.
template <class Use>
void each_element(Interpreter& in, Value v, Use use) {
    if (v.is_cons() || v.is_nil()) {
        Tails at(v);
        for (; at.more(); at.next(in)) use(at.element());
        at.check_end(in, at.cell());
    } else if (v.is<Vector>()) {
        for (Value element : v.as<Vector>().span()) use(element);
    } else if (v.is<String>()) {
        for (StringCursor at(v.as<String>()); !at.done();) use(fixnum(static_cast<Int>(at.next())));
    } else if (v.is<BoolVector>()) {
        auto& bits = v.as<BoolVector>();
        for (std::size_t i = 0; i < bits.size; ++i) use(truth(in, bits.get(i)));
    } else {
        not_a_sequence(in, v);
    }
}

// --- joining ---

bool may_join(Value v) {
    return v.is_cons() || v.is_nil() || v.is<Vector>() || v.is<String>() || v.is<BoolVector>();
}

// Emacs looks at the types of all before it copies any.
void check_joinable(Interpreter& in, Rest sequences) {
    for (Value v : sequences)
        if (!may_join(v)) not_a_sequence(in, v);
}

Value append(Interpreter& in, Rest sequences) {
    if (sequences.empty()) return nil;
    check_joinable(in, sequences.first(sequences.size() - 1));
    ListBuilder result(in);
    for (Value v : sequences.first(sequences.size() - 1)) each_element(in, v, [&](Value element) { result.add(element); });
    return result.take(sequences.back());
}

Value vconcat(Interpreter& in, Rest sequences) {
    check_joinable(in, sequences);
    std::size_t size = 0;
    for (Value v : sequences) size += sequence_length(in, v);
    Vector* result = allocate_vector(size);
    std::size_t i = 0;
    for (Value v : sequences)
        each_element(in, v, [&](Value element) {
            if (i < size) result->slots[i++] = element;
        });
    return Value::from_object(result);
}

// --- order ---

Value reversed_string(Interpreter&, const String& s) {
    String* result = allocate_string(s.bytes, s.chars, s.multibyte());
    if (s.single_byte()) {
        std::reverse_copy(s.data, s.data + s.bytes, result->data);
        return Value::from_object(result);
    }
    std::uint8_t* out = result->data + s.bytes;
    for (std::size_t at = 0; at < s.bytes;) {
        auto size = static_cast<std::size_t>(utf8::length_from_lead(s.data[at]));
        out -= size;
        std::copy_n(s.data + at, size, out);
        at += size;
    }
    return Value::from_object(result);
}

Value reversed_list(Interpreter& in, Value list) {
    Value result;
    Tails at(list);
    for (; at.more(); at.next(in)) result = cons_fast(in, at.element(), result);
    at.check_end(in, at.cell());
    return result;
}

void reverse_bits(BoolVector& v) {
    for (std::size_t i = 0, j = v.size; i + 1 < j; ++i) {
        --j;
        bool low = v.get(i), high = v.get(j);
        v.set(i, high);
        v.set(j, low);
    }
}

Value reverse(Interpreter& in, Value v) {
    if (v.is_nil()) return nil;
    if (v.is_cons()) return reversed_list(in, v);
    if (v.is<String>()) return reversed_string(in, v.as<String>());
    if (!v.is<Vector>() && !v.is<BoolVector>()) not_a_sequence(in, v);
    Value copy = copy_sequence(in, v);
    if (copy.is<Vector>()) std::ranges::reverse(copy.as<Vector>().span());
    else reverse_bits(copy.as<BoolVector>());
    return copy;
}

// A dotted end is found when all before it has been turned round: Emacs signals with that list.
Value nreverse_cells(Interpreter& in, Value list) {
    Value result, tail = list;
    while (tail.is_cons()) {
        Value next = cdr(tail);
        if (next == list) signal(in, sym::circular_list, {list});
        tail.as<Cons>().cdr = result;
        result = tail;
        tail = next;
    }
    if (!tail.is_nil()) wrong_type(in, sym::listp, list);
    return result;
}

Value nreverse(Interpreter& in, Value v) {
    if (v.is_nil()) return nil;
    if (v.is_cons()) return nreverse_cells(in, v);
    if (v.is<String>()) return reversed_string(in, v.as<String>());
    if (v.is<Vector>()) std::ranges::reverse(v.as<Vector>().span());
    else if (v.is<BoolVector>()) reverse_bits(v.as<BoolVector>());
    else wrong_type(in, sym::arrayp, v);
    return v;
}

// --- deleting ---

Value delete_from_vector(Interpreter& in, Value element, Vector& v) {
    auto kept = std::ranges::count_if(v.span(), [&](Value other) { return !equal(in, other, element); });
    if (static_cast<std::size_t>(kept) == v.size) return Value::from_object(&v);
    Vector* result = allocate_vector(static_cast<std::size_t>(kept));
    std::size_t i = 0;
    for (Value other : v.span())
        if (i < result->size && !equal(in, other, element)) result->slots[i++] = other;
    return Value::from_object(result);
}

Value delete_from_string(Interpreter& in, Value element, const String& s) {
    StringText text(s.multibyte());
    bool found = false;
    for (StringCursor at(s); !at.done();) {
        char32_t c = at.next();
        if (element == fixnum(static_cast<Int>(c))) found = true;
        else text.add(c);
    }
    return found ? text.take(in) : Value::from_object(&s);
}

bool eq_suffices(Value v) { return v.is_fixnum() || v.is_symbol() || v.is_immediate_float(); }

Value delete_(Interpreter& in, Value element, Value v) {
    if (v.is<Vector>()) return delete_from_vector(in, element, v.as<Vector>());
    if (v.is<String>()) return delete_from_string(in, element, v.as<String>());
    if (eq_suffices(element)) return delete_cells(in, v, [element](Value other) { return other == element; });
    return delete_cells(in, v, [&](Value other) { return equal(in, other, element); });
}

Value remove(Interpreter& in, Value element, Value v) {
    if (v.is<Vector>() || v.is<String>()) return delete_(in, element, v);
    return delete_(in, element, copy_sequence(in, v));
}

// Emacs: leading elements are skipped, and what is left is copied only if ELT is still in it.
Value remq(Interpreter& in, Value element, Value list) {
    while (list.is_cons() && car(list) == element) list = cdr(list);
    ListBuilder kept(in);
    bool found = false;
    Tails at(list);
    for (; at.more(); at.next(in)) {
        if (at.element() == element) found = true;
        else kept.add(at.element());
    }
    at.check_end(in, at.cell());
    return found ? kept.take() : list;
}

// --- mapping ---

// Calls function(element), whatever it does to the sequence; use(result) says whether to go on.
template <class Use>
void map_list(Interpreter& in, Caller& function, Value list, std::size_t length, Use use) {
    Value tail = list;
    for (; length > 0 && tail.is_cons(); --length) {
        Value element = car(tail);
        use(function(element));
        tail = cdr(tail);
    }
}

template <class Use>
void map_string(Caller& function, String& s, std::size_t length, Use use) {
    if (s.single_byte() && !s.multibyte()) {
        for (std::size_t i = 0; i < length; ++i) use(function(fixnum(s.data[i])));
        return;
    }
    for (std::size_t i = 0; i < length && i < s.chars; ++i) use(function(fixnum(static_cast<Int>(string_char(s, i)))));
}

template <class Use>
void map_sequence(Interpreter& in, Value function, Value v, Use use) {
    if (v.is<CharTable>()) wrong_type(in, sym::listp, v);
    std::size_t length = sequence_length(in, v);
    if (length == 0) return;
    Caller caller(in, function, 1);
    if (v.is_cons()) {
        map_list(in, caller, v, length, use);
    } else if (v.is<Vector>()) {
        for (std::size_t i = 0; i < length; ++i) use(caller(v.as<Vector>().slots[i]));
    } else if (v.is<String>()) {
        map_string(caller, v.as<String>(), length, use);
    } else if (v.is<BoolVector>()) {
        for (std::size_t i = 0; i < length; ++i) use(caller(truth(in, v.as<BoolVector>().get(i))));
    }
}

Value mapcar(Interpreter& in, Value function, Value sequence) {
    ListBuilder results(in);
    map_sequence(in, function, sequence, [&](Value v) { results.add(v); });
    return results.take();
}

Value mapc(Interpreter& in, Value function, Value sequence) {
    map_sequence(in, function, sequence, [](Value) {});
    return sequence;
}

Value mapcan(Interpreter& in, Value function, Value sequence) {
    Value results = mapcar(in, function, sequence);
    Value head, last;
    for (; results.is_cons(); results = cdr(results)) {
        Value list = car(results);
        if (list.is_nil()) continue;
        if (head.is_nil()) head = list;
        else last.as<Cons>().cdr = list;
        if (!cdr(results).is_cons()) break;
        if (!list.is_cons()) wrong_type(in, sym::consp, list);
        Value tail = list;
        Tails at(list);
        for (; at.more(); at.next(in)) tail = at.cell();
        tail.as<Cons>().cdr = nil;
        last = tail;
    }
    return head;
}

// The results and the separators between them, in one vector, are joined as by `concat'.
Value mapconcat(Interpreter& in, Value function, Value sequence, Opt<Value> separator) {
    std::size_t length = sequence.is<CharTable>() ? 0 : sequence_length(in, sequence);
    if (length == 0 && !sequence.is<CharTable>()) return make_unibyte_string(in, "");
    Vector* parts = allocate_vector(2 * length);
    std::size_t count = 0;
    map_sequence(in, function, sequence, [&](Value v) {
        if (count > 0 && count < parts->size) parts->slots[count++] = separator.value;
        if (count < parts->size) parts->slots[count++] = v;
    });
    Value result = concat_strings(in, {parts->slots, count});
    keep_alive(parts);
    return result;
}

// --- filling ---

Value fill_string(Interpreter& in, Value string, Value item) {
    String& s = string.as<String>();
    char32_t c = Arg<Character>::from(in, item);
    if (!s.multibyte()) {
        std::fill_n(s.data, s.bytes, static_cast<std::uint8_t>(c));
        return string;
    }
    std::uint8_t encoded[utf8::max_length];
    auto size = static_cast<std::size_t>(utf8::encode(c, encoded));
    if (size * s.chars != s.bytes) error(in, "Attempt to change byte length of a string");
    for (std::size_t at = 0; at < s.bytes; at += size) std::copy_n(encoded, size, s.data + at);
    return string;
}

Value fillarray(Interpreter& in, Value array, Value item) {
    if (array.is<Vector>()) {
        std::ranges::fill(array.as<Vector>().span(), item);
    } else if (array.is<String>()) {
        return fill_string(in, array, item);
    } else if (array.is<BoolVector>()) {
        auto& v = array.as<BoolVector>();
        for (std::size_t i = 0; i < v.size; ++i) v.set(i, !item.is_nil());
    } else if (array.is<CharTable>()) {
        char_table_set_all(array.as<CharTable>(), item);
        array.as<CharTable>().default_value = item;
    } else {
        wrong_type(in, sym::arrayp, array);
    }
    return array;
}

constexpr Primitive table[] = {
    prim<length>("length", "sequence", "The number of elements of SEQUENCE."),
    prim<length_less>("length<", "sequence length", "Whether SEQUENCE has fewer than LENGTH elements."),
    prim<length_greater>("length>", "sequence length", "Whether SEQUENCE has more than LENGTH elements."),
    prim<length_same>("length=", "sequence length", "Whether SEQUENCE has LENGTH elements."),
    prim<copy_sequence>("copy-sequence", "arg", "A copy of a sequence or record with the same elements."),
    prim<append>("append", "&rest sequences", "A list of the elements of all arguments; the last one is its tail."),
    prim<vconcat>("vconcat", "&rest sequences", "A vector of the elements of all arguments."),
    prim<reverse>("reverse", "seq", "A reversed copy of SEQ."),
    prim<nreverse>("nreverse", "seq", "SEQ reversed in place."),
    prim<delete_>("delete", "elt seq", "SEQ without the elements `equal' to ELT; changes lists."),
    prim<remove>("remove", "elt seq", "A copy of SEQ without the elements `equal' to ELT."),
    prim<remq>("remq", "elt list", "A copy of LIST without the elements `eq' to ELT."),
    prim<mapcar>("mapcar", "function sequence", "A list of FUNCTION applied to each element of SEQUENCE."),
    prim<mapc>("mapc", "function sequence", "Apply FUNCTION to each element of SEQUENCE; return SEQUENCE."),
    prim<mapcan>("mapcan", "function sequence", "The lists that FUNCTION returns for the elements of SEQUENCE, joined by `nconc'."),
    prim<mapconcat>("mapconcat", "function sequence &optional separator",
                    "What FUNCTION returns for the elements of SEQUENCE, with SEPARATOR in between, as one string."),
    prim<fillarray>("fillarray", "array item", "Store ITEM in each element of ARRAY and return ARRAY."),
};

}  // namespace

void define_sequences(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
