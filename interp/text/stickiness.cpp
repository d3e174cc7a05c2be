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

Value inherited_properties(Interpreter& in, Buffer& b, Int from, Int to) {
    Value before = plist_before(b, from), after = plist_after(b, to), result = nil;
    for (Value at = before; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) {
        Value property = car(at);
        if (property == in[sym::rear_nonsticky] || property == in[sym::front_sticky]) continue;
        if (rear_sticky(in, before, property)) result = cons(in, property, cons(in, car(cdr(at)), result));
    }
    for (Value at = after; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at)))
        if (front_sticky(in, after, car(at)) && !plist_member(result, car(at)))
            result = cons(in, car(at), cons(in, car(cdr(at)), result));
    Value sticky = plist_value(after, in[sym::front_sticky]);
    if (!sticky.is_nil() && !result.is_nil() && !plist_member(result, in[sym::front_sticky]) && sticky == in[sym::t])
        result = cons(in, in[sym::front_sticky], cons(in, sticky, result));
    return result;
}

void add_missing_properties(Interpreter& in, Intervals& intervals, Int from, Int to, Value plist) {
    for (Int at = from; at < to;) {
        std::uint32_t i = intervals.find(at);
        bool inside = i < intervals.count && intervals.runs[i].start <= at;
        Int end = inside ? intervals.runs[i].end : i < intervals.count ? intervals.runs[i].start : to;
        end = std::min(end, to);
        Value merged = inside ? intervals.runs[i].plist : nil;
        for (Value p = plist; p.is_cons(); p = cdr(cdr(p)))
            if (!plist_member(merged, car(p))) merged = cons(in, car(p), cons(in, car(cdr(p)), merged));
        intervals.set_plist(at, end, merged);
        at = end;
    }
}

void check_read_only_properties(Interpreter& in, Buffer& b, Int from, Int to) {
    Value inhibit = find_value(in, in[sym::inhibit_read_only]);
    if (!inhibit.is_nil() && !inhibit.is_cons()) return;
    if (from == to) check_insertion(in, b, from);
    else check_deletion(in, b, from, to);
}

}  // namespace el
