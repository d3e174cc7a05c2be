// Match data: what the last search matched, read and set from Lisp.
// Tests: tests/lisp/prims/search.el
#include <el/primitive.hpp>
#include <el/text.hpp>

#include "core/args.hpp"
#include "prims/all.hpp"
#include "prims/searching.hpp"
#include "text/buffer.hpp"
#include "text/marker.hpp"

namespace el {
namespace {

using Group = MatchData::Group;

Value group_end(Interpreter& in, Int subexp, Int Group::* end) {
    if (subexp < 0) args_out_of_range(in, fixnum(subexp), fixnum(0));
    Int position = regex_state(in).match.group(static_cast<std::size_t>(subexp)).*end;
    return position < 0 ? nil : fixnum(position);
}

Value match_beginning(Interpreter& in, Fixnum subexp) { return group_end(in, subexp, &Group::start); }
Value match_end(Interpreter& in, Fixnum subexp) { return group_end(in, subexp, &Group::end); }

// --- match-data ---

bool is_killed_buffer(Value where) { return where.is<Buffer>() && !where.as<Buffer>().live(); }

// A position of the match data as match-data presents it.
Value presented(Value where, Int position, bool integers) {
    if (integers || !where.is<Buffer>()) return fixnum(position);
    Marker* marker = new_marker();
    if (!is_killed_buffer(where)) move_marker(*marker, where.as<Buffer>(), position);
    return Value::from_object(marker);
}

Value match_data_list(Interpreter& in, bool integers) {
    const MatchData& match = regex_state(in).match;
    Value where = match.where();
    ListBuilder list(in);
    for (std::size_t i = 0; i < match.matched_groups(); ++i) {
        Group group = match.group(i);
        list.add(group.matched() ? presented(where, group.start, integers) : nil);
        list.add(group.matched() ? presented(where, group.end, integers) : nil);
    }
    if (integers && where.is<Buffer>() && match.matched_groups() > 0) list.add(where);
    return list.take();
}

void detach_markers_in(Value list) {
    for (; list.is_cons(); list = cdr(list)) {
        if (!car(list).is<Marker>()) continue;
        detach(car(list).as<Marker>());
        list.as<Cons>().car = nil;
    }
}

// Puts DATA into the conses of REUSE as far as they go; places left over become nil.
Value stored_in(Value reuse, Value data) {
    Value last;
    for (Value cell = reuse; cell.is_cons(); cell = cdr(cell)) {
        cell.as<Cons>().car = data.is_cons() ? car(data) : nil;
        if (data.is_cons()) data = cdr(data);
        last = cell;
    }
    last.as<Cons>().cdr = data;
    return reuse;
}

Value match_data(Interpreter& in, Opt<Value> integers, Opt<Value> reuse, Opt<Value> reseat) {
    if (reseat.value) detach_markers_in(reuse.value);
    Value data = match_data_list(in, bool(integers.value));
    return reuse.value.is_cons() ? stored_in(reuse.value, data) : data;
}

// --- set-match-data ---

// Position of an element of the list, and the buffer that a marker names.
Int element_position(Interpreter& in, Value element, Value& where) {
    if (element.is_fixnum()) return element.fixnum();
    if (!element.is<Marker>()) wrong_type(in, sym::integer_or_marker_p, element);
    Marker& marker = element.as<Marker>();
    if (!marker.buffer) return 0;
    where = Value::from_object(marker.buffer);
    return marker.chars;
}

void set_from_list(Interpreter& in, Value list) {
    std::vector<Group> groups;
    Value where = in[sym::t];
    while (list.is_cons() && cdr(list).is_cons()) {
        Value start = car(list), end = car(cdr(list));
        if (start.is<Buffer>()) break;
        Group group;
        if (!start.is_nil()) {
            group.start = element_position(in, start, where);
            group.end = element_position(in, end, where);
            if (group.start < 0) group = {};
        }
        groups.push_back(group);
        list = cdr(cdr(list));
    }
    if (list.is_cons() && car(list).is<Buffer>()) where = car(list);
    regex_state(in).match.set(groups, where);
}

Value set_match_data(Interpreter& in, ListArg list, Opt<Value> reseat) {
    list_length(in, list);
    set_from_list(in, list);
    if (reseat.value) detach_markers_in(list);
    return nil;
}

Value match_data_translate(Interpreter& in, Fixnum n) {
    for (Group& group : regex_state(in).match.groups()) {
        if (!group.matched()) continue;
        group.start = std::max<Int>(0, group.start + n);
        group.end = std::max<Int>(0, group.end + n);
    }
    return nil;
}

constexpr Primitive table[] = {
    prim<match_beginning>("match-beginning", "subexp",
        "Return position of start of text matched by last search, or by its group SUBEXP if that is not 0; nil if it did not match."),
    prim<match_end>("match-end", "subexp",
        "Return position of end of text matched by last search, or by its group SUBEXP if that is not 0; nil if it did not match."),
    prim<match_data>("match-data", "&optional integers reuse reseat",
        "Return a list of what the last search matched: the start and the end of each group, nil for those that did not match.\n"
        "Positions in a buffer are markers, or if INTEGERS is non-nil integers followed by the buffer. The conses of REUSE are\n"
        "used for the list. With RESEAT, markers in REUSE are made to point nowhere."),
    prim<set_match_data>("set-match-data", "list &optional reseat",
        "Set what the last search matched from LIST, made by `match-data'. With RESEAT, markers on LIST are made to point nowhere."),
    prim<match_data_translate>("match-data--translate", "n", "Add N to all positions in the match data."),
};

}  // namespace

// --- for callbacks, which must not disturb the match data of what they interrupt ---

Value match_data(Interpreter& in) { return match_data_list(in, false); }
void set_match_data(Interpreter& in, Value data) {
    set_from_list(in, data);
    detach_markers_in(data);
}

void define_match_data(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
