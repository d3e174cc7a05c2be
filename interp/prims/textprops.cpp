// Primitives: text properties (manual node "Text Properties"). Searching for changes is in textprop_search.cpp.
// Tests: tests/lisp/prims/textprops.el
#include "prims/property_target.hpp"
#include "text/stickiness.hpp"
#include "text/undo.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

// --- the target ------------------------------------------------------------------------------------------------

PropertyTarget::PropertyTarget(Interpreter& in, Value object) {
    if (object.is<String>()) string = &object.as<String>();
    else if (object.is_nil()) buffer = &current(in);
    else if (object.is<Buffer>()) buffer = &object.as<Buffer>();
    else wrong_type(in, sym::buffer_or_string_p, object);
}

Region PropertyTarget::range(Interpreter& in, Value start, Value end) const {
    Int from = position_of(in, start), to = position_of(in, end);
    if (from > to) std::swap(from, to);
    if (from < first() || to > last()) args_out_of_range(in, fixnum(from), fixnum(to));
    return {from, to};
}

Int PropertyTarget::position(Interpreter& in, Value pos) const { return range(in, pos, pos).from; }

Intervals& PropertyTarget::own_intervals() {
    if (buffer) return buffer->text->intervals;
    if (!string->intervals) string->intervals = make_intervals();
    return *string->intervals;
}

Int PropertyTarget::next_change(Int pos, Int limit) const { return next_property_change(intervals(), pos - offset(), limit - offset()) + offset(); }
Int PropertyTarget::previous_change(Int pos, Int limit) const {
    return previous_property_change(intervals(), pos - offset(), limit - offset()) + offset();
}

// --- looking ---------------------------------------------------------------------------------------------------

namespace {

bool find_in(Value plist, Value property, Value& value) {
    for (; plist.is_cons() && cdr(plist).is_cons(); plist = cdr(cdr(plist)))
        if (car(plist) == property) {
            value = car(cdr(plist));
            return true;
        }
    return false;
}

}  // namespace

Value text_get(Interpreter& in, Value plist, Value property) {
    Value value = nil;
    if (find_in(plist, property, value)) return value;
    Value category = nil;
    if (find_in(plist, in[sym::category], category) && category.is_symbol() && !category.is_nil())
        if (find_in(symbol(in, category).plist, property, value)) return value;
    Value aliases = find_value(in, in[sym::char_property_alias_alist]);
    if (aliases.is_cons()) {
        Value entry = assq(property, aliases);
        for (Value alias = entry.is_cons() ? cdr(entry) : nil; alias.is_cons() && value.is_nil(); alias = cdr(alias)) find_in(plist, car(alias), value);
        if (!value.is_nil()) return value;
    }
    Value defaults = find_value(in, in[sym::default_text_properties]);
    if (defaults.is_cons()) find_in(defaults, property, value);
    return value;
}

Value char_property(Interpreter& in, const PropertyTarget& target, Int pos, Value property, Value* overlay) {
    if (target.buffer) {
        const Overlay* best = nullptr;
        for (Value v : target.buffer->overlays) {
            const Overlay& o = v.as<Overlay>();
            if (o.start > pos || o.end <= pos || text_get(in, o.plist, property).is_nil()) continue;
            if (!best || overlay_above(in, o, *best)) best = &o;
        }
        if (best) {
            if (overlay) *overlay = Value::from_object(best);
            return text_get(in, best->plist, property);
        }
    }
    return pos >= target.last() && !target.string ? nil : text_get(in, target.plist_at(pos), property);
}

namespace {

Value text_properties_at(Interpreter& in, Value position, Value object) {
    PropertyTarget target(in, object);
    Int pos = target.position(in, position);
    return pos == target.last() ? nil : target.plist_at(pos);
}

Value get_text_property(Interpreter& in, Value position, Value prop, Value object) {
    PropertyTarget target(in, object);
    Int pos = target.position(in, position);
    return text_get(in, pos == target.last() ? nil : target.plist_at(pos), prop);
}

Value get_char_property(Interpreter& in, Value position, Value prop, Value object) {
    PropertyTarget target(in, object);
    Int pos = position_of(in, position);
    if (target.buffer && (pos < target.first() || pos > target.last())) args_out_of_range(in, position, position);
    if (target.string) return get_text_property(in, position, prop, object);
    return char_property(in, target, pos, prop);
}

Value get_char_property_and_overlay(Interpreter& in, Value position, Value prop, Value object) {
    PropertyTarget target(in, object);
    Int pos = target.position(in, position);
    Value overlay = nil;
    Value value = char_property(in, target, pos, prop, &overlay);
    return cons(in, value, overlay);
}

// The property that a character inserted at POSITION would get.
Value get_pos_property(Interpreter& in, Value position, Value prop, Value object) {
    PropertyTarget target(in, object);
    if (target.string) return get_text_property(in, position, prop, object);
    Int pos = target.position(in, position);
    Buffer& b = *target.buffer;
    const Overlay* best = nullptr;
    for (Value v : b.overlays) {
        const Overlay& o = v.as<Overlay>();
        bool starts_here = o.start == pos && (o.header.flags & Overlay::front_advance);
        bool ends_here = o.end == pos && !(o.header.flags & Overlay::rear_advance);
        if (o.start > pos || o.end < pos || starts_here || ends_here || text_get(in, o.plist, prop).is_nil()) continue;
        if (!best || overlay_above(in, o, *best)) best = &o;
    }
    if (best) return text_get(in, best->plist, prop);
    int side = stickiness(in, b, prop, pos);
    if (side > 0) return text_get(in, target.plist_at(pos), prop);
    if (side < 0 && pos > b.begin) return text_get(in, target.plist_at(pos - 1), prop);
    return nil;
}

// --- changing ---

// Splits [from, to) into stretches with one property list each and gives it to edit(plist): the new list, or
// Value::unbound() to leave the stretch alone.
template <class Edit>
bool edit_properties(Interpreter& in, PropertyTarget& target, Region r, Edit edit) {
    bool changed = false;
    Int shift = target.offset();
    for (Int at = r.from; at < r.to;) {
        Intervals& intervals = target.own_intervals();
        std::uint32_t i = intervals.find(at - shift);
        bool inside = i < intervals.count && intervals.runs[i].start <= at - shift;
        Int end = inside ? intervals.runs[i].end + shift : i < intervals.count ? intervals.runs[i].start + shift : r.to;
        end = std::min(end, r.to);
        Value plist = inside ? intervals.runs[i].plist : nil;
        Value fresh = edit(plist, at, end);
        if (!fresh.is_unbound()) {
            if (!changed && target.buffer) prepare_to_modify(in, *target.buffer, r.from, r.to);
            changed = true;
            target.own_intervals().set_plist(at - shift, end - shift, fresh);
        }
        at = end;
    }
    if (changed && target.buffer) {
        note_property_change(*target.buffer);
        finish_modify(in, *target.buffer, r.from, r.to, r.to - r.from);
    }
    return changed;
}

void record(Interpreter& in, PropertyTarget& target, Int from, Int to, Value property, Value old_value) {
    if (target.buffer) record_property_change(in, *target.buffer, from, to, property, old_value);
}

// A copy of PLIST with PROPERTY set; new properties come first.
Value with_property(Interpreter& in, Value plist, Value property, Value value) {
    Value ignored = nil;
    if (!find_in(plist, property, ignored)) return cons(in, property, cons(in, value, plist));
    ListBuilder copy(in);
    for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) {
        copy.add(car(at));
        copy.add(car(at) == property ? value : car(cdr(at)));
    }
    return copy.take();
}

Value without_property(Interpreter& in, Value plist, Value property) {
    ListBuilder copy(in);
    for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) {
        if (car(at) == property) continue;
        copy.add(car(at));
        copy.add(car(cdr(at)));
    }
    return copy.take();
}

// A property list given by Lisp; one that is no list stands for the property with value nil.
Value check_plist(Interpreter& in, Value plist) {
    if (plist.is_nil()) return nil;
    if (!plist.is_cons()) return list(in, {plist, nil});
    std::size_t length = 0;
    for (Value at = plist; at.is_cons(); at = cdr(at)) ++length;
    if (length % 2) error(in, "Odd length text property list");
    return plist;
}

}  // namespace

bool add_properties(Interpreter& in, PropertyTarget& target, Region r, Value plist) {
    return edit_properties(in, target, r, [&](Value old, Int from, Int to) {
        Value fresh = old;
        bool changed = false;
        for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) {
            Value value = nil;
            bool has = find_in(fresh, car(at), value);
            if (has && value == car(cdr(at))) continue;
            record(in, target, from, to, car(at), value);
            fresh = with_property(in, fresh, car(at), car(cdr(at)));
            changed = true;
        }
        return changed ? fresh : Value::unbound();
    });
}

namespace {

Value put_text_property(Interpreter& in, Value start, Value end, Value property, Value value, Value object) {
    PropertyTarget target(in, object);
    add_properties(in, target, target.range(in, start, end), list(in, {property, value}));
    return nil;
}

Value add_text_properties(Interpreter& in, Value start, Value end, Value properties, Value object) {
    Value plist = check_plist(in, properties);
    if (plist.is_nil()) return nil;
    PropertyTarget target(in, object);
    return truth(in, add_properties(in, target, target.range(in, start, end), plist));
}

Value set_text_properties(Interpreter& in, Value start, Value end, Value properties, Value object) {
    Value plist = check_plist(in, properties);
    PropertyTarget target(in, object);
    Region r = target.range(in, start, end);
    // A string without properties stays as it is.
    if (plist.is_nil() && target.string && !target.string->intervals) return nil;
    if (r.from == r.to) return nil;
    if (plist.is_nil() && target.string && r.from == 0 && r.to == target.last()) {
        target.string->intervals = nullptr;
        return in[sym::t];
    }
    edit_properties(in, target, r, [&](Value old, Int from, Int to) {
        for (Value at = old; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at)))
            record(in, target, from, to, car(at), car(cdr(at)));
        for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at)))
            if (!plist_member(old, car(at))) record(in, target, from, to, car(at), nil);
        return plist;
    });
    // The whole is one run from now on.
    target.own_intervals().set_plist(r.from - target.offset(), r.to - target.offset(), plist);
    return in[sym::t];
}

template <class Names>
bool remove_properties(Interpreter& in, PropertyTarget& target, Region r, Names for_each_name) {
    if (!target.intervals()) return false;
    return edit_properties(in, target, r, [&](Value old, Int from, Int to) {
        Value fresh = old;
        bool changed = false;
        for_each_name([&](Value name) {
            Value value = nil;
            if (!find_in(fresh, name, value)) return;
            record(in, target, from, to, name, value);
            fresh = without_property(in, fresh, name);
            changed = true;
        });
        return changed ? fresh : Value::unbound();
    });
}

Value remove_text_properties(Interpreter& in, Value start, Value end, Value properties, Value object) {
    Value plist = check_plist(in, properties);
    PropertyTarget target(in, object);
    return truth(in, remove_properties(in, target, target.range(in, start, end), [&](auto remove) {
        for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) remove(car(at));
    }));
}

Value remove_list_of_text_properties(Interpreter& in, Value start, Value end, Value list_of_properties, Value object) {
    PropertyTarget target(in, object);
    return truth(in, remove_properties(in, target, target.range(in, start, end), [&](auto remove) {
        for (Value at = list_of_properties; at.is_cons(); at = cdr(at)) remove(car(at));
    }));
}

// FACE comes before the faces already there, or after them with APPENDP.
Value add_face_text_property(Interpreter& in, Value start, Value end, Value face, Value appendp, Value object) {
    PropertyTarget target(in, object);
    Value property = in[sym::face];
    edit_properties(in, target, target.range(in, start, end), [&](Value old, Int from, Int to) {
        Value value = nil;
        bool has = find_in(old, property, value);
        Value fresh = face;
        if (has && !value.is_nil()) {
            bool is_list = value.is_cons() && !(car(value).is_symbol() && symbol(in, car(value)).flag(Symbol::keyword));
            Value faces = is_list ? value : list(in, {value});
            if (!appendp.is_nil()) {
                ListBuilder all(in);
                for (Value at = faces; at.is_cons(); at = cdr(at)) all.add(car(at));
                all.add(face);
                fresh = all.take();
            } else {
                fresh = cons(in, face, faces);
            }
        }
        record(in, target, from, to, property, value);
        return with_property(in, old, property, fresh);
    });
    return nil;
}

Value propertize(Interpreter& in, Rest args) {
    if (args.size() % 2 == 0) signal(in, sym::wrong_number_of_arguments, {in.intern("propertize"), fixnum(static_cast<Int>(args.size()))});
    const String& s = Arg<String&>::from(in, args[0]);
    Value copy = s.multibyte() ? make_multibyte_string(in, s.view(), s.chars) : make_unibyte_string(in, s.view());
    String& result = copy.as<String>();
    result.intervals = copy_intervals_reversed(in, s.intervals, 0, static_cast<Int>(s.chars));
    Value plist = nil;
    // Each property is put before the others: reversed here, they end in the order given.
    for (std::size_t i = 1; i < args.size(); i += 2) plist = cons(in, args[i], cons(in, args[i + 1], plist));
    PropertyTarget target(in, copy);
    if (!plist.is_nil() && s.chars) add_properties(in, target, {0, static_cast<Int>(s.chars)}, plist);
    return copy;
}

Value object_intervals(Interpreter& in, Value object) {
    PropertyTarget target(in, object);
    Int length = target.buffer ? target.buffer->text->chars : static_cast<Int>(target.string->chars);
    return intervals_to_list(in, target.intervals(), length);
}

constexpr Primitive table[] = {
    prim<add_face_text_property>("add-face-text-property", "start end face &optional appendp object", "Add the face property to the text from START to END."),
    prim<add_text_properties>("add-text-properties", "start end properties &optional object", "Add properties to the text from START to END; t if any was changed."),
    prim<get_char_property>("get-char-property", "position prop &optional object", "Return the value of POSITION's property PROP, in overlays or text properties."),
    prim<get_char_property_and_overlay>("get-char-property-and-overlay", "position prop &optional object", "Like `get-char-property', but with the overlay: (VALUE . OVERLAY)."),
    prim<get_pos_property>("get-pos-property", "position prop &optional object", "Return the value of PROP that a character inserted at POSITION would have."),
    prim<get_text_property>("get-text-property", "position prop &optional object", "Return the value of POSITION's property PROP, in OBJECT."),
    prim<object_intervals>("object-intervals", "object", "Return a copy of the text properties of OBJECT: a list of (BEG END PLIST)."),
    prim<propertize>("propertize", "&rest args", "Return a copy of STRING with text properties added: STRING PROPERTY VALUE ..."),
    prim<put_text_property>("put-text-property", "start end property value &optional object", "Set one property of the text from START to END."),
    prim<remove_list_of_text_properties>("remove-list-of-text-properties", "start end list-of-properties &optional object", "Remove some properties from text from START to END; t if any was."),
    prim<remove_text_properties>("remove-text-properties", "start end properties &optional object", "Remove some properties from text from START to END; t if any was."),
    prim<set_text_properties>("set-text-properties", "start end properties &optional object", "Completely replace properties of text from START to END."),
    prim<text_properties_at>("text-properties-at", "position &optional object", "Return the list of properties of the character at POSITION in OBJECT."),
};

}  // namespace

void define_textprops(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
