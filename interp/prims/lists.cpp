// Conses, lists, association lists, property lists.
// Tests: tests/lisp/prims/lists.el, tests/recorded/lists.el
#include <algorithm>

#include "core/bignum.hpp"
#include "core/hash_table.hpp"
#include "prims/all.hpp"
#include "prims/caller.hpp"
#include "prims/lists.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value cons_(Interpreter& in, Value a, Value d) { return cons_fast(in, a, d); }
Value car_(Interpreter& in, Value list) { return checked_car(in, list); }
Value cdr_(Interpreter& in, Value list) { return checked_cdr(in, list); }
Value car_safe(Interpreter&, Value object) { return object.is_cons() ? car(object) : nil; }
Value cdr_safe(Interpreter&, Value object) { return object.is_cons() ? cdr(object) : nil; }
Value setcar(Interpreter&, Cons& cell, Value newcar) { return cell.car = newcar; }
Value setcdr(Interpreter&, Cons& cell, Value newcdr) { return cell.cdr = newcdr; }

Value list_(Interpreter& in, Rest objects) { return list(in, objects); }

Value make_list(Interpreter& in, Natural length, Value init) {
    Value result;
    for (Int n = length; n > 0; --n) result = cons_fast(in, init, result);
    return result;
}

// A compound of car and cdr.
template <bool... is_car>
Value path(Interpreter& in, Value list) {
    constexpr bool steps[] = {is_car...};
    for (std::size_t i = std::size(steps); i-- > 0;) list = steps[i] ? checked_car(in, list) : checked_cdr(in, list);
    return list;
}

// N modulo SIZE for an integer of any size.
Int reduced(Value n, Int size) {
    if (n.is_fixnum()) return n.fixnum() % size;
    Mpz z;
    mpz_fdiv_r_ui(z, IntegerView(n), static_cast<unsigned long>(size));
    return mpz_get_si(z);
}

// The number of conses in the circle that CELL is part of.
Int circle_size(Value cell) {
    Int size = 1;
    for (Value tail = cdr(cell); tail != cell; tail = cdr(tail)) ++size;
    return size;
}

}  // namespace

// Emacs: a circular list is no hindrance, however large N.
Value nthcdr(Interpreter& in, Value n, Value list) {
    if (!is_integer(n)) wrong_type(in, sym::integerp, n);
    Int count = Arg<Integer>::from(in, n), left = count;
    Tails at(list);
    for (; left > 0; --left) {
        if (!at.more()) {
            at.check_end(in, list);
            return nil;
        }
        if (at.circle()) break;
    }
    if (left <= 0) return at.cell();
    // At.cell() is on the circle, count - left + 1 steps from the start.
    Int size = circle_size(at.cell());
    Int more = (reduced(n, size) - (count - left + 1) % size + size) % size;
    Value tail = at.cell();
    for (; more > 0; --more) tail = cdr(tail);
    return tail;
}

namespace {

Value nth(Interpreter& in, Value n, Value list) { return checked_car(in, nthcdr(in, n, list)); }

Value memq_(Interpreter& in, Value element, Value list) {
    Tails at(list);
    for (; at.more(); at.next(in))
        if (at.element() == element) return at.cell();
    at.check_end(in, list);
    return nil;
}

// Equal objects that are not eq: numbers in heap objects, strings, and compounds.
bool eq_suffices(Value v) { return v.is_fixnum() || v.is_symbol() || v.is_immediate_float(); }

Value memql(Interpreter& in, Value element, Value list) {
    if (eq_suffices(element)) return memq_(in, element, list);
    Tails at(list);
    for (; at.more(); at.next(in))
        if (eql(at.element(), element)) return at.cell();
    at.check_end(in, list);
    return nil;
}

Value member(Interpreter& in, Value element, Value list) {
    if (eq_suffices(element)) return memq_(in, element, list);
    Tails at(list);
    for (; at.more(); at.next(in))
        if (equal(in, at.element(), element)) return at.cell();
    at.check_end(in, list);
    return nil;
}

Value assq_(Interpreter& in, Value key, Value alist) {
    Tails at(alist);
    for (; at.more(); at.next(in))
        if (Value entry = at.element(); entry.is_cons() && car(entry) == key) return entry;
    at.check_end(in, alist);
    return nil;
}

Value assoc_by(Interpreter& in, Value key, Value alist, Value test) {
    Caller same(in, test, 2);
    Tails at(alist);
    for (; at.more(); at.next(in))
        if (Value entry = at.element(); entry.is_cons() && !same(car(entry), key).is_nil()) return entry;
    at.check_end(in, alist);
    return nil;
}

// TEST is called with the key of the list first.
Value assoc(Interpreter& in, Value key, Value alist, Opt<Value> test) {
    if (!test.value.is_nil()) return assoc_by(in, key, alist, test.value);
    if (eq_suffices(key)) return assq_(in, key, alist);
    Tails at(alist);
    for (; at.more(); at.next(in))
        if (Value entry = at.element(); entry.is_cons() && equal(in, car(entry), key)) return entry;
    at.check_end(in, alist);
    return nil;
}

Value rassq(Interpreter& in, Value key, Value alist) {
    Tails at(alist);
    for (; at.more(); at.next(in))
        if (Value entry = at.element(); entry.is_cons() && cdr(entry) == key) return entry;
    at.check_end(in, alist);
    return nil;
}

Value rassoc(Interpreter& in, Value key, Value alist) {
    Tails at(alist);
    for (; at.more(); at.next(in))
        if (Value entry = at.element(); entry.is_cons() && equal(in, cdr(entry), key)) return entry;
    at.check_end(in, alist);
    return nil;
}

Value delq(Interpreter& in, Value element, Value list) {
    return delete_cells(in, list, [element](Value v) { return v == element; });
}

Value last_cell(Interpreter& in, Value list) {
    Tails at(list);
    Value cell = list;
    for (; at.more(); at.next(in)) cell = at.cell();
    return cell;
}

// Emacs: the dotted end of a list is overwritten by the next one.
Value nconc(Interpreter& in, Rest lists) {
    Value result;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        Value list = lists[i];
        if (list.is_nil()) continue;
        if (result.is_nil()) result = list;
        if (i + 1 == lists.size()) break;
        if (!list.is_cons()) wrong_type(in, sym::consp, list);
        Value next;
        for (std::size_t j = i + 1; j < lists.size() && next.is_nil(); ++j) next = lists[j];
        Cons& end = last_cell(in, list).as<Cons>();
        end.cdr = next;
    }
    return result;
}

Value safe_length(Interpreter&, Value list) {
    Int length = 0;
    for (Tails at(list); at.more();) {
        ++length;
        if (at.circle()) break;
    }
    return fixnum(length);
}

Value proper_list_p(Interpreter&, Value object) {
    Int length = 0;
    Tails at(object);
    while (at.more()) {
        ++length;
        if (at.circle()) return nil;
    }
    return at.cell().is_nil() ? fixnum(length) : nil;
}

Value copy_alist(Interpreter& in, Value alist) {
    Value copy = copy_sequence(in, alist);
    for (Value tail = copy; tail.is_cons(); tail = cdr(tail))
        if (Value entry = car(tail); entry.is_cons()) tail.as<Cons>().car = cons_fast(in, car(entry), cdr(entry));
    return copy;
}

Value take(Interpreter& in, Integer n, ListArg list) {
    ListBuilder taken(in);
    Int left = n;
    Tails at(list);
    for (; left > 0 && at.more(); --left) {
        taken.add(at.element());
        at.circle();  // any number of rounds is fine
    }
    if (left > 0) at.check_end(in, list);
    return taken.take();
}

Value ntake(Interpreter& in, Integer n, ListArg list) {
    if (n <= 0) return nil;
    Int left = n;
    Value tail = list;
    for (; tail.is_cons(); tail = cdr(tail))
        if (--left == 0) {
            tail.as<Cons>().cdr = nil;
            return list;
        }
    if (!tail.is_nil()) wrong_type(in, sym::listp, list);
    return list;
}

// --- property lists ---

template <class IsSame>
Value plist_tail(Value plist, IsSame same) {
    Tails at(plist);
    while (at.more() && cdr(at.cell()).is_cons()) {
        if (same(at.element())) return at.cell();
        if (at.circle() || !at.more() || at.circle()) break;
    }
    return nil;
}

Value plist_get_(Interpreter& in, Value plist, Value key, Opt<Value> predicate) {
    if (predicate.value.is_nil() || predicate.value == in[sym::eq]) return plist_get(plist, key);
    Caller same(in, predicate.value, 2);
    Value tail = plist_tail(plist, [&](Value candidate) { return !same(candidate, key).is_nil(); });
    return tail.is_nil() ? nil : car(cdr(tail));
}

// Sets KEY in PLIST, where same(KEY) finds the place; signals plistp with PLIST when it is none.
template <class IsSame>
Value put_in(Interpreter& in, Value plist, Value key, Value value, IsSame same) {
    Value last;
    Tails at(plist);
    while (at.more() && cdr(at.cell()).is_cons()) {
        if (same(at.element())) {
            cdr(at.cell()).as<Cons>().car = value;
            return plist;
        }
        last = cdr(at.cell());
        at.next(in);
        at.next(in);
    }
    if (!at.cell().is_nil()) wrong_type(in, sym::plistp, plist);
    Value added = cons_fast(in, key, cons_fast(in, value, nil));
    if (last.is_nil()) return added;
    last.as<Cons>().cdr = added;
    return plist;
}

Value plist_put_(Interpreter& in, Value plist, Value key, Value value, Opt<Value> predicate) {
    if (predicate.value.is_nil() || predicate.value == in[sym::eq]) return plist_put(in, plist, key, value);
    Caller same(in, predicate.value, 2);
    return put_in(in, plist, key, value, [&](Value candidate) { return !same(candidate, key).is_nil(); });
}

// Emacs: an unpaired last key is found too; what is no list signals plistp.
template <class IsSame>
Value find_member(Interpreter& in, Value plist, IsSame same) {
    Tails at(plist);
    while (at.more()) {
        if (same(at.element())) return at.cell();
        at.next(in);
        if (!at.more()) break;
        at.next(in);
    }
    if (!at.cell().is_nil()) wrong_type(in, sym::plistp, plist);
    return nil;
}

Value plist_member_(Interpreter& in, Value plist, Value key, Opt<Value> predicate) {
    if (predicate.value.is_nil()) return find_member(in, plist, [key](Value candidate) { return candidate == key; });
    Caller same(in, predicate.value, 2);
    return find_member(in, plist, [&](Value candidate) { return !same(candidate, key).is_nil(); });
}

Value lax_plist_get(Interpreter& in, Value plist, Value key) {
    Tails at(plist);
    while (at.more() && cdr(at.cell()).is_cons()) {
        if (equal(in, at.element(), key)) return car(cdr(at.cell()));
        at.next(in);
        at.next(in);
    }
    if (!at.cell().is_nil()) wrong_type(in, sym::plistp, plist);
    return nil;
}

Value lax_plist_put(Interpreter& in, Value plist, Value key, Value value) {
    return put_in(in, plist, key, value, [&](Value candidate) { return equal(in, candidate, key); });
}

constexpr Primitive table[] = {
    prim<cons_>("cons", "car cdr", "A new cons of CAR and CDR."),
    prim<car_>("car", "list", "The first element of LIST, nil if it is empty."),
    prim<cdr_>("cdr", "list", "LIST without its first element."),
    prim<car_safe>("car-safe", "object", "The car of OBJECT if it is a cons, else nil."),
    prim<cdr_safe>("cdr-safe", "object", "The cdr of OBJECT if it is a cons, else nil."),
    prim<setcar>("setcar", "cell newcar", "Make NEWCAR the car of CELL and return it."),
    prim<setcdr>("setcdr", "cell newcdr", "Make NEWCDR the cdr of CELL and return it."),
    prim<path<true, true>>("caar", "x", "The car of the car of X."),
    prim<path<true, false>>("cadr", "x", "The car of the cdr of X."),
    prim<path<false, true>>("cdar", "x", "The cdr of the car of X."),
    prim<path<false, false>>("cddr", "x", "The cdr of the cdr of X."),
    prim<list_>("list", "&rest objects", "A new list of the arguments."),
    prim<make_list>("make-list", "length init", "A new list of LENGTH elements INIT."),
    prim<nthcdr>("nthcdr", "n list", "Take cdr N times on LIST, return the result."),
    prim<nth>("nth", "n list", "Element N of LIST, counted from 0; nil behind its end."),
    prim<memq_>("memq", "elt list", "The tail of LIST that begins with ELT, compared with `eq'."),
    prim<memql>("memql", "elt list", "The tail of LIST that begins with ELT, compared with `eql'."),
    prim<member>("member", "elt list", "The tail of LIST that begins with ELT, compared with `equal'."),
    prim<assq_>("assq", "key alist", "The first element of ALIST whose car is KEY, compared with `eq'."),
    prim<assoc>("assoc", "key alist &optional testfn", "The first element of ALIST whose car is KEY, compared with TESTFN or `equal'."),
    prim<rassq>("rassq", "key alist", "The first element of ALIST whose cdr is KEY, compared with `eq'."),
    prim<rassoc>("rassoc", "key alist", "The first element of ALIST whose cdr is KEY, compared with `equal'."),
    prim<delq>("delq", "elt list", "LIST without the elements `eq' to ELT; changes LIST."),
    prim<nconc>("nconc", "&rest lists", "The lists joined by changing all but the last."),
    prim<safe_length>("safe-length", "list", "The length of LIST; of a dotted or circular one the conses seen."),
    prim<proper_list_p>("proper-list-p", "object", "The length of OBJECT if it is a proper list, else nil."),
    prim<copy_alist>("copy-alist", "alist", "A copy of ALIST whose elements are new conses too."),
    prim<take>("take", "n list", "A new list of the first N elements of LIST."),
    prim<ntake>("ntake", "n list", "LIST cut behind its first N elements."),
    prim<plist_get_>("plist-get", "plist prop &optional predicate", "The value of PROP in PLIST, nil if it has none."),
    prim<plist_put_>("plist-put", "plist prop val &optional predicate", "PLIST with VAL as the value of PROP; may change PLIST."),
    prim<plist_member_>("plist-member", "plist prop &optional predicate", "The tail of PLIST that begins with PROP."),
    prim<lax_plist_get>("lax-plist-get", "plist prop", "The value of PROP in PLIST, compared with `equal'."),
    prim<lax_plist_put>("lax-plist-put", "plist prop val", "PLIST with VAL as the value of PROP, compared with `equal'."),
};

}  // namespace

void define_lists(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
