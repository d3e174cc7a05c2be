// eq, eql, equal, and the hashes that agree with them.
//
// Emacs's `equal' follows cdrs in a loop and everything else by recursion; beyond 200 levels it signals an error, and from the tenth
// level on a pair of objects that is being compared already counts as equal, so that circles through cars end.
// Tests: tests/recorded
#include <el/exit.hpp>
#include <el/list.hpp>

#include <algorithm>
#include <unordered_set>

#include "core/bignum.hpp"
#include "core/char_table.hpp"
#include "core/hash_bytes.hpp"
#include "core/hash_table.hpp"
#include "core/hooks.hpp"
#include "core/symbol.hpp"

namespace el {

namespace {

bool same_bignum(const Bignum& a, const Bignum& b) {
    return a.header.length == b.header.length && a.negative() == b.negative() && std::equal(a.limbs, a.limbs + a.header.length, b.limbs);
}

bool same_text(const String& a, const String& b) { return a.chars == b.chars && a.view() == b.view(); }

bool same_bits(const BoolVector& a, const BoolVector& b) {
    if (a.size != b.size) return false;
    for (std::size_t i = 0; i < a.size; ++i)
        if (a.get(i) != b.get(i)) return false;
    return true;
}

class Comparison {
public:
    Comparison(Interpreter& in, bool with_properties) : in_(in), with_properties_(with_properties) {}

    bool same(Value a, Value b, int depth) {
        if (a == b) return true;
        if (a.tag() != b.tag() || (!a.is_cons() && !a.is_object())) return false;
        if (a.is_object() && (!b.is_object() || a.object()->kind != b.object()->kind)) return false;
        if (depth > shallow && !enter(a, b, depth)) return true;
        return a.is_cons() ? same_lists(a, b, depth) : same_objects(a, b, depth);
    }

private:
    static constexpr int shallow = 10, deepest = 200;

    struct PairHash {
        std::size_t operator()(std::pair<std::uint64_t, std::uint64_t> p) const { return combine_hashes(p.first, p.second); }
    };

    // False if the two are being compared already.
    bool enter(Value a, Value b, int depth) {
        if (depth > deepest) error(in_, "Stack overflow in equal");
        return !is_compound(a) || seen_.insert({a.bits(), b.bits()}).second;
    }
    static bool is_compound(Value v) { return v.is_cons() || v.is<Vector>() || v.is<Record>() || v.is<Closure>(); }

    bool same_lists(Value a, Value b, int depth) {
        Value mark = a;
        std::size_t steps = 0, power = 2;
        for (;;) {
            if (!same(car(a), car(b), depth + 1)) return false;
            a = cdr(a);
            b = cdr(b);
            if (a == b) return true;
            if (!a.is_cons() || !b.is_cons()) return same(a, b, depth + 1);
            if (a == mark) signal(in_, sym::circular_list, {a});
            if (++steps == power) {
                mark = a;
                power *= 2;
            }
        }
    }

    template <class T>
    bool same_slots(const T& a, const T& b, int depth) {
        if (a.size != b.size) return false;
        for (std::size_t i = 0; i < a.size; ++i)
            if (!same(a.slots[i], b.slots[i], depth + 1)) return false;
        return true;
    }

    bool same_char_tables(const CharTable& a, const CharTable& b, int depth) {
        if (a.header.length != b.header.length) return false;
        return same(a.default_value, b.default_value, depth + 1) && same(a.parent, b.parent, depth + 1) &&
               same(a.purpose, b.purpose, depth + 1) && same_slot_run(a.contents, b.contents, CharTable::top_size, depth) &&
               same_slot_run(a.extras, b.extras, a.header.length, depth);
    }
    bool same_slot_run(const Value* a, const Value* b, std::size_t count, int depth) {
        for (std::size_t i = 0; i < count; ++i)
            if (!same(a[i], b[i], depth + 1)) return false;
        return true;
    }

    bool same_strings(const String& a, const String& b) {
        return same_text(a, b) && (!with_properties_ || same_properties(in_, a, b));
    }

    bool same_objects(Value a, Value b, int depth) {
        switch (a.object()->kind) {
            case Kind::String: return same_strings(a.as<String>(), b.as<String>());
            case Kind::Float: return std::bit_cast<std::uint64_t>(a.as<Float>().number) == std::bit_cast<std::uint64_t>(b.as<Float>().number);
            case Kind::Bignum: return same_bignum(a.as<Bignum>(), b.as<Bignum>());
            case Kind::Vector: return same_slots(a.as<Vector>(), b.as<Vector>(), depth);
            case Kind::Record: return same_slots(a.as<Record>(), b.as<Record>(), depth);
            case Kind::BoolVector: return same_bits(a.as<BoolVector>(), b.as<BoolVector>());
            case Kind::CharTable: return same_char_tables(a.as<CharTable>(), b.as<CharTable>(), depth);
            case Kind::SubCharTable: {
                auto &x = a.as<SubCharTable>(), &y = b.as<SubCharTable>();
                return x.size == y.size && x.min_char == y.min_char && same_slot_run(x.slots, y.slots, x.size, depth);
            }
            case Kind::Marker: return markers_equal(a, b);
            case Kind::Overlay: return overlays_equal(in_, a, b);
            case Kind::Closure: return same(closure_as_list(in_, a), closure_as_list(in_, b), depth + 1);
            case Kind::HashTable:
            case Kind::Buffer:
            case Kind::Primitive:
            case Kind::Code:
            case Kind::Cell:
            case Kind::Foreign:
            case Kind::Symbol: return false;
        }
        return false;
    }

    Interpreter& in_;
    bool with_properties_;
    std::unordered_set<std::pair<std::uint64_t, std::uint64_t>, PairHash> seen_;
};

bool need_comparing(Value a, Value b) { return a.tag() == b.tag() && (a.is_cons() || a.is_object()); }

}  // namespace

bool eq(Value a, Value b) { return a == b; }

bool eql(Value a, Value b) {
    if (a == b) return true;
    if (!a.is_object() || !b.is_object() || a.object()->kind != b.object()->kind) return false;
    if (a.is<Float>()) return std::bit_cast<std::uint64_t>(a.as<Float>().number) == std::bit_cast<std::uint64_t>(b.as<Float>().number);
    return a.is<Bignum>() && same_bignum(a.as<Bignum>(), b.as<Bignum>());
}

bool equal(Interpreter& in, Value a, Value b) {
    if (a == b) return true;
    if (!need_comparing(a, b)) return false;
    if (a.is<String>() && b.is<String>()) return same_text(a.as<String>(), b.as<String>());
    return Comparison(in, false).same(a, b, 0);
}

bool equal_including_properties(Interpreter& in, Value a, Value b) {
    if (a == b) return true;
    return need_comparing(a, b) && Comparison(in, true).same(a, b, 0);
}

std::uint64_t hash_eq(Value v) { return hash_word(v.bits()); }

namespace {

std::uint64_t hash_bignum(const Bignum& b) {
    return hash_bytes({reinterpret_cast<const char*>(b.limbs), b.header.length * sizeof(mp_limb_t)}) + b.negative();
}

// Looks at no more than so many parts of an object: circles end, and large objects cost no more than small ones.
class Hasher {
public:
    std::uint64_t hash(Value v, int depth) {
        if (budget_ <= 0) return 1;
        --budget_;
        if (v.is_cons()) return hash_list(v, depth);
        return v.is_object() ? hash_object(v, depth) : hash_word(v.bits());
    }

private:
    static constexpr int deepest = 8;

    std::uint64_t hash_list(Value v, int depth) {
        std::uint64_t result = 17;
        if (depth >= deepest) return result;
        for (; v.is_cons() && budget_ > 0; v = cdr(v)) result = combine_hashes(result, hash(car(v), depth + 1));
        return v.is_nil() || v.is_cons() ? result : combine_hashes(result, hash(v, depth + 1));
    }
    template <class T>
    std::uint64_t hash_slots(const T& v, int depth) {
        std::uint64_t result = v.size;
        if (depth >= deepest) return result;
        for (std::size_t i = 0; i < v.size && budget_ > 0; ++i) result = combine_hashes(result, hash(v.slots[i], depth + 1));
        return result;
    }
    std::uint64_t hash_object(Value v, int depth) {
        switch (v.object()->kind) {
            case Kind::String: return hash_bytes(v.as<String>().view());
            case Kind::Float: return hash_word(std::bit_cast<std::uint64_t>(v.as<Float>().number));
            case Kind::Bignum: return hash_bignum(v.as<Bignum>());
            case Kind::Vector: return hash_slots(v.as<Vector>(), depth);
            case Kind::Record: return hash_slots(v.as<Record>(), depth);
            // Objects that are `equal' by contents which may change, or which core cannot see.
            case Kind::BoolVector: return v.as<BoolVector>().size;
            case Kind::CharTable:
            case Kind::SubCharTable:
            case Kind::Marker:
            case Kind::Overlay:
            case Kind::Closure: return static_cast<std::uint64_t>(v.object()->kind);
            case Kind::HashTable:
            case Kind::Buffer:
            case Kind::Primitive:
            case Kind::Code:
            case Kind::Cell:
            case Kind::Foreign:
            case Kind::Symbol: break;
        }
        return hash_word(v.bits());
    }

    int budget_ = 256;
};

}  // namespace

std::uint64_t hash_eql(Value v) {
    if (v.is<Float>()) return hash_word(std::bit_cast<std::uint64_t>(v.as<Float>().number));
    return v.is<Bignum>() ? hash_bignum(v.as<Bignum>()) : hash_word(v.bits());
}

std::uint64_t hash_equal(Interpreter&, Value v) {
    if (v.is<String>()) return hash_bytes(v.as<String>().view());
    if (!v.is_cons() && !v.is_object()) return hash_word(v.bits());
    return Hasher().hash(v, 0);
}

}  // namespace el
