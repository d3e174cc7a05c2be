// What text property primitives work on: a part of a buffer or of a string.
#pragma once
#include "prims/buffer_args.hpp"
#include "text/intervals.hpp"

namespace el {

class PropertyTarget {
public:
    // OBJECT is a string, a buffer, or nil for the current buffer; signals buffer-or-string-p.
    PropertyTarget(Interpreter& in, Value object);

    // Sorts and checks START and END, in the object's own counting; signals args-out-of-range.
    Region range(Interpreter& in, Value start, Value end) const;
    Int position(Interpreter& in, Value pos) const;

    Int first() const { return buffer ? buffer->begin : 0; }
    Int last() const { return buffer ? buffer->end : static_cast<Int>(string->chars); }
    Int offset() const { return buffer ? 1 : 0; }  // of its counting from that of Intervals
    const Intervals* intervals() const { return buffer ? &buffer->text->intervals : string->intervals; }
    Intervals& own_intervals();
    Value plist_at(Int pos) const { return intervals() ? intervals()->plist_at(pos - offset()) : nil; }
    Int next_change(Int pos, Int limit) const;
    Int previous_change(Int pos, Int limit) const;

    Buffer* buffer = nullptr;
    String* string = nullptr;
};

// The value of PROPERTY by PLIST: its own, or by category, alias or default (manual node "Examining Properties").
Value text_get(Interpreter& in, Value plist, Value property);
// The property of the character at POS, of overlays first when it is in a buffer.
Value char_property(Interpreter& in, const PropertyTarget& target, Int pos, Value property, Value* overlay = nullptr);
// The nearest place after (before) POS where an overlay begins or ends; END if there is none on this side of it.
Int next_overlay_edge(const Buffer& b, Int pos, Int end);
Int previous_overlay_edge(const Buffer& b, Int pos, Int end);
// Sets the properties of [from, to) from a plist; true if anything changed.
bool add_properties(Interpreter& in, PropertyTarget& target, Region r, Value plist);

}  // namespace el
