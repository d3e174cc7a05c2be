// Conses and lists.
#pragma once
#include <el/interpreter.hpp>

#include <initializer_list>
#include <span>

namespace el {

Value cons(Interpreter& in, Value car, Value cdr);
Value list(Interpreter& in, std::span<const Value> elements);
inline Value list(Interpreter& in, std::initializer_list<Value> elements) {
    return list(in, std::span<const Value>(elements.begin(), elements.size()));
}

// Builds a list front to back.
class ListBuilder {
public:
    explicit ListBuilder(Interpreter& in) : in_(in) {}
    void add(Value v) {
        Value cell = cons(in_, v, nil);
        if (last_.is_nil())
            head_ = cell;
        else
            last_.as<Cons>().cdr = cell;
        last_ = cell;
    }
    Value take() const { return head_; }
    // Ends the list with TAIL instead of nil.
    Value take(Value tail) const {
        if (last_.is_nil()) return tail;
        last_.as<Cons>().cdr = tail;
        return head_;
    }

private:
    Interpreter& in_;
    Value head_, last_;
};

// Walks a proper list:  for (Value v : each(in, list)) ...   Signals wrong-type-argument listp on a dotted tail and
// circular-list on a circle.
class ListRange {
public:
    struct End {};
    class Iterator {
    public:
        Iterator(Interpreter& in, Value list) : in_(in), list_(list), tail_(list), slow_(list) { check(); }
        Value operator*() const { return car(tail_); }
        void operator++();
        bool operator!=(End) const { return !tail_.is_nil(); }

    private:
        void check();
        Interpreter& in_;
        Value list_, tail_, slow_;
        bool odd_ = false;
    };
    ListRange(Interpreter& in, Value list) : in_(in), list_(list) {}
    Iterator begin() const { return Iterator(in_, list_); }
    End end() const { return {}; }

private:
    Interpreter& in_;
    Value list_;
};
inline ListRange each(Interpreter& in, Value list) { return ListRange(in, list); }

inline Value car_or_nil(Value v) { return v.is_cons() ? car(v) : nil; }
inline Value cdr_or_nil(Value v) { return v.is_cons() ? cdr(v) : nil; }

// Elements of a proper list; signals as `length' does.
std::size_t list_length(Interpreter& in, Value list);
Value nreverse_list(Interpreter& in, Value list);
// Property lists, compared with eq; nil when absent, never signals.
Value plist_get(Value plist, Value key);
bool plist_member(Value plist, Value key);
// Returns the plist, changed in place where KEY is present, else with KEY VALUE appended.
Value plist_put(Interpreter& in, Value plist, Value key, Value value);
Value assq(Value key, Value alist);  // the cons, or nil
Value memq(Value element, Value list);  // the tail, or nil

}  // namespace el
