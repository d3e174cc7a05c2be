#include "read/substitute.hpp"

#include <unordered_set>

#include "core/hash_table.hpp"
#include "core/heap_vector.hpp"

namespace el {

namespace {

// Walks with a list of its own, so that deep structures do not exhaust the C++ stack.
class Substitution {
public:
    Substitution(Interpreter& in, Value root, Value placeholder) : in_(in), root_(root), placeholder_(placeholder) {}

    void run() {
        visit(root_);
        while (!pending_.empty()) {
            Value v = pending_[--pending_.size];
            if (v.is_cons()) {
                slot(v.as<Cons>().car);
                slot(v.as<Cons>().cdr);
            } else if (v.is<Vector>() || v.is<Record>()) {
                for (Value& s : v.as<Vector>().span()) slot(s);
            } else if (v.is<HashTable>()) {
                table(v.as<HashTable>());
            }
        }
    }

private:
    void visit(Value v) {
        if (!(v.is_cons() || v.is<Vector>() || v.is<Record>() || v.is<HashTable>())) return;
        if (seen_.insert(v.bits()).second) pending_.push(v);
    }
    void slot(Value& s) {
        if (s == placeholder_) s = root_;
        else visit(s);
    }
    void table(HashTable& t) {
        HeapVector<Value> pairs;
        for (std::size_t i = 0; i < t.used; ++i) {
            Value key, value;
            if (!hash_entry(t, i, key, value)) continue;
            slot(key);
            slot(value);
            pairs.push(key);
            pairs.push(value);
        }
        hash_clear(t);
        for (std::uint32_t i = 0; i + 1 < pairs.size; i += 2) hash_put(in_, t, pairs[i], pairs[i + 1]);
    }

    Interpreter& in_;
    Value root_, placeholder_;
    HeapVector<Value> pending_;
    std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

void substitute_placeholder(Interpreter& in, Value root, Value placeholder) { Substitution(in, root, placeholder).run(); }

}  // namespace el
