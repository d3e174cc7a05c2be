// Stickiness of text properties.
// Tests: tests/lisp/prims/textprops.el
#include "text/stickiness.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

Value plist_before(Buffer& b, Int pos) { return pos > 1 ? b.text->intervals.plist_at(pos - 2) : nil; }
Value plist_after(Buffer& b, Int pos) { return pos < b.last() ? b.text->intervals.plist_at(pos - 1) : nil; }

bool names(Value list, Value property) { return list.is_cons() && !memq(property, list).is_nil(); }

bool nonsticky_by_default(Interpreter& in, Value property) {
    Value alist = find_value(in, in[sym::text_property_default_nonsticky]);
    if (alist.is_unbound() || !alist.is_cons()) return false;
    Value entry = assq(property, alist);
    return entry.is_cons() && !cdr(entry).is_nil();
}

// A property of the character before: sticky unless something says it is not.
bool rear_sticky(Interpreter& in, Value plist, Value property) {
    Value nonsticky = plist_value(plist, in[sym::rear_nonsticky]);
    if (nonsticky.is_cons()) return !names(nonsticky, property) && !nonsticky_by_default(in, property);
    if (!nonsticky.is_nil()) return false;
    return !nonsticky_by_default(in, property);
}

bool front_sticky(Interpreter& in, Value plist, Value property) {
    Value sticky = plist_value(plist, in[sym::front_sticky]);
    return sticky == in[sym::t] || names(sticky, property);
}

bool protects(Interpreter& in, Value plist) {
    Value property = plist_value(plist, in[sym::read_only]);
    if (property.is_nil()) return false;
    // A list in inhibit-read-only names the kinds of protection it lifts.
    Value inhibit = find_value(in, in[sym::inhibit_read_only]);
    return !(inhibit.is_cons() && names(inhibit, property));
}

[[noreturn]] void text_read_only(Interpreter& in, Value property) {
    if (property.is<String>()) signal(in, sym::text_read_only, {property});
    signal(in, sym::text_read_only, {});
}

void check_insertion(Interpreter& in, Buffer& b, Int pos) {
    Value read_only = in[sym::read_only];
    Value before = plist_before(b, pos), after = plist_after(b, pos);
    if (protects(in, after) && front_sticky(in, after, read_only)) text_read_only(in, plist_value(after, read_only));
    if (protects(in, before) && rear_sticky(in, before, read_only)) text_read_only(in, plist_value(before, read_only));
}

void check_deletion(Interpreter& in, Buffer& b, Int from, Int to) {
    const Intervals& intervals = b.text->intervals;
    for (std::uint32_t i = intervals.find(from - 1); i < intervals.count && intervals.runs[i].start < to - 1; ++i)
        if (protects(in, intervals.runs[i].plist)) text_read_only(in, plist_value(intervals.runs[i].plist, in[sym::read_only]));
}

}  // namespace

Value plist_value(Value plist, Value property) {
    for (; plist.is_cons() && cdr(plist).is_cons(); plist = cdr(cdr(plist)))
        if (car(plist) == property) return car(cdr(plist));
    return nil;
}

int stickiness(Interpreter& in, Buffer& b, Value property, Int pos) {
    Value before = pos > b.begin ? plist_before(b, pos) : nil, after = plist_after(b, pos);
    bool from_before = pos > b.begin && rear_sticky(in, before, property);
    bool from_after = front_sticky(in, after, property);
    if (from_before && !from_after) return -1;
    if (!from_before && from_after) return 1;
    if (!from_before && !from_after) return 0;
    // Both: the one that has a value wins; the character before if both do.
    return pos == b.begin || plist_value(before, property).is_nil() ? 1 : -1;
}

namespace {

// What goes with sticky properties is not itself one of them.
bool about_stickiness(Interpreter& in, Value property) { return property == in[sym::rear_nonsticky] || property == in[sym::front_sticky]; }

// PROPERTY of the character with PLIST, or of its category.
Value value_or_category(Interpreter& in, Value plist, Value property) {
    if (plist_member(plist, property)) return plist_value(plist, property);
    Value category = plist_value(plist, in.intern("category"));
    return category.is_symbol() && !category.is_nil() ? in.funcall(in.intern("get"), {category, property}) : nil;
}

// The text on one side of an insertion.
struct Neighbour {
    Value plist, front, rear;  // front-sticky, rear-nonsticky
    Neighbour(Interpreter& in, Value p)
        : plist(p), front(value_or_category(in, p, in[sym::front_sticky])), rear(value_or_category(in, p, in[sym::rear_nonsticky])) {}
    static bool all_or_named(Value list, Value property) { return list.is_cons() ? names(list, property) : !list.is_nil(); }
    bool front_named(Value property) const { return all_or_named(front, property); }
    bool rear_named(Value property) const { return all_or_named(rear, property); }
};

// What text between two characters inherits; with it the stickiness of exactly that, as far as the characters say it themselves.
class Inheritance {
public:
    Inheritance(Interpreter& in, Value before, Value after) : in_(in), before_(in, before), after_(in, after), result_(in), front_(in), rear_(in) {}
    Value compute() {
        for_each(after_.plist, [&](Value property, Value value) { add_of_after(property, value); });
        for_each(before_.plist, [&](Value property, Value value) {
            if (!plist_member(after_.plist, property) && sticks_to_before(property)) add(before_, property, value);
        });
        return with_stickiness();
    }

private:
    template <class F>
    void for_each(Value plist, F visit) {
        for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at)))
            if (!about_stickiness(in_, car(at))) visit(car(at), car(cdr(at)));
    }
    bool sticks_to_before(Value property) const { return !before_.rear_named(property) && !nonsticky_by_default(in_, property); }
    bool sticks_to_after(Value property) const {
        if (after_.front_named(property)) return true;
        Value alist = find_value(in_, in_[sym::text_property_default_nonsticky]);
        Value entry = alist.is_cons() ? assq(property, alist) : nil;
        return entry.is_cons() && cdr(entry).is_nil();
    }
    void add_of_after(Value property, Value value) {
        bool from_before = plist_member(before_.plist, property) && sticks_to_before(property), from_after = sticks_to_after(property);
        // The character before wins unless it has no value.
        if (from_before && from_after && plist_value(before_.plist, property).is_nil()) from_before = false;
        if (from_before) add(before_, property, plist_value(before_.plist, property));
        else if (from_after) add(after_, property, value);
    }
    void add(const Neighbour& source, Value property, Value value) {
        result_.add(property);
        result_.add(value);
        if (source.front_named(property)) front_.add(property);
        if (source.rear_named(property)) rear_.add(property);
    }
    bool category_says(Value result, Value key, Value properties) const {
        Value said = value_or_category(in_, result, key);
        if (said == in_[sym::t]) return true;
        for (Value at = properties; at.is_cons(); at = cdr(at))
            if (!names(said, car(at))) return false;
        return true;
    }
    Value with_stickiness() {
        Value inherited = result_.take(), result = inherited;
        for (auto [key, properties] : {std::pair(in_[sym::rear_nonsticky], rear_.take()), std::pair(in_[sym::front_sticky], front_.take())})
            if (!properties.is_nil() && !category_says(inherited, key, properties)) result = cons(in_, key, cons(in_, properties, result));
        return result;
    }

    Interpreter& in_;
    Neighbour before_, after_;
    ListBuilder result_, front_, rear_;
};

// Whether text put inside a run becomes a part of it: not if one of its properties sticks to neither side.
bool grows_inside(Interpreter& in, Value plist) {
    Neighbour n(in, plist);
    if (!n.rear.is_cons() && !n.rear.is_nil()) return false;
    for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) {
        Value property = car(at);
        if (about_stickiness(in, property)) continue;
        if ((n.rear_named(property) || nonsticky_by_default(in, property)) && !n.front_named(property)) return false;
    }
    return true;
}

}  // namespace

Value inherited_properties(Interpreter& in, Buffer& b, Int from, Int to) {
    Value before = plist_before(b, from), after = plist_after(b, to);
    bool inside = before == after;  // both halves of a run share its list
    if (inside && grows_inside(in, before)) return before;
    return Inheritance(in, before, after).compute();
}

void give_inherited_properties(Intervals& intervals, Int from, Int to, Value plist) {
    std::uint32_t next = intervals.find(from);
    Run* left = next > 0 && intervals.runs[next - 1].end == from ? &intervals.runs[next - 1] : nullptr;
    Run* right = next < intervals.count && intervals.runs[next].start == to ? &intervals.runs[next] : nullptr;
    Run joined{from, to, plist};
    if (left && same_properties(left->plist, plist)) {
        joined = {left->start, to, left->plist};
        if (right && right->plist == left->plist) joined.end = right->end;
    } else if (right && same_properties(right->plist, plist)) {
        joined = {from, right->end, right->plist};
    }
    intervals.set_plist(joined.start, joined.end, joined.plist);
}

namespace {

// Calls F with the ends and the property list of every stretch of [from, to) and stores the list it returns.
template <class F>
void change_properties(Intervals& intervals, Int from, Int to, F change) {
    for (Int at = from; at < to;) {
        std::uint32_t i = intervals.find(at);
        bool inside = i < intervals.count && intervals.runs[i].start <= at;
        Int end = std::min(to, inside ? intervals.runs[i].end : i < intervals.count ? intervals.runs[i].start : to);
        intervals.set_plist(at, end, change(inside ? intervals.runs[i].plist : nil));
        at = end;
    }
}

// The properties of PLIST that RESULT lacks in front of it.
Value with_missing(Interpreter& in, Value result, Value plist) {
    for (Value p = plist; p.is_cons() && cdr(p).is_cons(); p = cdr(cdr(p)))
        if (!plist_member(result, car(p))) result = cons(in, car(p), cons(in, car(cdr(p)), result));
    return result;
}

}  // namespace

void add_missing_properties(Interpreter& in, Intervals& intervals, Int from, Int to, Value plist) {
    change_properties(intervals, from, to, [&](Value own) { return with_missing(in, own, plist); });
}

void add_to_inherited_properties(Interpreter& in, Intervals& intervals, Int from, Int to, Value plist) {
    change_properties(intervals, from, to, [&](Value own) {
        Value copy = nil;
        for (Value p = plist; p.is_cons(); p = cdr(cdr(p))) copy = plist_put(in, copy, car(p), car(cdr(p)));
        return with_missing(in, copy, own);
    });
}

void check_read_only_properties(Interpreter& in, Buffer& b, Int from, Int to) {
    Value inhibit = find_value(in, in[sym::inhibit_read_only]);
    if (!inhibit.is_nil() && !inhibit.is_cons()) return;
    if (from == to) check_insertion(in, b, from);
    else check_deletion(in, b, from, to);
}

}  // namespace el
