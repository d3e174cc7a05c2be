// Conses and lists.
// Tests: tests/recorded/lists.el
#include <el/list.hpp>

#include "core/state.hpp"

namespace el {

namespace {

[[noreturn]] void circular(Interpreter& in, Value list) { signal(in, sym::circular_list, {list}); }

// Steps along a list and tells when it has come back to where it was (Brent: the mark moves at powers of two).
class Circle {
public:
    explicit Circle(Value list) : mark_(list) {}
    bool closed(Value tail) {
        if (tail == mark_) return true;
        if (--left_ == 0) {
            mark_ = tail;
            left_ = power_ *= 2;
        }
        return false;
    }

private:
    Value mark_;
    std::size_t power_ = 2, left_ = 2;
};

}  // namespace

Value cons(Interpreter& in, Value car, Value cdr) {
    if (!in->free_conses) in->free_conses = static_cast<Cons*>(heap::allocate_cons_chain());
    return cons_fast(in, car, cdr);
}

Value list(Interpreter& in, std::span<const Value> elements) {
    Value result;
    for (std::size_t i = elements.size(); i-- > 0;) result = cons_fast(in, elements[i], result);
    return result;
}

void ListRange::Iterator::check() {
    if (!tail_.is_cons() && !tail_.is_nil()) wrong_type(in_, sym::listp, tail_);
}

void ListRange::Iterator::operator++() {
    tail_ = cdr(tail_);
    check();
    odd_ = !odd_;
    if (odd_) return;
    slow_ = cdr(slow_);
    if (slow_ == tail_ && tail_.is_cons()) circular(in_, list_);
}

std::size_t list_length(Interpreter& in, Value list) {
    std::size_t length = 0;
    Value tail = list;
    Circle circle(list);
    while (tail.is_cons()) {
        tail = cdr(tail);
        ++length;
        if (circle.closed(tail) && tail.is_cons()) circular(in, list);
    }
    if (!tail.is_nil()) wrong_type(in, sym::listp, tail);
    return length;
}

// Emacs: a dotted end is found only when everything before it has been turned round, and a circle comes back to the first cell,
// which then ends the list.
Value nreverse_list(Interpreter& in, Value list) {
    Value reversed, tail = list;
    while (tail.is_cons()) {
        Value next = cdr(tail);
        tail.as<Cons>().cdr = reversed;
        reversed = tail;
        tail = next;
        if (tail == list && tail.is_cons()) circular(in, list);
    }
    if (!tail.is_nil()) wrong_type(in, sym::listp, tail);
    return reversed;
}

namespace {

// The cell whose car is KEY, or nil. Stops at anything that is no plist.
Value plist_cell(Value plist, Value key) {
    Circle circle(plist);
    for (Value tail = plist; tail.is_cons() && cdr(tail).is_cons();) {
        if (car(tail) == key) return tail;
        tail = cdr(cdr(tail));
        if (circle.closed(tail)) break;
    }
    return nil;
}

}  // namespace

Value plist_get(Value plist, Value key) {
    Value cell = plist_cell(plist, key);
    return cell.is_nil() ? nil : car(cdr(cell));
}

bool plist_member(Value plist, Value key) { return !plist_cell(plist, key).is_nil(); }

Value plist_put(Interpreter& in, Value plist, Value key, Value value) {
    Value last, tail = plist;
    Circle circle(plist);
    while (tail.is_cons() && cdr(tail).is_cons()) {
        if (car(tail) == key) {
            cdr(tail).as<Cons>().car = value;
            return plist;
        }
        last = cdr(tail);
        tail = cdr(last);
        if (circle.closed(tail) && tail.is_cons()) circular(in, plist);
    }
    if (!tail.is_nil()) wrong_type(in, sym::plistp, plist);
    Value added = cons_fast(in, key, cons_fast(in, value, nil));
    if (last.is_nil()) return added;
    last.as<Cons>().cdr = added;
    return plist;
}

Value assq(Value key, Value alist) {
    for (Value tail = alist; tail.is_cons(); tail = cdr(tail))
        if (Value entry = car(tail); entry.is_cons() && car(entry) == key) return entry;
    return nil;
}

Value memq(Value element, Value list) {
    for (Value tail = list; tail.is_cons(); tail = cdr(tail))
        if (car(tail) == element) return tail;
    return nil;
}

}  // namespace el
